/* otp-preview.c: what came in, before any of it is kept.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/otp-preview.h"

#include <glib/gi18n.h>

#include "totp/registration-sheet.h"
#include "widgets/widget-tools.h"

#define ROWS_MAX 200 /* that are shown; more are counted */

struct _MdgOtpPreview
{
  GtkBox parent_instance;

  GtkWidget *pages;
  GtkWidget *rows;
  GtkWidget *refused;

  MdgOtpIntake *intake; /* (nullable) */
};

G_DEFINE_FINAL_TYPE (MdgOtpPreview, mdg_otp_preview, GTK_TYPE_BOX)

static char *
describe (const MdgOtpCandidate *candidate)
{
  static const char *const verdicts[] = {
    [MDG_OTP_NEW] = N_ ("new"),
    [MDG_OTP_SAME_KEY] = N_ ("registered already"),
    [MDG_OTP_SAME_NAME] = N_ ("same name as another one, but with another key"),
  };
  const MdgOtpauthUri *uri = candidate->item->uri;
  g_autofree char *name = uri->issuer != NULL
                              ? g_strdup_printf ("%s (%s)", uri->issuer, uri->account)
                              : g_strdup (uri->account);
  g_autofree char *parameters = mdg_registration_sheet_describe_parameters (uri);

  return g_strdup_printf ("%s · %s%s%s", name, _ (verdicts[candidate->verdict]),
                          parameters != NULL ? " · " : "", parameters != NULL ? parameters : "");
}

static void
row_toggled (GtkCheckButton *row, MdgOtpPreview *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "mdg-index"));

  if (self->intake != NULL)
    mdg_otp_intake_choose (self->intake, index, gtk_check_button_get_active (row));
}

static GtkWidget *
new_row (MdgOtpPreview *self, guint index, const MdgOtpCandidate *candidate)
{
  g_autofree char *text = describe (candidate);
  GtkWidget *row = gtk_check_button_new_with_label (text);

  g_object_set_data (G_OBJECT (row), "mdg-index", GUINT_TO_POINTER (index));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (row), candidate->chosen);
  g_signal_connect (row, "toggled", G_CALLBACK (row_toggled), self);
  return row;
}

/* The same rows stay while only what is said of them or chosen changes: who is at one stays there.
 */
static void
update_rows (MdgOtpPreview *self, GPtrArray *candidates)
{
  GtkWidget *row = gtk_widget_get_first_child (self->rows);
  guint i = 0;

  for (; row != NULL && GTK_IS_CHECK_BUTTON (row) && i < candidates->len;
       row = gtk_widget_get_next_sibling (row), i++)
    {
      g_autofree char *text = describe (candidates->pdata[i]);

      gtk_check_button_set_label (GTK_CHECK_BUTTON (row), text);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row),
                                   ((MdgOtpCandidate *)candidates->pdata[i])->chosen);
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (GTK_BOX (self->rows), row);
      row = next;
    }
  for (; i < candidates->len && i < ROWS_MAX; i++)
    gtk_box_append (GTK_BOX (self->rows), new_row (self, i, candidates->pdata[i]));
  if (candidates->len > ROWS_MAX)
    {
      g_autofree char *more = g_strdup_printf (_ ("… and %u more"), candidates->len - ROWS_MAX);

      gtk_box_append (GTK_BOX (self->rows), gtk_label_new (more));
    }
}

static void
update_pages (MdgOtpPreview *self)
{
  guint here = 0, all = 0;
  g_autofree char *text = NULL;

  if (self->intake != NULL)
    mdg_otp_intake_get_pages (self->intake, &here, &all);
  if (here < all)
    text = g_strdup_printf (
        _ ("%u of %u QR codes of this phone are here. Take the others, too; in any order."), here,
        all);
  else if (all > 1)
    text = g_strdup_printf (_ ("All %u QR codes of this phone are here."), all);
  gtk_label_set_text (GTK_LABEL (self->pages), text != NULL ? text : "");
  mdg_widget_set_shown (self->pages, text != NULL);
}

static void
update_refused (MdgOtpPreview *self)
{
  static const char *const reasons[] = {
    [MDG_MIGRATION_COUNTER] = N_ ("counts instead of using the time (HOTP)"),
    [MDG_MIGRATION_ALGORITHM] = N_ ("algorithm not supported"),
    [MDG_MIGRATION_DIGITS] = N_ ("number of digits not supported"),
    [MDG_MIGRATION_KEY] = N_ ("key too short or too long"),
  };
  GPtrArray *refusals = self->intake != NULL ? mdg_otp_intake_get_refusals (self->intake) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; refusals != NULL && i < refusals->len; i++)
    {
      const MdgMigrationRefusal *refusal = refusals->pdata[i];

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "",
                              *refusal->name != '\0' ? refusal->name : _ ("An account"),
                              _ (reasons[refusal->reason]));
    }
  if (text->len > 0)
    g_string_prepend (text, _ ("Cannot be taken over:\n"));
  gtk_label_set_text (GTK_LABEL (self->refused), text->str);
  mdg_widget_set_shown (self->refused, text->len > 0);
}

static void
mdg_otp_preview_dispose (GObject *object)
{
  g_clear_object (&MDG_OTP_PREVIEW (object)->intake);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_OTP_PREVIEW);
  G_OBJECT_CLASS (mdg_otp_preview_parent_class)->dispose (object);
}

static void
mdg_otp_preview_class_init (MdgOtpPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_otp_preview_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/otp-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgOtpPreview, pages);
  gtk_widget_class_bind_template_child (widget_class, MdgOtpPreview, rows);
  gtk_widget_class_bind_template_child (widget_class, MdgOtpPreview, refused);
}

static void
mdg_otp_preview_init (MdgOtpPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
mdg_otp_preview_show (MdgOtpPreview *self, MdgOtpIntake *intake)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  GPtrArray *candidates = intake != NULL ? mdg_otp_intake_get_candidates (intake) : none;

  g_return_if_fail (MDG_IS_OTP_PREVIEW (self));

  g_set_object (&self->intake, intake);
  update_rows (self, candidates);
  update_pages (self);
  update_refused (self);
  mdg_widget_set_shown (GTK_WIDGET (self),
                        candidates->len > 0 || gtk_widget_get_visible (self->refused));
}
