/* settings-layout.c: finds in the words of a PDF what stands beside or below which name.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "accounts/settings-layout.h"

#include <stdlib.h>
#include <string.h>

#include "contract/accounts.h"
#include "core/secret.h"
#include "core/text.h"

#define NAME_WORDS 16 /* a name whose letters stand apart comes as so many words */
#define BELOW_LINES 3 /* heights of a line between a name and a value below it */
#define LABELS 64     /* more than any page of ours has by far */
#define SLACK 40      /* tenths of a point: what is not quite in line */

/* Names as people and producers write them; folded. Longer ones before those they begin with. */
static const struct
{
  MdgSettingsField field;
  const char *name;
} names[] = {
  { MDG_SETTINGS_INSTITUTION_CODE, "医療機関等コード" },
  { MDG_SETTINGS_INSTITUTION_CODE, "医療機関コード" },
  { MDG_SETTINGS_INSTITUTION_CODE, "機関コード" },
  { MDG_SETTINGS_INSTITUTION_NAME, "医療機関等名" },
  { MDG_SETTINGS_INSTITUTION_NAME, "医療機関名" },
  { MDG_SETTINGS_INSTITUTION_NAME, "機関名称" },
  { MDG_SETTINGS_INSTITUTION_NAME, "機関名" },
  { MDG_SETTINGS_INSTITUTION_NAME, "施設名" },
  { MDG_SETTINGS_ID, "アカウントid" },
  { MDG_SETTINGS_ID, "ログインid" },
  { MDG_SETTINGS_ID, "ユーザーid" },
  { MDG_SETTINGS_ID, "ユーザid" },
  { MDG_SETTINGS_ID, "id" },
  { MDG_SETTINGS_PASSWORD, "初期パスワード" },
  { MDG_SETTINGS_PASSWORD, "仮パスワード" },
  { MDG_SETTINGS_PASSWORD, "パスワード" },
  { MDG_SETTINGS_ACTIVATION_CODE, "アクティベーションコード" },
  { MDG_SETTINGS_USER_TYPE, "ユーザー種別" },
  { MDG_SETTINGS_USER_TYPE, "ユーザ種別" },
};

/* Words of one height on the page, from left to right. */
typedef struct
{
  guint page;
  int top;
  int bottom;
  GPtrArray *words; /* of MdgPdfWord, borrowed */
} Line;

/* A name: words @first to before @next of a line. */
typedef struct
{
  MdgSettingsField field;
  guint line;
  guint first;
  guint next;
  const char *rest; /* (nullable): what follows it in its last word */
} Label;

typedef struct
{
  MdgSettingsLayout *layout;
  GPtrArray *lines;
  GArray *labels;
} Finder;

/* Any word may be the password: what is made of one is wiped. */
typedef char *Wiped;
G_DEFINE_AUTO_CLEANUP_FREE_FUNC (Wiped, mdg_wipe_string, NULL)

typedef GString WipedLine;

