/* gateway-page.c: how a gateway is reached, and trying it.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/gateway-page.h"

#include <glib/gi18n.h>

#include "contract/connection.h"
#include "widgets/field.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgGatewayPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *address_field;
  GtkWidget *address;
  GtkWidget *ca_field;
  GtkWidget *ca_file;
  GtkWidget *ca_choose;
  GtkWidget *client_field;
  GtkWidget *client_file;
  GtkWidget *client_choose;
  GtkWidget *password_field;
  GtkWidget *password;
  GtkWidget *back;
  GtkWidget *untried;
  GtkWidget *go_on;

  MdgSettings *settings;
  MdgClock *clock;
  GCancellable *trying; /* (nullable) */
  gboolean good;        /* what stands there was tried and found good */
};

enum
{
  FINISHED,
  BACK,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgGatewayPage, mdg_gateway_page, GTK_TYPE_WIDGET)

static GtkWidget *
entry_of (MdgGatewayPage *self, MdgGatewayValue value)
{
  GtkWidget *const entries[MDG_GATEWAY_N_VALUES]
      = { self->address, self->ca_file, self->client_file };

  return entries[value];
}

/* Blanks at the ends come along when one pastes. Returns: (transfer full) */
static char *
text_of (MdgGatewayPage *self, MdgGatewayValue value)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry_of (self, value)))));
}

/* what is ruled elsewhere --------------------------------------------------------------------- */

static const char *
ruled_by (MdgSettings *settings, MdgGatewayValue value)
{
  switch (mdg_settings_get_origin (settings, mdg_gateway_value_get_setting (value)))
    {
    case MDG_SETTING_POLICY:
      return _ ("Set by a policy; it cannot be changed here.");
    case MDG_SETTING_MACHINE:
      return _ ("Set for this computer by its administrator; it cannot be changed here.");
    case MDG_SETTING_BUILT_IN:
    case MDG_SETTING_USER:
      break;
    }
  return NULL;
}

static void
fill_value (MdgGatewayPage *self,
            const MdgGatewayDraft *draft,
            MdgGatewayValue value,
            GtkWidget *field,
            GtkWidget *choose)
{
  const char *ruled = ruled_by (self->settings, value);

  gtk_editable_set_text (GTK_EDITABLE (entry_of (self, value)), draft->values[value]);
  if (ruled == NULL)
    return;
  gtk_editable_set_editable (GTK_EDITABLE (entry_of (self, value)), FALSE);
  gtk_widget_add_css_class (entry_of (self, value), "ruled");
  g_object_set (field, "hint", ruled, NULL);
  if (choose != NULL)
    mdg_widget_set_shown (choose, FALSE);
}

static void
fill (MdgGatewayPage *self, const MdgGatewayDraft *draft)
{
  fill_value (self, draft, MDG_GATEWAY_ADDRESS, self->address_field, NULL);
  fill_value (self, draft, MDG_GATEWAY_CA_FILE, self->ca_field, self->ca_choose);
  fill_value (self, draft, MDG_GATEWAY_CLIENT_FILE, self->client_field, self->client_choose);
  if (draft->password != NULL)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password),
                               mdg_secret_get_string (draft->password));
}

/* trying -------------------------------------------------------------------------------------- */

static void
update_buttons (MdgGatewayPage *self)
{
  gboolean trying = self->trying != NULL;

  gtk_button_set_label (GTK_BUTTON (self->go_on),
                        self->good ? _ ("_Use these settings") : _ ("_Try the connection"));
  mdg_widget_tidy_names (self->page);
  mdg_widget_set_shown (self->untried, !self->good);
  gtk_widget_set_sensitive (self->go_on, !trying);
  gtk_widget_set_sensitive (self->untried, !trying);
  mdg_page_set_busy (MDG_PAGE (self->page), trying);
}

