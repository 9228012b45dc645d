/* phone-page.c: QR codes from which a phone takes accounts.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/phone-page.h"

#include <glib/gi18n.h>

#include "authenticator/migration.h"
#include "store/record.h"
#include "totp/registration-sheet.h"
#include "widgets/capture-guard.h"
#include "widgets/page.h"
#include "widgets/qr-view.h"
#include "widgets/widget-tools.h"

struct _MdgPhonePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *what;
  GtkWidget *qr;
  GtkWidget *turning;
  GtkWidget *previous;
  GtkWidget *number;
  GtkWidget *next;
  GtkWidget *how;
  GtkWidget *names;
  GtkWidget *caution;

  MdgAuthenticatorDesk *desk;
  GPtrArray *items;          /* (nullable): of MdgOtpItem, those that are shown */
  GCancellable *cancellable; /* of opening their keys */
  char *left_out;            /* (nullable): names of those that no migration QR code can hold */
  gboolean one;              /* an otpauth URI rather than migration pages */
  guint index;               /* of the page */
  gint32 batch;
};

G_DEFINE_FINAL_TYPE (MdgPhonePage, mdg_phone_page, GTK_TYPE_WIDGET)

static void
forget (MdgPhonePage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->left_out, g_free);
}

static guint
count_pages (MdgPhonePage *self)
{
  if (self->items == NULL || self->items->len == 0)
    return 0;
  return self->one ? 1 : mdg_migration_count_pages (self->items->len);
}

/* The URIs of the items. Returns: (transfer container) */
static GPtrArray *
get_uris (MdgPhonePage *self)
{
  GPtrArray *uris = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (uris, ((MdgOtpItem *)self->items->pdata[i])->uri);
  return uris;
}

