/* portal-rules.c: what may stand in the fields of the portal, [3].
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/portal-rules.h"

#include <string.h>

#include "core/text.h"

#define PHONE_MIN 10
#define PHONE_MAX 11
#define LABEL_MAX 63 /* of a domain */
#define LOCAL_MAX 64 /* before the @ */
#define NUMBER_TEXT_MAX 9
#define FIRST_BIRTH_YEAR 1900

static const char *const affiliations[] = {
  [MDG_PORTAL_JUDO] = "judo",
  [MDG_PORTAL_AHAKI] = "ahaki",
  [MDG_PORTAL_SCREENING] = "screening",
  [MDG_PORTAL_MIDWIFERY] = "midwifery",
};

static const char *const marks[] = {
  [MDG_PORTAL_KEI] = "kei",
  [MDG_PORTAL_KYO] = "kyo",
};

static const char *const faults[] = {
  [MDG_PORTAL_FINE] = "fine",
  [MDG_PORTAL_EMPTY] = "empty",
  [MDG_PORTAL_TOO_LONG] = "too-long",
  [MDG_PORTAL_TOO_SHORT] = "too-short",
  [MDG_PORTAL_ONE_LINE] = "one-line",
  [MDG_PORTAL_HYPHEN] = "hyphen",
  [MDG_PORTAL_NOT_DIGITS] = "not-digits",
  [MDG_PORTAL_DIGITS_COUNT] = "digits-count",
  [MDG_PORTAL_NO_ZERO] = "no-zero",
  [MDG_PORTAL_UPPER_CASE] = "upper-case",
  [MDG_PORTAL_CHARACTER] = "character",
  [MDG_PORTAL_NO_AT] = "no-at",
  [MDG_PORTAL_NO_DOMAIN] = "no-domain",
  [MDG_PORTAL_NO_LOWER] = "no-lower",
  [MDG_PORTAL_NO_UPPER] = "no-upper",
  [MDG_PORTAL_NO_DIGIT] = "no-digit",
  [MDG_PORTAL_NO_DATE] = "no-date",
  [MDG_PORTAL_IN_FUTURE] = "in-future",
  [MDG_PORTAL_TOO_EARLY] = "too-early",
  [MDG_PORTAL_OUT_OF_RANGE] = "out-of-range",
};

const char *
mdg_portal_affiliation_nick (MdgPortalAffiliation affiliation)
{
  g_return_val_if_fail ((guint)affiliation < G_N_ELEMENTS (affiliations), NULL);
  return affiliations[affiliation];
}

const char *
mdg_portal_mark_nick (MdgPortalMark mark)
{
  g_return_val_if_fail ((guint)mark < G_N_ELEMENTS (marks), NULL);
  return marks[mark];
}

const char *
mdg_portal_fault_nick (MdgPortalFault fault)
{
  g_return_val_if_fail ((guint)fault < G_N_ELEMENTS (faults), NULL);
  return faults[fault];
}

gboolean
mdg_portal_has_mark (MdgPortalAffiliation affiliation)
{
  return affiliation == MDG_PORTAL_JUDO || affiliation == MDG_PORTAL_AHAKI;
}

gsize
mdg_portal_number_digits (MdgPortalAffiliation affiliation)
{
  static const gsize digits[] = {
    [MDG_PORTAL_JUDO] = 9,
    [MDG_PORTAL_AHAKI] = 10,
    [MDG_PORTAL_SCREENING] = 7,
    [MDG_PORTAL_MIDWIFERY] = 7,
  };

  g_return_val_if_fail ((guint)affiliation < G_N_ELEMENTS (digits), 0);
  return digits[affiliation];
}

MdgPortalFault
mdg_portal_check_name (const char *text)
{
  if (text[strspn (text, " ")] == '\0')
    return MDG_PORTAL_EMPTY;
  if (mdg_text_has_control (text))
    return MDG_PORTAL_ONE_LINE;
  return g_utf8_strlen (text, -1) > MDG_PORTAL_NAME_MAX ? MDG_PORTAL_TOO_LONG : MDG_PORTAL_FINE;
}

/* Digits alone. What people type for a hyphen has an answer of its own. */
static MdgPortalFault
check_digits (const char *text)
{
  static const char *const hyphens[] = { "-", "‐", "‑", "‒", "–", "—", "―", "−", "ー", "－" };

  if (*text == '\0')
    return MDG_PORTAL_EMPTY;
  for (gsize i = 0; i < G_N_ELEMENTS (hyphens); i++)
    if (strstr (text, hyphens[i]) != NULL)
      return MDG_PORTAL_HYPHEN;
  return text[strspn (text, "0123456789")] == '\0' ? MDG_PORTAL_FINE : MDG_PORTAL_NOT_DIGITS;
}

MdgPortalFault
mdg_portal_check_number (MdgPortalAffiliation affiliation, const char *text)
{
  MdgPortalFault fault = check_digits (text);

  if (fault == MDG_PORTAL_FINE && strlen (text) != mdg_portal_number_digits (affiliation))
    fault = MDG_PORTAL_DIGITS_COUNT;
  return fault;
}

MdgPortalFault
mdg_portal_check_phone (const char *text)
{
  MdgPortalFault fault = check_digits (text);

  if (fault != MDG_PORTAL_FINE)
    return fault;
  if (text[0] != '0')
    return MDG_PORTAL_NO_ZERO;
  return strlen (text) >= PHONE_MIN && strlen (text) <= PHONE_MAX ? MDG_PORTAL_FINE
                                                                  : MDG_PORTAL_DIGITS_COUNT;
}