static GtkWidget *
field_of (MdgGatewayPage *self, MdgFinding finding)
{
  switch (finding)
    {
    case MDG_FINDING_ADDRESS_WRONG:
    case MDG_FINDING_NAME_NOT_FOUND:
    case MDG_FINDING_REFUSED:
    case MDG_FINDING_NOT_TLS:
    case MDG_FINDING_OTHER_NAME:
    case MDG_FINDING_OTHER_SERVICE:
      return self->address_field;
    case MDG_FINDING_CA_UNUSABLE:
    case MDG_FINDING_UNTRUSTED:
      return self->ca_field;
    case MDG_FINDING_CLIENT_FILE:
    case MDG_FINDING_CERTIFICATE_MISSING:
    case MDG_FINDING_CERTIFICATE_REFUSED:
      return self->client_field;
    case MDG_FINDING_WRONG_PASSWORD:
      return self->password_field;
    default:
      return NULL;
    }
}

static void
show_report (MdgGatewayPage *self, const MdgConnectionReport *report)
{
  g_autofree char *found = mdg_gateway_text_found (report);
  g_autofree char *next = mdg_gateway_text_next (report);
  GtkWidget *field = field_of (self, report->finding);
  MdgMessageKind kind = MDG_MESSAGE_ERROR;

  self->good = report->finding == MDG_FINDING_GOOD || report->finding == MDG_FINDING_CLOCK_OFF;
  if (self->good)
    kind = report->finding == MDG_FINDING_GOOD ? MDG_MESSAGE_SUCCESS : MDG_MESSAGE_WARNING;
  mdg_page_show_message (MDG_PAGE (self->page), kind, found, next);
  if (field != NULL)
    gtk_widget_grab_focus (field);
  else if (self->good)
    gtk_widget_grab_focus (self->go_on);
}

static void
tried (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgGatewayPage) self = data;
  g_autoptr (MdgConnectionReport) report = mdg_connection_test_finish (result, NULL);

  if (self->settings == NULL)
    return;
  g_clear_object (&self->trying);
  update_buttons (self);
  if (report != NULL)
    show_report (self, report);
  update_buttons (self);
}

static void
try (MdgGatewayPage *self)
{
  g_autoptr (MdgGatewayDraft) draft = mdg_gateway_page_get_draft (self);
  const char *client_file = draft->values[MDG_GATEWAY_CLIENT_FILE];

  mdg_page_hide_message (MDG_PAGE (self->page));
  self->trying = g_cancellable_new ();
  update_buttons (self);
  mdg_connection_test_async (draft->values[MDG_GATEWAY_ADDRESS], draft->values[MDG_GATEWAY_CA_FILE],
                             *client_file != '\0' ? client_file : NULL, draft->password,
                             self->clock, self->trying, tried, g_object_ref (self));
}

static void
cancelled (MdgGatewayPage *self)
{
  g_cancellable_cancel (self->trying);
}

/* What was found holds for what stood there. */
static void
edited (MdgGatewayPage *self)
{
  if (!self->good && self->trying == NULL)
    return;
  g_cancellable_cancel (self->trying);
  self->good = FALSE;
  mdg_page_hide_message (MDG_PAGE (self->page));
  update_buttons (self);
}

/* going on ------------------------------------------------------------------------------------ */

static void
finish (MdgGatewayPage *self)
{
  g_autofree char *address = text_of (self, MDG_GATEWAY_ADDRESS);
  MdgConnectionReport wrong = { .finding = MDG_FINDING_ADDRESS_WRONG };
  g_autofree char *words = NULL;

  if (mdg_connection_is_endpoint (address))
    {
      g_signal_emit (self, signals[FINISHED], 0);
      return;
    }
  words = mdg_gateway_text_found (&wrong);
  mdg_field_set_fault (MDG_FIELD (self->address_field), words);
  show_report (self, &wrong);
}

static void
go_on_clicked (MdgGatewayPage *self)
{
  if (self->good)
    finish (self);
  else
    try (self);
}

static void
back_clicked (MdgGatewayPage *self)
{
  g_signal_emit (self, signals[BACK], 0);
}

static void
entry_activated (MdgGatewayPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* choosing files ------------------------------------------------------------------------------ */

static void
ca_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (MDG_GATEWAY_PAGE (owner)->ca_file), path);
}

