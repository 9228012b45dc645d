/* registration-sheet.c: the backup sheet: what stands on it, that it scans, and as PDF.
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "totp/registration-sheet.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "core/file.h"
#include "paper/form.h"
#include "paper/pdf.h"
#include "totp/otpauth-uri.h"
#include "totp/page-check.h"
#include "paper/paper.h"
#include "totp/qr-code.h"
#include "totp/setup-key.h"
#include "totp/sheet-page.h"

struct _MdgRegistrationSheet
{
  char *institution_code;
  char *institution_name;
  char *login_id;
  char *printed_on; /* for people */
  char *by_whom;    /* (nullable) */
  gint64 printed_at;
  char *parameters; /* (nullable) */
  gboolean training;
  guint page, n_pages;
  MdgSecret *setup_key;
  MdgSecret *otpauth_uri;
  MdgQrCode *qr;
};

static char *
copy_text (const char *text)
{
  return g_strdup (text != NULL ? text : "");
}

char *
mdg_registration_sheet_describe_parameters (const MdgOtpauthUri *uri)
{
  static const char *const algorithms[] = { "SHA-1", "SHA-256", "SHA-512" };

  if (uri->algorithm == MDG_TOTP_SHA1 && uri->digits == MDG_TOTP_DIGITS
      && uri->period == MDG_TOTP_PERIOD)
    return NULL;
  return g_strdup_printf (_ ("%s, %u digits, %u seconds"), algorithms[uri->algorithm], uri->digits,
                          uri->period);
}

/* A sheet whose QR code and key disagreed would lock somebody out on the day it is needed. */
static gboolean
take_secrets (MdgRegistrationSheet *sheet, const MdgRegistration *registration, GError **error)
{
  g_autoptr (MdgOtpauthUri) uri = NULL;

  sheet->setup_key
      = mdg_setup_key_parse (mdg_secret_get_string (registration->setup_key), -1, error);
  if (sheet->setup_key == NULL)
    return FALSE;
  uri = mdg_otpauth_uri_parse (mdg_secret_get_string (registration->otpauth_uri), -1, error);
  if (uri == NULL)
    return FALSE;
  if (!mdg_secret_equal (uri->setup_key, sheet->setup_key))
    {
      mdg_set_error (error, MDG_ERROR_INVALID_INPUT, "set-up key and otpauth URI disagree");
      return FALSE;
    }
  sheet->parameters = mdg_registration_sheet_describe_parameters (uri);
  sheet->otpauth_uri = mdg_secret_ref (registration->otpauth_uri);
  sheet->qr = mdg_qr_code_new (sheet->otpauth_uri, error);
  return sheet->qr != NULL;
}

/* A sheet that is drawn, once or several times. */
typedef struct
{
  const MdgRegistrationSheet *sheet;
  GHashTable *layouts; /* (nullable) */
} Drawing;

static void
draw_page (cairo_t *cr, cairo_rectangle_t *qr, gpointer data)
{
  const Drawing *drawing = data;
  const MdgRegistrationSheet *sheet = drawing->sheet;
  const MdgSheetContent content = {
    .institution_code = sheet->institution_code,
    .institution_name = sheet->institution_name,
    .login_id = sheet->login_id,
    .parameters = sheet->parameters,
    .printed_on = sheet->printed_on,
    .by_whom = sheet->by_whom,
    .setup_key = sheet->setup_key,
    .qr = sheet->qr,
    .training = sheet->training,
    .page = sheet->page,
    .n_pages = sheet->n_pages,
    .layouts = drawing->layouts,
  };

  mdg_sheet_page_draw (&content, cr, qr);
}

static void
draw_pdf (cairo_t *cr, gpointer drawing)
{
  draw_page (cr, NULL, drawing);
}

