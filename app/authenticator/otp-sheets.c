/* otp-sheets.c: the backup sheets of one entry or many.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/otp-sheets.h"

#include <glib/gi18n-lib.h>

#include "paper/pdf.h"

struct _MdgOtpSheets
{
  GPtrArray *sheets; /* of MdgRegistrationSheet */
  gint64 printed_at;
  char *by_whom; /* (nullable) */
  gboolean training;
  gint n_checked; /* pages of the PDF that are done; atomic */
  gint given_up;  /* atomic */
};

MdgOtpSheets *
mdg_otp_sheets_new (gint64 printed_at, const char *by_whom, gboolean training)
{
  MdgOtpSheets *self = g_new0 (MdgOtpSheets, 1);

  self->sheets = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_registration_sheet_free);
  self->printed_at = printed_at;
  self->by_whom = g_strdup (by_whom);
  self->training = training;
  return self;
}

void
mdg_otp_sheets_free (gpointer sheets)
{
  MdgOtpSheets *self = sheets;

  g_ptr_array_unref (self->sheets);
  g_free (self->by_whom);
  g_free (self);
}

gboolean
mdg_otp_sheets_add (MdgOtpSheets *self,
                    const MdgOtpFacts *facts,
                    const MdgOtpauthUri *uri,
                    GError **error)
{
  g_autoptr (MdgSecret) text = mdg_otpauth_uri_to_string (uri);
  const MdgRegistration registration = {
    .institution_code = facts->state != MDG_OTP_OWN ? facts->institution_code : (char *)"",
    .institution_name = facts->issuer,
    .login_id = facts->account,
    .setup_key = uri->setup_key,
    .otpauth_uri = text,
  };
  MdgRegistrationSheet *sheet = mdg_registration_sheet_new (&registration, self->printed_at,
                                                            self->by_whom, self->training, error);

  if (sheet != NULL)
    g_ptr_array_add (self->sheets, sheet);
  return sheet != NULL;
}

guint
mdg_otp_sheets_count_pages (gpointer sheets, double width, double height)
{
  return ((MdgOtpSheets *)sheets)->sheets->len;
}

void
mdg_otp_sheets_draw_page_on (gpointer sheets, guint page, cairo_t *cr, double width, double height)
{
  GPtrArray *pages = ((MdgOtpSheets *)sheets)->sheets;

  if (page < pages->len)
    mdg_registration_sheet_draw_on (pages->pdata[page], cr, width, height);
}

static gboolean
draw_page (cairo_t *cr, guint page, gpointer data, GError **error)
{
  MdgOtpSheets *self = data;
  MdgRegistrationSheet *sheet = self->sheets->pdata[page];

  if (g_atomic_int_get (&self->given_up))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "given up");
      return FALSE;
    }
  if (!mdg_registration_sheet_verify (sheet, error))
    return FALSE;
  mdg_registration_sheet_draw (sheet, cr);
  g_atomic_int_inc (&self->n_checked);
  return TRUE;
}

static void
number_pages (MdgOtpSheets *self)
{
  for (guint i = 0; i < self->sheets->len; i++)
    mdg_registration_sheet_set_page (self->sheets->pdata[i], i + 1, self->sheets->len);
}

MdgSecret *
mdg_otp_sheets_to_pdf (gpointer sheets, GError **error)
{
  MdgOtpSheets *self = sheets;

  number_pages (self);
  g_atomic_int_set (&self->n_checked, 0);
  return mdg_pdf_make_pages (_ ("Authenticator registration sheet"), self->printed_at,
                             MDG_SHEET_WIDTH, MDG_SHEET_HEIGHT, self->sheets->len, draw_page, self,
                             error);
}

guint
mdg_otp_sheets_count_checked (MdgOtpSheets *self)
{
  return (guint)g_atomic_int_get (&self->n_checked);
}

void
mdg_otp_sheets_give_up (MdgOtpSheets *self)
{
  g_atomic_int_set (&self->given_up, TRUE);
}

char *
mdg_otp_sheets_suggest_name (gpointer sheets)
{
  MdgOtpSheets *self = sheets;
  g_autofree char *many = NULL;

  if (self->sheets->len == 1)
    return mdg_registration_sheet_suggest_name (self->sheets->pdata[0]);
  many = g_strdup_printf ("%u", self->sheets->len);
  return mdg_pdf_file_name ("Authenticator", many, self->printed_at);
}
