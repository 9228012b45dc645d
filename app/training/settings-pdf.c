/* settings-pdf.c: draws 「ユーザ設定情報」 as the portal gives it out. Japanese only, as that one
 * is. SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/settings-pdf.h"

#include <stdio.h>

#include "paper/paper.h"
#include "paper/pdf.h"

#define LEFT MDG_PAPER_MARGIN
#define WIDTH (MDG_PAPER_WIDTH - 2 * MDG_PAPER_MARGIN)
#define BODY MDG_PAPER_SMALLEST
#define NAMES 170.0 /* points: the table's first column */
#define CELL 8.0    /* inside a cell */

/* The pen: the paper and how far down it the text has come. */
typedef struct
{
  MdgPaper paper;
  double y;
} Pen;

/* What differs between the two kinds. */
typedef struct
{
  const char *title;
  const char *caption;
  const char *id;
} Wording;

static const Wording wordings[] = {
  [MDG_ACCOUNT_APP]
  = { "マイナ資格確認アプリ ユーザ設定情報", "マイナ資格確認アプリ利用に関する情報", "ID" },
  [MDG_ACCOUNT_LINKAGE] = { "資格確認限定型レセコン連携機能 ユーザ設定情報",
                            "資格確認限定型レセコン連携利用に関する情報", "ログインID" },
};

static void
write_line (Pen *pen, const char *text, PangoAlignment align, double size)
{
  const MdgTextStyle style = { .size = size, .bold = size > BODY, .width = WIDTH, .align = align };

  pen->y += mdg_paper_text (&pen->paper, LEFT, pen->y, text, &style);
}

/* "2024年11月11日" in the one, "2023/11/08" in the other. */
static char *
format_day (const MdgAccountSettings *settings)
{
  int year = 0, month = 0, day = 0;

  sscanf (settings->issued_on, "%d-%d-%d", &year, &month, &day);
  return settings->kind == MDG_ACCOUNT_LINKAGE
             ? g_strdup_printf ("%d年%d月%d日", year, month, day)
             : g_strdup_printf ("%04d/%02d/%02d", year, month, day);
}

static void
write_head (Pen *pen, const MdgAccountSettings *settings)
{
  g_autofree char *day = format_day (settings);
  g_autofree char *addressee = g_strdup_printf ("%s 御中", settings->institution_name);

  write_line (pen, "訓練用の見本です。実際のシステムでは使えません。", PANGO_ALIGN_CENTER, BODY);
  pen->y += 16;
  write_line (pen, day, PANGO_ALIGN_RIGHT, BODY);
  pen->y += 10;
  write_line (pen, addressee, PANGO_ALIGN_LEFT, 14);
  pen->y += 6;
  write_line (pen, "社会保険診療報酬支払基金（訓練）", PANGO_ALIGN_RIGHT, BODY);
  pen->y += 30;
  write_line (pen, wordings[settings->kind].title, PANGO_ALIGN_CENTER, 17);
  pen->y += 30;
  write_line (pen, wordings[settings->kind].caption, PANGO_ALIGN_LEFT, 13);
  pen->y += 6;
}

/* One row of the table: a name and what it is. */
static void
write_row (Pen *pen, const char *name, const char *value, gboolean code)
{
  const MdgTextStyle small = { .size = 12, .width = NAMES - 2 * CELL };
  const MdgTextStyle large = { .size = 14, .mono = code, .width = WIDTH - NAMES - 2 * CELL };
  double height = mdg_paper_text_height (&pen->paper, value, &large);
  double name_height = mdg_paper_text_height (&pen->paper, name, &small);
  double row = MAX (height, name_height) + 2 * CELL;
  cairo_t *cr = pen->paper.cr;

  mdg_paper_text (&pen->paper, LEFT + CELL, pen->y + (row - name_height) / 2, name, &small);
  mdg_paper_text (&pen->paper, LEFT + NAMES + CELL, pen->y + (row - height) / 2, value, &large);
  cairo_set_line_width (cr, 0.75);
  cairo_rectangle (cr, LEFT, pen->y, NAMES, row);
  cairo_rectangle (cr, LEFT + NAMES, pen->y, WIDTH - NAMES, row);
  cairo_stroke (cr);
  pen->y += row;
}

static void
write_table (Pen *pen, const MdgAccountSettings *settings)
{
  write_row (pen, "機関コード", settings->institution_code, TRUE);
  write_row (pen, "機関名", settings->institution_name, FALSE);
  write_row (pen, wordings[settings->kind].id, settings->id, TRUE);
  write_row (pen, "パスワード", mdg_secret_get_string (settings->password), TRUE);
  if (settings->activation_code != NULL)
    write_row (pen, "アクティベーションコード", mdg_secret_get_string (settings->activation_code),
               TRUE);
  if (settings->user_type != NULL)
    write_row (pen, "ユーザ種別", settings->user_type, FALSE);
  pen->y += 16;
}

/* In our own words; the URL in a line of its own, so that nothing breaks it. */
static void
write_notes (Pen *pen, const MdgAccountSettings *settings)
{
  write_line (
      pen, "※1 この用紙には重要な情報が記載されています。取扱いに注意し、大切に保管してください。",
      PANGO_ALIGN_LEFT, BODY);
  pen->y += 4;
  if (settings->kind == MDG_ACCOUNT_APP)
    write_line (
        pen,
        "※2 マイナ資格確認アプリを使える端末は、アクティベーションコード（数字12桁）で認証を行った"
        "端末に限られます。",
        PANGO_ALIGN_LEFT, BODY);
  if (settings->url == NULL)
    return;
  write_line (pen, "※2 次のURLを開き、ログインしてMFA登録を行ってください。", PANGO_ALIGN_LEFT,
              BODY);
  g_autofree char *url = g_strdup_printf ("「レセコン連携機能接続先URL」 : %s", settings->url);
  write_line (pen, url, PANGO_ALIGN_LEFT, BODY);
}

static void
draw (cairo_t *cr, gpointer data)
{
  const MdgAccountSettings *settings = data;
  Pen pen = { .y = MDG_PAPER_MARGIN };

  cairo_set_source_rgb (cr, 0, 0, 0);
  mdg_paper_init (&pen.paper, cr, NULL);
  write_head (&pen, settings);
  write_table (&pen, settings);
  write_notes (&pen, settings);
  mdg_paper_finish (&pen.paper);
  mdg_paper_clear (&pen.paper);
}

MdgSecret *
mdg_settings_pdf_issue (const MdgAccountSettings *settings, GError **error)
{
  g_autoptr (GTimeZone) japan = g_time_zone_new_offset (9 * 60 * 60);
  g_autoptr (GDateTime) issued = NULL;
  g_autofree char *moment = NULL;

  g_return_val_if_fail (settings->issued_on != NULL && settings->password != NULL, NULL);

  moment = g_strdup_printf ("%sT09:00:00", settings->issued_on);
  issued = g_date_time_new_from_iso8601 (moment, japan);
  return mdg_pdf_make (wordings[settings->kind].title,
                       issued != NULL ? g_date_time_to_unix (issued) : 0, draw, (gpointer)settings,
                       error);
}
