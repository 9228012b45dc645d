/* portal-text.c: what the pages of the portal say in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "portal/portal-text.h"

#include <glib/gi18n.h>

static const char *const affiliations[] = {
  [MDG_PORTAL_JUDO] = N_ ("Therapy clinic (judo therapy)"),
  [MDG_PORTAL_AHAKI] = N_ ("Therapy clinic (massage, acupuncture, moxibustion)"),
  [MDG_PORTAL_SCREENING] = N_ ("Health screening institution or the like"),
  [MDG_PORTAL_MIDWIFERY] = N_ ("Midwifery home"),
};

static const char *const prefectures[MDG_PORTAL_PREFECTURES] = {
  N_ ("Hokkaido"),  N_ ("Aomori"),    N_ ("Iwate"),    N_ ("Miyagi"),    N_ ("Akita"),
  N_ ("Yamagata"),  N_ ("Fukushima"), N_ ("Ibaraki"),  N_ ("Tochigi"),   N_ ("Gunma"),
  N_ ("Saitama"),   N_ ("Chiba"),     N_ ("Tokyo"),    N_ ("Kanagawa"),  N_ ("Niigata"),
  N_ ("Toyama"),    N_ ("Ishikawa"),  N_ ("Fukui"),    N_ ("Yamanashi"), N_ ("Nagano"),
  N_ ("Gifu"),      N_ ("Shizuoka"),  N_ ("Aichi"),    N_ ("Mie"),       N_ ("Shiga"),
  N_ ("Kyoto"),     N_ ("Osaka"),     N_ ("Hyogo"),    N_ ("Nara"),      N_ ("Wakayama"),
  N_ ("Tottori"),   N_ ("Shimane"),   N_ ("Okayama"),  N_ ("Hiroshima"), N_ ("Yamaguchi"),
  N_ ("Tokushima"), N_ ("Kagawa"),    N_ ("Ehime"),    N_ ("Kochi"),     N_ ("Fukuoka"),
  N_ ("Saga"),      N_ ("Nagasaki"),  N_ ("Kumamoto"), N_ ("Oita"),      N_ ("Miyazaki"),
  N_ ("Kagoshima"), N_ ("Okinawa"),
};

const char *
mdg_portal_affiliation_text (MdgPortalAffiliation affiliation)
{
  return _ (affiliations[affiliation]);
}

const char *
mdg_portal_prefecture_text (int prefecture)
{
  g_return_val_if_fail (prefecture >= 1 && prefecture <= MDG_PORTAL_PREFECTURES, NULL);
  return _ (prefectures[prefecture - 1]);
}

/* What holds for a field whatever else it is. */
static const char *const faults[MDG_PORTAL_N_FAULTS] = {
  [MDG_PORTAL_EMPTY] = N_ ("Please fill in this field."),
  [MDG_PORTAL_TOO_LONG] = N_ ("This is too long."),
  [MDG_PORTAL_TOO_SHORT] = N_ ("At least 8 characters, please."),
  [MDG_PORTAL_ONE_LINE] = N_ ("One line, please, without tabs."),
  [MDG_PORTAL_HYPHEN] = N_ ("Without hyphens, please."),
  [MDG_PORTAL_NOT_DIGITS] = N_ ("Digits only, please."),
  [MDG_PORTAL_NO_ZERO] = N_ ("A telephone number begins with 0."),
  [MDG_PORTAL_UPPER_CASE] = N_ ("Lower-case letters only, please."),
  [MDG_PORTAL_NO_AT] = N_ ("A mail address has one @, with something before it."),
  [MDG_PORTAL_NO_DOMAIN] = N_ ("What stands behind the @ is no domain, such as clinic.example.jp."),
  [MDG_PORTAL_NO_LOWER] = N_ ("At least one lower-case letter, please."),
  [MDG_PORTAL_NO_UPPER] = N_ ("At least one upper-case letter, please."),
  [MDG_PORTAL_NO_DIGIT] = N_ ("At least one digit, please."),
  [MDG_PORTAL_NO_DATE] = N_ ("A date, please, such as 1990-01-01."),
  [MDG_PORTAL_IN_FUTURE] = N_ ("This day is yet to come."),
  [MDG_PORTAL_TOO_EARLY] = N_ ("This day is too long ago."),
};

static char *
digits_text (MdgPortalField field, gsize digits)
{
  if (field == MDG_PORTAL_PHONE)
    return g_strdup (_ ("10 or 11 digits, please."));
  return g_strdup_printf (_ ("%d digits, please."), (int)digits);
}

char *
mdg_portal_fault_text (MdgPortalField field, MdgPortalFault fault, gsize digits)
{
  if (fault == MDG_PORTAL_FINE)
    return NULL;
  if (fault == MDG_PORTAL_DIGITS_COUNT)
    return digits_text (field, digits);
  if (fault == MDG_PORTAL_TOO_LONG && field == MDG_PORTAL_PASSWORD)
    return g_strdup (_ ("At most 100 characters, please."));
  if (fault == MDG_PORTAL_OUT_OF_RANGE)
    return g_strdup (field == MDG_PORTAL_TERMINALS ? _ ("1 to 20, please. More can be added later.")
                                                   : _ ("A number from 1 to 9999, please."));
  if (fault == MDG_PORTAL_CHARACTER)
    return g_strdup (field == MDG_PORTAL_MAIL
                         ? _ ("Lower-case letters, digits, full stop, hyphen and underscore only.")
                         : _ ("Half-width letters, digits and signs only, without spaces."));
  return g_strdup (_ (faults[fault]));
}
