/* sheet-page.h: how the backup sheet looks (MISSION A6, UI.md "Paper"). Internal to app/totp. */
#pragma once

#include <cairo.h>
#include "core/secret.h"
#include "totp/qr-code.h"

G_BEGIN_DECLS

#define MDG_SHEET_AROUND (72.0 / 2.54) /* points around the QR code that are looked at: a centimetre */

/* What stands on the page; everything is borrowed. */
typedef struct
{
  const char *institution_code; /* 機関コード; "": another system's account, which has none */
  const char *institution_name; /* 機関名; of another system: its name (発行者) */
  const char *login_id;         /* ログインID; of another system: the account's name */
  const char *parameters;       /* (nullable): what is unusual about its passcodes */
  const char *printed_on;       /* a date for people */
  const char *by_whom;          /* (nullable): then a line to write on */
  MdgSecret *setup_key;         /* セットアップキー */
  MdgQrCode *qr;
  gboolean training;   /* 訓練 */
  guint page, n_pages; /* from 1, of all that are handed out together */
  GHashTable *layouts; /* (nullable): of mdg_paper_layouts_new(), for drawing it several times */
} MdgSheetContent;

/* Draws the page, in points. @qr: (out) (nullable): where the QR code is, quiet zone included; then
 * what lies further than MDG_SHEET_AROUND from it may be left out.
 * Returns: the points left free above the foot; negative when the text ran into it. Any thread. */
double mdg_sheet_page_draw (const MdgSheetContent *content, cairo_t *cr, cairo_rectangle_t *qr);

G_END_DECLS