static void
show_code (MdgPhonePage *self)
{
  g_autoptr (GPtrArray) uris = get_uris (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) text = self->one
                                   ? mdg_otpauth_uri_to_string (uris->pdata[0])
                                   : mdg_migration_page_write (uris, self->index, self->batch);
  g_autoptr (MdgQrCode) code = mdg_qr_code_new (text, &error);

  if (code == NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  mdg_qr_view_set_code (MDG_QR_VIEW (self->qr), code);
}

/* The accounts on the page that is shown. */
static char *
describe_names (MdgPhonePage *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  guint first = self->one ? 0 : self->index * MDG_MIGRATION_PER_PAGE;
  guint last = self->one ? 1 : MIN (first + MDG_MIGRATION_PER_PAGE, self->items->len);

  for (guint i = first; i < last; i++)
    {
      const MdgOtpauthUri *uri = ((MdgOtpItem *)self->items->pdata[i])->uri;

      g_string_append_printf (names, "%s%s%s%s", i > first ? "\n" : "",
                              uri->issuer != NULL ? uri->issuer : "",
                              uri->issuer != NULL ? " · " : "", uri->account);
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Apps that take a QR code and make other passcodes of it, silently (facts.md 4.2). */
static char *
describe_caution (MdgPhonePage *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *parameters = self->one ? mdg_registration_sheet_describe_parameters (
                                    ((MdgOtpItem *)self->items->pdata[0])->uri)
                                          : NULL;

  if (parameters != NULL)
    g_string_append_printf (
        text,
        _ ("Passcodes of this account: %s. Some apps, Microsoft Authenticator among them, take the "
           "QR code but make wrong passcodes of it: compare the first one with the one here."),
        parameters);
  if (self->left_out != NULL)
    g_string_append_printf (text,
                            _ ("Such QR codes hold only passcodes of 30 seconds. Not among them, "
                               "and to be shown one by one: %s"),
                            self->left_out);
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static void
update (MdgPhonePage *self)
{
  guint n = count_pages (self);
  g_autofree char *number = g_strdup_printf ("%u / %u", self->index + 1, n);
  g_autofree char *names = n > 0 ? describe_names (self) : g_strdup ("");
  g_autofree char *caution
      = self->items != NULL && (n > 0 || !self->one) ? describe_caution (self) : NULL;

  if (n > 0)
    show_code (self);
  else
    mdg_qr_view_set_code (MDG_QR_VIEW (self->qr), NULL);
  mdg_capture_guard_set (GTK_WIDGET (self), n > 0 && gtk_widget_get_mapped (GTK_WIDGET (self)));
  mdg_widget_set_shown (self->turning, n > 1);
  gtk_label_set_text (GTK_LABEL (self->number), number);
  gtk_widget_set_sensitive (self->previous, self->index > 0);
  gtk_widget_set_sensitive (self->next, self->index + 1 < n);
  gtk_label_set_text (GTK_LABEL (self->what),
                      self->one ? _ ("QR code of one account") : _ ("Migration QR code"));
  gtk_label_set_text (
      GTK_LABEL (self->how),
      self->one ? _ ("Scan it with the Authenticator app on the phone.")
                : _ ("In Google Authenticator: menu, “Transfer accounts”, “Import accounts”. Scan "
                     "all codes, one after the other. Other apps may not know these codes: then "
                     "show the accounts one by one."));
  gtk_label_set_text (GTK_LABEL (self->names), names);
  gtk_label_set_text (GTK_LABEL (self->caution), caution != NULL ? caution : "");
  mdg_widget_set_shown (self->caution, caution != NULL);
}

/* What no migration QR code can hold is taken out and named. */
static void
take_out (MdgPhonePage *self)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < self->items->len;)
    {
      const MdgOtpItem *item = self->items->pdata[i];

      if (mdg_migration_can_hold (item->uri))
        {
          i++;
          continue;
        }
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", item->uri->account);
      g_ptr_array_remove_index (self->items, i);
    }
  if (names->len > 0)
    self->left_out = g_string_free (g_steal_pointer (&names), FALSE);
}

static void
note (MdgPhonePage *self)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *of_whom = NULL;

  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (names, ((MdgOtpItem *)self->items->pdata[i])->uri->account);
  of_whom = mdg_otp_names_join (names);
  mdg_authenticator_desk_note (self->desk, MDG_ACT_REVEALED, MDG_MATTER_SETUP_KEY, of_whom);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgPhonePage) self = data;
  g_autoptr (GError) error = NULL;
  GPtrArray *items
      = mdg_authenticator_desk_open_finish (MDG_AUTHENTICATOR_DESK (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->page == NULL)
    {
      g_clear_pointer (&items, g_ptr_array_unref);
      return;
    }
  g_clear_object (&self->cancellable);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  if (items != NULL && items->len == 0)
    error = mdg_error_new (MDG_ERROR_DAMAGED, "the key of an entry does not open");
  if (error != NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      g_clear_pointer (&items, g_ptr_array_unref);
      return;
    }
  self->items = items;
  if (!self->one)
    take_out (self);
  if (self->items->len > 0)
    note (self);
  update (self);
}

static void
begin (MdgPhonePage *self, const gint64 *numbers, guint n)
{
  forget (self);
  self->index = 0;
  self->batch = (gint32)g_random_int_range (1, G_MAXINT32);
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  update (self);
  self->cancellable = g_cancellable_new ();
  mdg_authenticator_desk_open_async (self->desk, numbers, n, self->cancellable, opened,
                                     g_object_ref (self));
}

void
mdg_phone_page_begin_one (MdgPhonePage *self, gint64 number)
{
  g_return_if_fail (MDG_IS_PHONE_PAGE (self));

  self->one = TRUE;
  begin (self, &number, 1);
}

void
mdg_phone_page_begin_all (MdgPhonePage *self, GArray *numbers)
{
  g_return_if_fail (MDG_IS_PHONE_PAGE (self));

  self->one = FALSE;
  begin (self, (const gint64 *)numbers->data, numbers->len);
}

gboolean
mdg_phone_page_is_at_rest (MdgPhonePage *self)
{
  g_return_val_if_fail (MDG_IS_PHONE_PAGE (self), FALSE);

  return self->cancellable == NULL;
}

static void
turn (MdgPhonePage *self, int by)
{
  self->index = (guint)((int)self->index + by);
  update (self);
}

static void
previous_clicked (MdgPhonePage *self)
{
  turn (self, -1);
}

static void
next_clicked (MdgPhonePage *self)
{
  turn (self, 1);
}

static gboolean
mdg_phone_page_grab_focus (GtkWidget *widget)
{
  MdgPhonePage *self = MDG_PHONE_PAGE (widget);

  return gtk_widget_grab_focus (mdg_page_get_primary (MDG_PAGE (self->page)));
}

static void
mdg_phone_page_map (GtkWidget *widget)
{
  MdgPhonePage *self = MDG_PHONE_PAGE (widget);

  GTK_WIDGET_CLASS (mdg_phone_page_parent_class)->map (widget);
  mdg_capture_guard_set (widget, count_pages (self) > 0);
  if (self->items == NULL && self->cancellable == NULL)
    {
      update (self);
      mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO,
                             _ ("The QR code was put away when this page was left or locked."),
                             _ ("Go back and show it once more."));
    }
}

/* No key stays behind. */
static void
mdg_phone_page_unmap (GtkWidget *widget)
{
  MdgPhonePage *self = MDG_PHONE_PAGE (widget);

  forget (self);
  mdg_qr_view_set_code (MDG_QR_VIEW (self->qr), NULL);
  mdg_capture_guard_set (widget, FALSE);
  GTK_WIDGET_CLASS (mdg_phone_page_parent_class)->unmap (widget);
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_phone_page_dispose (GObject *object)
{
  MdgPhonePage *self = MDG_PHONE_PAGE (object);

  forget (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_PHONE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_phone_page_parent_class)->dispose (object);
}

static void
mdg_phone_page_class_init (MdgPhonePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_phone_page_dispose;
  widget_class->grab_focus = mdg_phone_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_phone_page_map;
  widget_class->unmap = mdg_phone_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_QR_VIEW);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/phone-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, what);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, qr);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, turning);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, previous);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, number);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, next);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, how);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, names);
  gtk_widget_class_bind_template_child (widget_class, MdgPhonePage, caution);
  gtk_widget_class_bind_template_callback (widget_class, previous_clicked);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_phone_page_init (MdgPhonePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_phone_page_new (MdgAuthenticatorDesk *desk)
{
  MdgPhonePage *self = g_object_new (MDG_TYPE_PHONE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