static void
wipe_line (WipedLine *line)
{
  mdg_wipe_string (g_string_free (line, FALSE));
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (WipedLine, wipe_line)

/* Leaves nothing behind in a block that was outgrown. */
static void
append (GString *line, const char *text)
{
  gsize length = strlen (text);

  if (line->len + length + 1 > line->allocated_len)
    {
      GString *larger = g_string_sized_new (2 * (line->len + length) + 1), outgrown = *line;

      g_string_append_len (larger, line->str, (gssize)line->len);
      *line = *larger;
      *larger = outgrown;
      wipe_line (larger);
    }
  g_string_append_len (line, text, (gssize)length);
}

static void
line_free (gpointer data)
{
  Line *line = data;

  g_ptr_array_unref (line->words);
  g_free (line);
}

static int
by_place (gconstpointer a, gconstpointer b)
{
  const MdgPdfWord *one = *(MdgPdfWord *const *)a, *other = *(MdgPdfWord *const *)b;

  if (one->page != other->page)
    return one->page < other->page ? -1 : 1;
  return one->top + one->bottom - other->top - other->bottom;
}

static int
by_left (gconstpointer a, gconstpointer b)
{
  const MdgPdfWord *one = *(MdgPdfWord *const *)a, *other = *(MdgPdfWord *const *)b;

  return one->left - other->left;
}

/* ① to ⑳: pointers of a manual to its pictures, never part of a value. */
static gboolean
is_pointer (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c >= 0x2460 && c <= 0x2473 && *g_utf8_next_char (text) == '\0';
}

/* Whether the middle of @word is in @line. */
static gboolean
is_in_line (const Line *line, const MdgPdfWord *word)
{
  int middle = (word->top + word->bottom) / 2;

  return line->page == word->page && middle >= line->top && middle <= line->bottom;
}

static GPtrArray *
make_lines (const MdgPdfWords *words)
{
  GPtrArray *lines = g_ptr_array_new_with_free_func (line_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();

  for (guint i = 0; i < words->words->len; i++)
    if (!is_pointer (((MdgPdfWord *)words->words->pdata[i])->text))
      g_ptr_array_add (sorted, words->words->pdata[i]);
  g_ptr_array_sort (sorted, by_place);
  for (guint i = 0; i < sorted->len; i++)
    {
      MdgPdfWord *word = sorted->pdata[i];
      Line *line = lines->len > 0 ? lines->pdata[lines->len - 1] : NULL;

      if (line == NULL || !is_in_line (line, word))
        {
          line = g_new0 (Line, 1);
          *line = (Line){ word->page, word->top, word->bottom, g_ptr_array_new () };
          g_ptr_array_add (lines, line);
        }
      g_ptr_array_add (line->words, word);
    }
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_sort (((Line *)lines->pdata[i])->words, by_left);
  return lines;
}

static const MdgPdfWord *
get_word (const Line *line, guint i)
{
  return line->words->pdata[i];
}

/* For comparing: one form for full and half width, no case. Returns: (transfer full) */
static char *
fold (const char *text)
{
  g_auto (Wiped) normal = NULL;

  if (g_str_is_ascii (text)) /* as every password is: g_utf8_normalize() leaves copies behind */
    return g_ascii_strdown (text, -1);
  normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  return normal != NULL ? g_utf8_strdown (normal, -1) : g_strdup ("");
}

/* Where @text goes on after its first characters, which fold to @n_folded bytes; the sound mark of
 * a half-width ﾄﾞ adds none. */
static const char *
after_folded (const char *text, gsize n_folded)
{
  const char *after = text + strlen (text);
  gsize length = 0;

  for (const char *p = text; *p != '\0' && length <= n_folded;)
    {
      p = g_utf8_next_char (p);
      g_auto (Wiped) head = g_strndup (text, (gsize)(p - text));
      g_auto (Wiped) folded = fold (head);

      length = strlen (folded);
      if (length == n_folded)
        after = p;
    }
  return after;
}

/* Whether @text is an account ID, in letters of any width. */
static gboolean
is_account_id (const char *text)
{
  g_auto (Wiped) code = mdg_text_code (text);
  g_auto (Wiped) upper = g_ascii_strup (code, -1);

  return mdg_account_id_check (upper, NULL);
}

/* Whether what follows @name in the same word is its value: after a colon, or, where a value is in
 * other letters than its name, at once. "ID" begins many a word, and many a password, so what
 * follows it has to be one. @rest: (inout): moved past the colon */
static gboolean
parts_value (const char *name, const char **rest)
{
  gunichar c = g_utf8_get_char (*rest);

  if (c == ':' || c == 0xFF1A)
    {
      *rest = g_utf8_next_char (*rest);
      return TRUE;
    }
  if (strcmp (name, "id") == 0)
    return is_account_id (*rest);
  for (const char *p = *rest; *p != '\0'; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return TRUE;
}

/* Whether a name begins at word @first. */
static gboolean
find_label (const Line *line, guint first, Label *label)
{
  g_autoptr (WipedLine) joined = g_string_new (NULL);

  for (guint i = first; i < line->words->len && i < first + NAME_WORDS; i++)
    {
      const char *text = get_word (line, i)->text;
      g_auto (Wiped) folded = fold (text);
      gsize before = joined->len;

      append (joined, folded);
      for (gsize n = 0; n < G_N_ELEMENTS (names); n++)
        {
          gsize length = strlen (names[n].name);
          const char *rest;

          if (length <= before || !g_str_has_prefix (joined->str, names[n].name))
            continue;
          rest = after_folded (text, length - before);
          if (*rest != '\0' && !parts_value (names[n].name, &rest))
            continue;
          label->field = names[n].field;
          label->first = first;
          label->next = i + 1;
          label->rest = *rest != '\0' ? rest : NULL;
          return TRUE;
        }
    }
  return FALSE;
}

/* "機関コード" "：" "1280110012" */
static gboolean
is_colon (const char *text)
{
  return strcmp (text, ":") == 0 || strcmp (text, "：") == 0;
}

static void
find_labels (Finder *finder)
{
  gboolean seen[MDG_SETTINGS_N_FIELDS] = { FALSE };

  for (guint l = 0; l < finder->lines->len; l++)
    {
      const Line *line = finder->lines->pdata[l];

      for (guint w = 0; w < line->words->len && finder->labels->len < LABELS; w++)
        {
          Label label = { .line = l };

          if (!find_label (line, w, &label))
            continue;
          if (label.rest == NULL && label.next < line->words->len
              && is_colon (get_word (line, label.next)->text))
            label.next++;
          g_array_append_val (finder->labels, label);
          finder->layout->n_labels += !seen[label.field];
          seen[label.field] = TRUE;
          w = label.next - 1;
        }
    }
}

/* The name after @i in the same line, or NULL. */
static const Label *
next_in_line (const Finder *finder, guint i)
{
  const Label *label = &g_array_index (finder->labels, Label, i);
  const Label *next
      = i + 1 < finder->labels->len ? &g_array_index (finder->labels, Label, i + 1) : NULL;

  return next != NULL && next->line == label->line ? next : NULL;
}

static gboolean
is_label_at (const Finder *finder, guint line, guint word)
{
  for (guint i = 0; i < finder->labels->len; i++)
    {
      const Label *label = &g_array_index (finder->labels, Label, i);

      if (label->line == line && word >= label->first && word < label->next)
        return TRUE;
    }
  return FALSE;
}

static void
add_piece (GString *value, const char *piece)
{
  if (value->len > 0)
    append (value, " ");
  append (value, piece);
}

/* What follows the name in its line. */
static void
take_right (const Finder *finder, guint i, GString *value)
{
  const Label *label = &g_array_index (finder->labels, Label, i), *next = next_in_line (finder, i);
  const Line *line = finder->lines->pdata[label->line];
  guint end = next != NULL ? next->first : line->words->len;

  if (label->rest != NULL)
    add_piece (value, label->rest);
  for (guint w = label->next; w < end; w++)
    add_piece (value, get_word (line, w)->text);
}

/* What stands below the name, where its column is. */
static void
take_below (const Finder *finder, guint i, GString *value)
{
  const Label *label = &g_array_index (finder->labels, Label, i), *next = next_in_line (finder, i);
  const Line *line = finder->lines->pdata[label->line];
  int left = get_word (line, label->first)->left - SLACK;
  int right = next != NULL ? get_word (line, next->first)->left : G_MAXINT;
  int deepest = line->bottom + BELOW_LINES * (line->bottom - line->top);

  for (guint l = label->line + 1; l < finder->lines->len && value->len == 0; l++)
    {
      const Line *below = finder->lines->pdata[l];

      if (below->page != line->page || below->top > deepest)
        return;
      for (guint w = 0; w < below->words->len; w++)
        {
          const MdgPdfWord *word = get_word (below, w);

          if (word->left < left || word->left >= right)
            continue;
          if (is_label_at (finder, l, w))
            return;
          add_piece (value, word->text);
        }
    }
}

/* Where the values' column begins on the name's page, when there is one. */
static int
column_left (const Finder *finder, guint page)
{
  int left = G_MAXINT;

  for (guint i = 0; i < finder->labels->len; i++)
    {
      const Label *label = &g_array_index (finder->labels, Label, i);
      const Line *line = finder->lines->pdata[label->line];

      if (line->page == page && label->field != MDG_SETTINGS_INSTITUTION_NAME && label->rest == NULL
          && label->next < line->words->len && !is_label_at (finder, label->line, label->next))
        left = MIN (left, get_word (line, label->next)->left);
    }
  return left;
}

/* A long 機関名 has lines above and below its name's: all between the names above and below, in the
 * values' column. */
static void
take_cell (const Finder *finder, guint i, GString *value)
{
  const Label *label = &g_array_index (finder->labels, Label, i);
  const Line *line = finder->lines->pdata[label->line];
  int left = column_left (finder, line->page) - SLACK;
  guint first = i > 0 ? g_array_index (finder->labels, Label, i - 1).line + 1 : label->line;
  guint end = i + 1 < finder->labels->len ? g_array_index (finder->labels, Label, i + 1).line
                                          : label->line + 1;

  if (left > 10000)
    return;
  for (guint l = first; l < end; l++)
    {
      const Line *beside = finder->lines->pdata[l];

      if (beside->page != line->page)
        continue;
      for (guint w = l == label->line ? label->next : 0; w < beside->words->len; w++)
        if (get_word (beside, w)->left >= left)
          add_piece (value, get_word (beside, w)->text);
    }
}

static void
keep (MdgSettingsFound *found, const char *text)
{
  if (found->text == NULL)
    found->text = g_strdup (text);
  else if (strcmp (found->text, text) != 0)
    found->several = TRUE;
}

static void
take_values (Finder *finder)
{
  for (guint i = 0; i < finder->labels->len; i++)
    {
      const Label *label = &g_array_index (finder->labels, Label, i);
      g_autoptr (WipedLine) value = g_string_new (NULL);

      if (label->field == MDG_SETTINGS_INSTITUTION_NAME && label->rest == NULL
          && next_in_line (finder, i) == NULL)
        take_cell (finder, i, value);
      if (value->len == 0)
        take_right (finder, i, value);
      if (value->len == 0)
        take_below (finder, i, value);
      if (value->len > 0)
        keep (&finder->layout->fields[label->field], value->str);
    }
}

/* What tells which document this is: the title's line, which ends with it (a table of contents and
 * a mail only name it), or, where that does not say of which kind, any other. */
static void
find_title (Finder *finder)
{
  gboolean app = FALSE, linkage = FALSE;
  MdgSettingsLayout *layout = finder->layout;

  for (guint l = 0; l < finder->lines->len; l++)
    {
      const Line *line = finder->lines->pdata[l];
      g_autoptr (WipedLine) joined = g_string_new (NULL);

      for (guint w = 0; w < line->words->len; w++)
        {
          g_auto (Wiped) folded = fold (get_word (line, w)->text);
          append (joined, folded);
        }
      gboolean title = g_str_has_suffix (joined->str, "ユーザ設定情報")
                       || g_str_has_suffix (joined->str, "ユーザー設定情報");
      app |= strstr (joined->str, "マイナ資格確認アプリ") != NULL;
      linkage |= strstr (joined->str, "レセコン連携") != NULL;
      layout->title |= title;
      layout->app |= title && strstr (joined->str, "マイナ資格確認アプリ") != NULL;
      layout->linkage |= title && strstr (joined->str, "レセコン連携") != NULL;
    }
  if (!layout->app && !layout->linkage)
    {
      layout->app = app;
      layout->linkage = linkage;
    }
}

/* The address stands in a note, without a name of its own before it. */
static void
find_url (Finder *finder)
{
  for (guint l = 0; l < finder->lines->len; l++)
    {
      const Line *line = finder->lines->pdata[l];

      for (guint w = 0; w < line->words->len; w++)
        {
          g_auto (Wiped) narrow = mdg_text_narrow (get_word (line, w)->text);
          const char *begin = strstr (narrow, "https://");
          gsize length = 0;

          if (begin == NULL)
            begin = strstr (narrow, "http://");
          while (begin != NULL && g_ascii_isgraph (begin[length])
                 && strchr ("\"<>()", begin[length]) == NULL)
            length++;
          if (length > 0)
            {
              g_autofree char *url = g_strndup (begin, length);
              keep (&finder->layout->fields[MDG_SETTINGS_URL], url);
            }
        }
    }
}

/* The first date of the first page, before the table. */
static void
find_day (Finder *finder)
{
  static const char pattern[]
      = "(20[0-9]{2}) ?(?:年|[-/.]) ?([0-9]{1,2}) ?(?:月|[-/.]) ?([0-9]{1,2})(?![0-9])";
  g_autoptr (GRegex) regex = g_regex_new (pattern, 0, 0, NULL);
  guint end = finder->labels->len > 0 ? g_array_index (finder->labels, Label, 0).line : G_MAXUINT;

  for (guint l = 0; l < MIN (end, finder->lines->len); l++)
    {
      const Line *line = finder->lines->pdata[l];
      g_autoptr (WipedLine) joined = g_string_new (NULL);
      g_autoptr (GMatchInfo) match = NULL;
      g_auto (Wiped) narrow = NULL;

      for (guint w = 0; w < line->words->len; w++)
        add_piece (joined, get_word (line, w)->text);
      narrow = mdg_text_narrow (joined->str);
      if (!g_regex_match (regex, narrow, 0, &match))
        continue;
      g_autofree char *year = g_match_info_fetch (match, 1), *month = g_match_info_fetch (match, 2);
      g_autofree char *day = g_match_info_fetch (match, 3);
      finder->layout->fields[MDG_SETTINGS_ISSUED_ON].text
          = g_strdup_printf ("%s-%02d-%02d", year, atoi (month), atoi (day));
      return;
    }
}

MdgSettingsLayout *
mdg_settings_layout_new (const MdgPdfWords *words)
{
  MdgSettingsLayout *layout = g_new0 (MdgSettingsLayout, 1);
  g_autoptr (GPtrArray) lines = make_lines (words);
  g_autoptr (GArray) labels = g_array_new (FALSE, FALSE, sizeof (Label));
  Finder finder = { layout, lines, labels };

  find_title (&finder);
  find_labels (&finder);
  take_values (&finder);
  find_url (&finder);
  find_day (&finder);
  return layout;
}

void
mdg_settings_layout_free (MdgSettingsLayout *layout)
{
  if (layout == NULL)
    return;
  for (guint i = 0; i < MDG_SETTINGS_N_FIELDS; i++)
    mdg_wipe_string (layout->fields[i].text);
  g_free (layout);
}
