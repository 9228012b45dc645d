/* bundle.c: what is handed to whoever helps from afar.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/bundle.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LABEL_MAX 120 /* bytes */
#define DIGITS_MAX 5  /* in a row */
#define HIDDEN "\u2026"
#define SIGNS " .,:;+-_/()[]~"

struct _MdgBundle
{
  GString *sections[MDG_N_BUNDLE_SECTIONS];
  MdgBundleSection section; /* where facts go */
};

MdgBundle *
mdg_bundle_new (void)
{
  MdgBundle *bundle = g_new0 (MdgBundle, 1);

  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    bundle->sections[i] = g_string_new (NULL);
  return bundle;
}

void
mdg_bundle_free (MdgBundle *bundle)
{
  if (bundle == NULL)
    return;
  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    g_string_free (bundle->sections[i], TRUE);
  g_free (bundle);
}

const char *
mdg_bundle_section_words (MdgBundleSection section)
{
  static const char *const words[] = {
    [MDG_BUNDLE_VERSIONS] = N_ ("Versions"),
    [MDG_BUNDLE_SETTINGS] = N_ ("Settings"),
    [MDG_BUNDLE_STATES] = N_ ("How things stand"),
    [MDG_BUNDLE_RECORDS] = N_ ("Records on this computer"),
    [MDG_BUNDLE_CERTIFICATES] = N_ ("Client certificates"),
    [MDG_BUNDLE_READERS] = N_ ("Card readers"),
    [MDG_BUNDLE_ERRORS] = N_ ("Last error messages"),
    [MDG_BUNDLE_LOG] = N_ ("Log"),
  };

  g_return_val_if_fail (section < MDG_N_BUNDLE_SECTIONS, "");
  return _ (words[section]);
}

void
mdg_bundle_begin (MdgBundle *bundle, MdgBundleSection section)
{
  g_return_if_fail (section < MDG_N_BUNDLE_SECTIONS);

  bundle->section = section;
  g_string_truncate (bundle->sections[section], 0);
}

/* Digits of any script: what is too long to be a count or a version becomes HIDDEN. */
static void
append_guarded (GString *out, const char *text)
{
  for (const char *p = text; *p != '\0';)
    {
      const char *end = p;
      glong n = 0;

      for (; g_unichar_isdigit (g_utf8_get_char (end)); n++)
        end = g_utf8_next_char (end);
      if (n == 0)
        end = g_utf8_next_char (p);
      if (n > DIGITS_MAX)
        g_string_append (out, HIDDEN);
      else
        g_string_append_len (out, p, end - p);
      p = end;
    }
}

static void
add (MdgBundle *bundle, const char *name, const char *value)
{
  GString *out = bundle->sections[bundle->section];

  append_guarded (out, name);
  g_string_append (out, ": ");
  append_guarded (out, value);
  g_string_append_c (out, '\n');
}

void
mdg_bundle_add_words (MdgBundle *bundle, const char *name, const char *words)
{
  g_return_if_fail (g_utf8_validate (words, -1, NULL) && strchr (words, '\n') == NULL);

  add (bundle, name, words);
}

/* Grouped, so that a large one is told in full. */
void
mdg_bundle_add_number (MdgBundle *bundle, const char *name, gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  gsize length = strlen (digits);
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && digits[i - 1] != '-' && (length - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, digits[i]);
    }
  add (bundle, name, text->str);
}

void
mdg_bundle_add_boolean (MdgBundle *bundle, const char *name, gboolean yes)
{
  add (bundle, name, yes ? C_ ("bundle", "yes") : C_ ("bundle", "no"));
}

void
mdg_bundle_add_time (MdgBundle *bundle, const char *name, gint64 time)
{
  g_autoptr (GDateTime) when = time > 0 ? g_date_time_new_from_unix_utc (time) : NULL;
  g_autofree char *text = when != NULL ? g_date_time_format (when, "%Y-%m-%d %H:%M:%S UTC") : NULL;

  add (bundle, name, text != NULL ? text : C_ ("bundle", "never"));
}

void
mdg_bundle_add_error (MdgBundle *bundle, const char *name, const GError *error)
{
  guint line = mdg_error_get_line (error);
  const char *code = error != NULL && error->domain == MDG_ERROR
                         ? mdg_error_code_nick ((MdgErrorCode)error->code)
                         : mdg_error_code_nick (MDG_ERROR_FAILED);
  g_autofree char *text = line > 0 ? g_strdup_printf ("%s (%u)", code, line) : g_strdup (code);

  add (bundle, name, error != NULL ? text : C_ ("bundle", "none"));
}

void
mdg_bundle_add_label (MdgBundle *bundle, const char *name, const char *text)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *p = text != NULL ? text : ""; *p != '\0' && plain->len < LABEL_MAX; p++)
    if (g_ascii_isalnum (*p) || strchr (SIGNS, *p) != NULL)
      g_string_append_c (plain, *p);
  add (bundle, name, plain->len > 0 ? plain->str : C_ ("bundle", "not known"));
}

void
mdg_bundle_add_line (MdgBundle *bundle, const char *line)
{
  GString *out = bundle->sections[bundle->section];

  g_return_if_fail (g_utf8_validate (line, -1, NULL) && strchr (line, '\n') == NULL);

  append_guarded (out, line);
  g_string_append_c (out, '\n');
}

char *
mdg_bundle_to_text (MdgBundle *bundle, guint left_out, gint64 now)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (now);
  g_autofree char *stamp = g_date_time_format (when, "%Y-%m-%d %H:%M:%S UTC");
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s\n%s\n%s\n", _ ("Information for support (Madoguchi)"), stamp,
                          _ ("No passwords, keys, codes, IDs or patients' data are in it."));
  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    {
      g_string_append_printf (out, "\n== %s ==\n", mdg_bundle_section_words ((MdgBundleSection)i));
      if (left_out & (1u << i))
        g_string_append_printf (out, "(%s)\n", _ ("left out"));
      else if (bundle->sections[i]->len == 0)
        g_string_append_printf (out, "(%s)\n", C_ ("bundle", "none"));
      else
        g_string_append (out, bundle->sections[i]->str);
    }
  return g_string_free (out, FALSE);
}