/* Labels parted by points, two at least; none is empty, too long, or has a hyphen at an end. */
static gboolean
is_domain (const char *text)
{
  g_auto (GStrv) labels = g_strsplit (text, ".", -1);
  guint n = g_strv_length (labels);

  for (guint i = 0; i < n; i++)
    {
      gsize length = strlen (labels[i]);

      if (length == 0 || length > LABEL_MAX || labels[i][0] == '-' || labels[i][length - 1] == '-'
          || strchr (labels[i], '_') != NULL)
        return FALSE;
    }
  return n >= 2;
}

static MdgPortalFault
check_mail_characters (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (g_ascii_isupper (*c))
      return MDG_PORTAL_UPPER_CASE;
  return text[strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789.-_@")] == '\0'
             ? MDG_PORTAL_FINE
             : MDG_PORTAL_CHARACTER;
}

MdgPortalFault
mdg_portal_check_mail (const char *text)
{
  const char *at = strchr (text, '@');
  MdgPortalFault fault = check_mail_characters (text);

  if (*text == '\0')
    return MDG_PORTAL_EMPTY;
  if (fault != MDG_PORTAL_FINE)
    return fault;
  if (strlen (text) > MDG_PORTAL_MAIL_MAX)
    return MDG_PORTAL_TOO_LONG;
  if (at == NULL || at == text || at - text > LOCAL_MAX || strchr (at + 1, '@') != NULL)
    return MDG_PORTAL_NO_AT;
  return is_domain (at + 1) ? MDG_PORTAL_FINE : MDG_PORTAL_NO_DOMAIN;
}

guint
mdg_portal_password_holds (const char *text)
{
  gsize length = strlen (text);
  guint held = 0;

  if (length >= MDG_PORTAL_PASSWORD_MIN && length <= MDG_PORTAL_PASSWORD_MAX)
    held |= MDG_PORTAL_PASSWORD_LENGTH;
  for (; *text != '\0'; text++)
    {
      if (g_ascii_islower (*text))
        held |= MDG_PORTAL_PASSWORD_LOWER;
      else if (g_ascii_isupper (*text))
        held |= MDG_PORTAL_PASSWORD_UPPER;
      else if (g_ascii_isdigit (*text))
        held |= MDG_PORTAL_PASSWORD_DIGIT;
    }
  return held;
}

/* Assumption: [3] asks for letters and digits and does not say what else may be used: any visible
 * ASCII. */
static gboolean
is_typeable (const char *text)
{
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;
  return TRUE;
}

MdgPortalFault
mdg_portal_check_password (const char *text)
{
  guint held = mdg_portal_password_holds (text);

  if (*text == '\0')
    return MDG_PORTAL_EMPTY;
  if (!is_typeable (text))
    return MDG_PORTAL_CHARACTER;
  if ((held & MDG_PORTAL_PASSWORD_LENGTH) == 0)
    return strlen (text) < MDG_PORTAL_PASSWORD_MIN ? MDG_PORTAL_TOO_SHORT : MDG_PORTAL_TOO_LONG;
  if ((held & MDG_PORTAL_PASSWORD_LOWER) == 0)
    return MDG_PORTAL_NO_LOWER;
  if ((held & MDG_PORTAL_PASSWORD_UPPER) == 0)
    return MDG_PORTAL_NO_UPPER;
  return (held & MDG_PORTAL_PASSWORD_DIGIT) != 0 ? MDG_PORTAL_FINE : MDG_PORTAL_NO_DIGIT;
}

MdgPortalFault
mdg_portal_check_birth_date (const char *text, MdgDay today)
{
  MdgDay day = mdg_day_parse (text);

  if (*text == '\0')
    return MDG_PORTAL_EMPTY;
  if (day == MDG_DAY_NONE)
    return MDG_PORTAL_NO_DATE;
  if (day > today)
    return MDG_PORTAL_IN_FUTURE;
  return day < mdg_day_new (FIRST_BIRTH_YEAR, 1, 1) ? MDG_PORTAL_TOO_EARLY : MDG_PORTAL_FINE;
}

static MdgPortalFault
check_count (const char *text, int most, int *value)
{
  MdgPortalFault fault = check_digits (text);
  int number;

  if (fault == MDG_PORTAL_HYPHEN)
    return MDG_PORTAL_NOT_DIGITS;
  if (fault != MDG_PORTAL_FINE)
    return fault;
  number = strlen (text) <= NUMBER_TEXT_MAX ? (int)g_ascii_strtoll (text, NULL, 10) : 0;
  if (number < 1 || number > most)
    return MDG_PORTAL_OUT_OF_RANGE;
  if (value != NULL)
    *value = number;
  return MDG_PORTAL_FINE;
}

MdgPortalFault
mdg_portal_check_staff (const char *text, int *value)
{
  return check_count (text, MDG_PORTAL_STAFF_MAX, value);
}

MdgPortalFault
mdg_portal_check_terminals (const char *text, int *value)
{
  return check_count (text, MDG_PORTAL_TERMINALS_MAX, value);
}

char *
mdg_portal_tidy (const char *text)
{
  return g_strstrip (mdg_text_narrow (text));
}
