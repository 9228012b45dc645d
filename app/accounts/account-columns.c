/* account-columns.c: the columns of 資格確認アカウント管理 as text.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/account-columns.h"

#include <stdio.h>
#include <string.h>

#include "core/institution-code.h"
#include "core/text.h"

#define MARKS "▲▼△▽↑↓^∧∨"

static const char *const headings[MDG_N_COLUMNS] = {
  [MDG_COLUMN_ID] = "アカウントID",        [MDG_COLUMN_NOTE] = "備考（利用者名、端末名等）",
  [MDG_COLUMN_STATUS] = "ステータス",      [MDG_COLUMN_STARTED] = "利用開始年月日",
  [MDG_COLUMN_ENDED] = "利用終了年月日",   [MDG_COLUMN_SUSPENDED] = "利用停止年月日",
  [MDG_COLUMN_INSTITUTION] = "機関コード", [MDG_COLUMN_FACILITY] = "施設名",
};

/* Other names for them; those of the settings sheets ([2] p.17) and what people write. */
static const struct
{
  const char *name;
  MdgAccountColumn column;
} others[] = {
  { "ID", MDG_COLUMN_ID },
  { "ログインID", MDG_COLUMN_ID },
  { "備考", MDG_COLUMN_NOTE },
  { "状態", MDG_COLUMN_STATUS },
  { "利用開始日", MDG_COLUMN_STARTED },
  { "利用終了日", MDG_COLUMN_ENDED },
  { "利用停止日", MDG_COLUMN_SUSPENDED },
  { "医療機関コード", MDG_COLUMN_INSTITUTION },
  { "機関名", MDG_COLUMN_FACILITY },
};

static const char *const labels[] = {
  [MDG_ACCOUNT_NOT_STARTED] = "利用不可（開始前）",
  [MDG_ACCOUNT_USABLE] = "利用可",
  [MDG_ACCOUNT_CANCELLING] = "利用可（解除予定）",
  [MDG_ACCOUNT_SUSPENDED] = "利用停止",
  [MDG_ACCOUNT_ENDED] = "利用終了",
};

/* What has the same key is the same to a person. Returns: (transfer full) */
static char *
key_of (const char *text)
{
  g_autofree char *whole = g_utf8_make_valid (text, -1);
  g_autofree char *normal = g_utf8_normalize (whole, -1, G_NORMALIZE_NFKC);
  GString *key = g_string_new (NULL);

  for (const char *at = normal; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);

      if (!g_unichar_isspace (c) && c != 0x200B && c != 0xFEFF
          && g_utf8_strchr (MARKS, -1, c) == NULL)
        g_string_append_unichar (key, g_unichar_toupper (c));
    }
  return g_string_free (key, FALSE);
}

static gboolean
is_key (const char *key, const char *name)
{
  g_autofree char *other = key_of (name);

  return g_str_equal (key, other);
}

const char *
mdg_account_column_heading (MdgAccountColumn column)
{
  g_return_val_if_fail ((guint)column < MDG_N_COLUMNS, NULL);
  return headings[column];
}

gboolean
mdg_account_column_recognise (const char *heading, MdgAccountColumn *column)
{
  g_return_val_if_fail (heading != NULL, FALSE);
  g_autofree char *key = key_of (heading);
  int found = -1;

  for (int i = 0; found < 0 && i < MDG_N_COLUMNS; i++)
    if (is_key (key, headings[i]))
      found = i;
  for (gsize i = 0; found < 0 && i < G_N_ELEMENTS (others); i++)
    if (is_key (key, others[i].name))
      found = (int)others[i].column;
  if (found >= 0 && column != NULL)
    *column = (MdgAccountColumn)found;
  return found >= 0;
}

const char *
mdg_account_column_text (const MdgAccount *account, MdgAccountColumn column)
{
  const char *text = NULL;

  g_return_val_if_fail (account != NULL, "");
  switch (column)
    {
    case MDG_COLUMN_ID:
      text = account->id;
      break;
    case MDG_COLUMN_NOTE:
      text = account->note;
      break;
    case MDG_COLUMN_STATUS:
      text = mdg_account_status_label (account->status);
      break;
    case MDG_COLUMN_STARTED:
      text = account->started_on;
      break;
    case MDG_COLUMN_ENDED:
      text = account->ended_on;
      break;
    case MDG_COLUMN_SUSPENDED:
      text = account->suspended_on;
      break;
    case MDG_COLUMN_INSTITUTION:
      text = account->institution_code;
      break;
    case MDG_COLUMN_FACILITY:
      text = account->institution_name;
      break;
    }
  return text != NULL ? text : "";
}

const char *
mdg_account_status_label (MdgAccountStatus status)
{
  g_return_val_if_fail ((guint)status < G_N_ELEMENTS (labels), NULL);
  return labels[status];
}

gboolean
mdg_account_status_recognise (const char *text, MdgAccountStatus *status)
{
  g_return_val_if_fail (text != NULL, FALSE);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (text, labels[i]))
      {
        if (status != NULL)
          *status = (MdgAccountStatus)i;
        return TRUE;
      }
  g_autofree char *key = key_of (text);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (is_key (key, labels[i]))
      {
        if (status != NULL)
          *status = (MdgAccountStatus)i;
        return TRUE;
      }
  return FALSE;
}

/* @text: "Y-M-D" with any one sign between. */
static gboolean
read_parts (const char *text, char **day)
{
  int y = 0, m = 0, d = 0, length = 0;
  char first = 0, second = 0;

  if (strlen (text) > 10
      || sscanf (text, "%4d%c%2d%c%2d%n", &y, &first, &m, &second, &d, &length) != 5
      || text[length] != '\0' || first != second || strchr ("-/.", first) == NULL
      || strspn (text, "0123456789-/.") != strlen (text))
    return FALSE;
  if (y < 1000 || m < 1 || m > 12 || d < 1
      || !g_date_valid_dmy ((GDateDay)d, (GDateMonth)m, (GDateYear)y))
    return FALSE;
  *day = g_strdup_printf ("%04d-%02d-%02d", y, m, d);
  return TRUE;
}

gboolean
mdg_account_day_read (const char *text, char **day)
{
  g_return_val_if_fail (text != NULL && day != NULL, FALSE);
  *day = NULL;
  if (*text == '\0' || read_parts (text, day))
    return TRUE;
  g_autofree char *key = key_of (text);
  GString *plain = g_string_new (key);
  g_string_replace (plain, "年", "/", 0);
  g_string_replace (plain, "月", "/", 0);
  g_string_replace (plain, "日", "", 0);
  gboolean good = plain->len == 0 || read_parts (plain->str, day);
  g_string_free (plain, TRUE);
  return good;
}

char *
mdg_account_id_read (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autofree char *code = mdg_text_code (text);
  return g_ascii_strup (code, -1);
}

char *
mdg_institution_code_read (const char *text)
{
  g_return_val_if_fail (text != NULL, NULL);
  g_autofree char *code = mdg_text_code (text);
  g_autofree char *whole = g_strconcat ("0", code, NULL);
  MdgInstitutionCodeVerdict verdict = mdg_institution_code_check (whole, NULL);
  /* With 8 in the third place nothing is known of the check digit. */
  if (verdict == MDG_INSTITUTION_CODE_OK
      || (verdict == MDG_INSTITUTION_CODE_CHECK_DIGIT && whole[2] == '8'))
    return g_steal_pointer (&whole);
  return g_steal_pointer (&code);
}