static void
client_chosen (GtkWidget *owner, const char *path)
{
  if (path != NULL)
    gtk_editable_set_text (GTK_EDITABLE (MDG_GATEWAY_PAGE (owner)->client_file), path);
}

static void
choose_ca (MdgGatewayPage *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the CA file"), ca_chosen);
}

static void
choose_client (MdgGatewayPage *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the client certificate"), client_chosen);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_gateway_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_GATEWAY_PAGE (widget)->address_field);
}

static void
mdg_gateway_page_dispose (GObject *object)
{
  MdgGatewayPage *self = MDG_GATEWAY_PAGE (object);

  g_cancellable_cancel (self->trying);
  g_clear_object (&self->trying);
  g_clear_object (&self->settings);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_GATEWAY_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_gateway_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/start/gateway-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, address_field);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, address);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, ca_field);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, ca_file);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, ca_choose);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, client_field);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, client_file);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, client_choose);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, password_field);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, password);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, untried);
  gtk_widget_class_bind_template_child (widget_class, MdgGatewayPage, go_on);
  gtk_widget_class_bind_template_callback (widget_class, edited);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_bind_template_callback (widget_class, choose_ca);
  gtk_widget_class_bind_template_callback (widget_class, choose_client);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_bind_template_callback (widget_class, finish);
  gtk_widget_class_bind_template_callback (widget_class, go_on_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancelled);
}

static guint
plain_signal (const char *name)
{
  return g_signal_new (name, MDG_TYPE_GATEWAY_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mdg_gateway_page_class_init (MdgGatewayPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_gateway_page_dispose;
  widget_class->grab_focus = mdg_gateway_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  signals[FINISHED] = plain_signal ("finished");
  signals[BACK] = plain_signal ("back");
}

static void
mdg_gateway_page_init (MdgGatewayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
mdg_gateway_page_new (MdgSettings *settings, MdgClock *clock, const MdgGatewayDraft *draft)
{
  MdgGatewayPage *self = g_object_new (MDG_TYPE_GATEWAY_PAGE, NULL);
  g_autoptr (MdgGatewayDraft) now = mdg_gateway_draft_new (settings);

  self->settings = g_object_ref (settings);
  self->clock = g_object_ref (clock);
  fill (self, draft != NULL ? draft : now);
  update_buttons (self);
  return GTK_WIDGET (self);
}

MdgPageFrame *
mdg_gateway_page_get_frame (MdgGatewayPage *self)
{
  g_return_val_if_fail (MDG_IS_GATEWAY_PAGE (self), NULL);

  return MDG_PAGE (self->page);
}

void
mdg_gateway_page_offer_password (MdgGatewayPage *self, const char *path, MdgSecret *password)
{
  g_autofree char *now = NULL;

  g_return_if_fail (MDG_IS_GATEWAY_PAGE (self) && path != NULL && password != NULL);

  if (self->settings == NULL) /* left meanwhile */
    return;
  now = text_of (self, MDG_GATEWAY_CLIENT_FILE);
  if (g_str_equal (now, path)
      && mdg_secret_field_get_length (MDG_SECRET_FIELD (self->password)) == 0)
    mdg_secret_field_set_text (MDG_SECRET_FIELD (self->password), mdg_secret_get_string (password));
}

MdgGatewayDraft *
mdg_gateway_page_get_draft (MdgGatewayPage *self)
{
  MdgGatewayDraft *draft;

  g_return_val_if_fail (MDG_IS_GATEWAY_PAGE (self), NULL);

  draft = mdg_gateway_draft_new (self->settings);
  for (guint i = 0; i < MDG_GATEWAY_N_VALUES; i++)
    {
      g_free (draft->values[i]);
      draft->values[i] = text_of (self, (MdgGatewayValue)i);
    }
  draft->password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->password));
  return draft;
}

void
mdg_gateway_page_show_error (MdgGatewayPage *self, const GError *error)
{
  g_return_if_fail (MDG_IS_GATEWAY_PAGE (self));

  mdg_page_show_error (MDG_PAGE (self->page), error);
}