MdgRegistrationSheet *
mdg_registration_sheet_new (const MdgRegistration *registration,
                            gint64 printed_at,
                            const char *by_whom,
                            gboolean training,
                            GError **error)
{
  g_autoptr (MdgRegistrationSheet) sheet = g_new0 (MdgRegistrationSheet, 1);

  g_return_val_if_fail (registration != NULL, NULL);
  g_return_val_if_fail (registration->setup_key != NULL && registration->otpauth_uri != NULL, NULL);

  sheet->institution_code = copy_text (registration->institution_code);
  sheet->institution_name = copy_text (registration->institution_name);
  sheet->login_id = copy_text (registration->login_id);
  sheet->by_whom = g_strdup (by_whom);
  sheet->printed_at = printed_at;
  sheet->printed_on = mdg_form_time (printed_at);
  sheet->training = training;
  sheet->page = sheet->n_pages = 1;
  return take_secrets (sheet, registration, error) ? g_steal_pointer (&sheet) : NULL;
}

void
mdg_registration_sheet_set_page (MdgRegistrationSheet *sheet, guint page, guint n_pages)
{
  g_return_if_fail (sheet != NULL && page >= 1 && page <= n_pages);

  sheet->page = page;
  sheet->n_pages = n_pages;
}

void
mdg_registration_sheet_free (MdgRegistrationSheet *sheet)
{
  if (sheet == NULL)
    return;
  g_free (sheet->institution_code);
  g_free (sheet->institution_name);
  g_free (sheet->login_id);
  g_free (sheet->printed_on);
  g_free (sheet->by_whom);
  g_free (sheet->parameters);
  g_clear_pointer (&sheet->setup_key, mdg_secret_unref);
  g_clear_pointer (&sheet->otpauth_uri, mdg_secret_unref);
  g_clear_pointer (&sheet->qr, mdg_qr_code_unref);
  g_free (sheet);
}

char *
mdg_registration_sheet_suggest_name (MdgRegistrationSheet *sheet)
{
  g_return_val_if_fail (sheet != NULL, NULL);

  return mdg_pdf_file_name ("Authenticator", sheet->login_id, sheet->printed_at);
}

void
mdg_registration_sheet_draw (MdgRegistrationSheet *sheet, cairo_t *cr)
{
  Drawing drawing = { .sheet = sheet };

  g_return_if_fail (sheet != NULL && cr != NULL);

  draw_page (cr, NULL, &drawing);
}

void
mdg_registration_sheet_draw_on (MdgRegistrationSheet *sheet,
                                cairo_t *cr,
                                double width,
                                double height)
{
  cairo_save (cr);
  mdg_paper_fit (cr, width, height);
  mdg_registration_sheet_draw (sheet, cr);
  cairo_restore (cr);
}

gboolean
mdg_registration_sheet_verify (MdgRegistrationSheet *sheet, GError **error)
{
  Drawing drawing = { .sheet = sheet };

  g_return_val_if_fail (sheet != NULL, FALSE);

  return mdg_page_check (draw_page, &drawing, sheet->otpauth_uri, error);
}

MdgSecret *
mdg_registration_sheet_to_pdf (MdgRegistrationSheet *sheet, GError **error)
{
  g_autoptr (MdgSecret) pdf = NULL;
  g_autoptr (GHashTable) layouts = mdg_paper_layouts_new ();
  Drawing drawing = { .sheet = sheet, .layouts = layouts };
  MdgPageCheck *check;
  gboolean scans;

  g_return_val_if_fail (sheet != NULL, NULL);

  check = mdg_page_check_begin (draw_page, &drawing, sheet->otpauth_uri);
  pdf = mdg_pdf_make (_ ("Authenticator registration sheet"), sheet->printed_at, draw_pdf, &drawing,
                      error);
  scans = mdg_page_check_end (check, pdf != NULL ? error : NULL);
  return scans ? g_steal_pointer (&pdf) : NULL;
}

gboolean
mdg_registration_sheet_write_pdf (MdgRegistrationSheet *sheet, const char *path, GError **error)
{
  g_autoptr (MdgSecret) pdf = NULL;
  gsize length;

  g_return_val_if_fail (sheet != NULL && path != NULL, FALSE);

  pdf = mdg_registration_sheet_to_pdf (sheet, error);
  if (pdf == NULL)
    return FALSE;
  const guint8 *data = mdg_secret_get_data (pdf, &length);
  return mdg_file_write (path, data, length, error);
}
