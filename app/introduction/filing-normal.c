/* filing-normal.c: what a field of the forms holds, in the form in which it is printed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "introduction/filing-draft.h"

#include <string.h>

#include "core/phone.h"
#include "core/text.h"

#define FIRST_YEAR 2020
#define LAST_YEAR 2099

static gboolean
is_digits (const char *text, gsize n)
{
  return mdg_text_is_digits (text, n);
}

/* 123-4567 */
static char *
post_form (const char *typed)
{
  g_autofree char *code = mdg_text_code (typed);
  const char *digits = g_str_has_prefix (code, "〒") ? code + strlen ("〒") : code;

  return is_digits (digits, 7) ? g_strdup_printf ("%.3s-%s", digits, digits + 3) : NULL;
}

/* Where a number without hyphens is parted, if its first digits tell. */
static char *
part_phone (const char *digits)
{
  static const struct
  {
    const char *begin;
    gsize length;
    guint first, second;
  } kinds[]
      = { { "0120", 10, 4, 3 }, { "0800", 11, 4, 3 }, { "050", 11, 3, 4 }, { "070", 11, 3, 4 },
          { "080", 11, 3, 4 },  { "090", 11, 3, 4 },  { "03", 10, 2, 4 },  { "06", 10, 2, 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_has_prefix (digits, kinds[i].begin) && is_digits (digits, kinds[i].length))
      return g_strdup_printf ("%.*s-%.*s-%s", (int)kinds[i].first, digits, (int)kinds[i].second,
                              digits + kinds[i].first, digits + kinds[i].first + kinds[i].second);
  return NULL;
}

/* 03-1234-5678 */
static char *
phone_form (const char *typed)
{
  g_autofree char *number = mdg_phone_hyphened (typed);
  g_auto (GStrv) parts = g_strsplit (number, "-", -1);
  g_autofree char *digits = g_strjoinv ("", parts);
  gsize length = strlen (digits);

  if (*digits != '0' || (length != 10 && length != 11) || !is_digits (digits, length))
    return NULL;
  if (g_strv_length (parts) == 1)
    return part_phone (digits);
  return g_strv_length (parts) == 3 && *parts[1] != '\0' && *parts[2] != '\0'
             ? g_steal_pointer (&number)
             : NULL;
}

/* Katakana of full width, with spaces and what stands between names. */
static char *
kana_form (const char *typed)
{
  g_autofree char *wide = g_utf8_normalize (typed, -1, G_NORMALIZE_NFKC);
  GString *kana = g_string_new (NULL);
  gboolean good = wide != NULL;

  for (const char *p = good ? g_strstrip (wide) : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x3041 && c <= 0x3096)
        c += 0x60;
      if (c == ' ')
        c = 0x3000;
      good = good && ((c >= 0x30A1 && c <= 0x30FC) || c == 0x3000);
      g_string_append_unichar (kana, c);
    }
  return g_string_free (kana, !good);
}

static char *
date_form (const char *typed)
{
  MdgDay day = mdg_day_read (typed);
  int year = 0;

  if (day != MDG_DAY_NONE)
    mdg_day_get (day, &year, NULL, NULL);
  return year >= FIRST_YEAR && year <= LAST_YEAR ? mdg_day_text (day) : NULL;
}

/* 3; "３月" as well */
static char *
month_form (const char *typed)
{
  g_autofree char *narrow = mdg_text_narrow (typed);
  char *text = g_strstrip (narrow);
  guint64 month;

  if (g_str_has_suffix (text, "月"))
    text[strlen (text) - strlen ("月")] = '\0';
  g_strchomp (text);
  if (!g_ascii_string_to_unsigned (text, 10, 1, 12, &month, NULL))
    return NULL;
  return g_strdup_printf ("%u", (guint)month);
}

char *
mdg_filing_normal (const MdgFilingGuide *guide, MdgFilingFieldId field, const char *typed)
{
  const MdgFilingField *known;

  g_return_val_if_fail (field < MDG_N_FIELDS && typed != NULL, NULL);

  known = &guide->fields[field];
  if (known->type != MDG_FILING_CHOICE && (gsize)g_utf8_strlen (typed, -1) > known->max)
    return NULL;
  switch (known->type)
    {
    case MDG_FILING_KANA:
      return kana_form (typed);
    case MDG_FILING_POST:
      return post_form (typed);
    case MDG_FILING_PHONE:
      return phone_form (typed);
    case MDG_FILING_MAIL:
      return mdg_text_mail (typed);
    case MDG_FILING_DATE:
      return date_form (typed);
    case MDG_FILING_MONTH:
      return month_form (typed);
    case MDG_FILING_CHOICE:
      return mdg_filing_guide_find_option (guide, field, typed) != MDG_FILING_NONE
                 ? g_strdup (typed)
                 : NULL;
    case MDG_FILING_TEXT:
    default:
      return g_strstrip (g_strdup (typed));
    }
}
