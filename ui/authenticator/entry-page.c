/* entry-page.c: names, note and account of an entry.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "authenticator/entry-page.h"

#include <glib/gi18n.h>

#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

struct _MdgEntryPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *fixed;
  GtkWidget *issuer_field;
  GtkWidget *issuer;
  GtkWidget *account_field;
  GtkWidget *account;
  GtkWidget *note_field;
  GtkWidget *note;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *login_id_field;
  GtkWidget *login_id;

  MdgAuthenticatorDesk *desk;
  gint64 number;
  guint form; /* counts what was begun */
};

G_DEFINE_FINAL_TYPE (MdgEntryPage, mdg_entry_page, GTK_TYPE_WIDGET)

typedef struct
{
  MdgEntryPage *page;
  guint form;
} Saving;

static void
set_fault (GtkWidget *field, const char *fault)
{
  mdg_field_set_fault (MDG_FIELD (field), fault);
  gtk_widget_grab_focus (field);
}

/* Returns: whether there is a field at fault */
static gboolean
show_fault (MdgEntryPage *self, const char *field)
{
  if (g_strcmp0 (field, "issuer") == 0)
    set_fault (self->issuer_field, _ ("One line of up to 100 characters without a colon, please."));
  else if (g_strcmp0 (field, "account") == 0)
    set_fault (self->account_field, _ ("A name of up to 100 characters without a colon, please."));
  else if (g_strcmp0 (field, "note") == 0)
    set_fault (self->note_field, _ ("One line of up to 100 characters, please."));
  else if (g_strcmp0 (field, "institution_code") == 0)
    set_fault (self->code_field, _ ("The institution code has 10 digits."));
  else if (g_strcmp0 (field, "login_id") == 0)
    set_fault (self->login_id_field, _ ("The login ID has up to 20 letters and digits."));
  else
    return FALSE;
  return TRUE;
}

static void
saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Saving *saving = data;
  g_autoptr (MdgEntryPage) self = saving->page;
  g_autoptr (GError) error = NULL;
  gboolean good = mdg_authenticator_book_finish (MDG_CACHE (source), result, &error);
  gboolean is_here = self->page != NULL && self->form == saving->form;

  g_free (saving);
  if (self->desk != NULL && good)
    mdg_authenticator_desk_load (self->desk);
  if (!is_here)
    return;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  if (good && mdg_tab_view_is_at (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "authenticator.show", "s", "codes");
  else if (!good && !show_fault (self, mdg_error_get_field (error)))
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

/* Returns: (transfer full) */
static char *
text_of (GtkWidget *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
}

static void
save_clicked (MdgEntryPage *self)
{
  MdgCache *cache = mdg_authenticator_desk_get_cache (self->desk);
  g_autofree char *issuer = text_of (self->issuer);
  g_autofree char *account = text_of (self->account);
  g_autofree char *note = text_of (self->note);
  g_autofree char *code = text_of (self->code);
  g_autofree char *login_id = text_of (self->login_id);
  const MdgOtpFacts facts = { .number = self->number,
                              .issuer = issuer,
                              .account = account,
                              .note = note,
                              .institution_code = code,
                              .login_id = login_id };
  Saving *saving;

  if (cache == NULL)
    return;
  saving = g_new (Saving, 1);
  *saving = (Saving){ g_object_ref (self), self->form };
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  mdg_authenticator_book_edit_async (cache, &facts, NULL, saved, saving);
}

static void
entry_activated (MdgEntryPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static gboolean
mdg_entry_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_ENTRY_PAGE (widget)->note);
}

void
mdg_entry_page_begin (MdgEntryPage *self, gint64 number)
{
  MdgOtpEntry *entry;
  const MdgOtpFacts *facts;
  gboolean own;

  g_return_if_fail (MDG_IS_ENTRY_PAGE (self));

  entry = mdg_authenticator_desk_find (self->desk, number);
  if (entry == NULL)
    return;
  facts = mdg_otp_entry_get_facts (entry);
  own = facts->state == MDG_OTP_OWN;
  self->form++;
  self->number = number;
  gtk_editable_set_text (GTK_EDITABLE (self->issuer), facts->issuer);
  gtk_editable_set_text (GTK_EDITABLE (self->account), facts->account);
  gtk_editable_set_text (GTK_EDITABLE (self->note), facts->note);
  gtk_editable_set_text (GTK_EDITABLE (self->code), facts->institution_code);
  gtk_editable_set_text (GTK_EDITABLE (self->login_id), facts->login_id);
  mdg_widget_set_shown (self->fixed, !own);
  for (guint i = 0; i < 4; i++)
    gtk_widget_set_sensitive (i == 0   ? self->issuer
                              : i == 1 ? self->account
                              : i == 2 ? self->code
                                       : self->login_id,
                              own);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  mdg_page_hide_message (MDG_PAGE (self->page));
}

/* overrides ------------------------------------------------------------------------------------ */

static void
mdg_entry_page_dispose (GObject *object)
{
  MdgEntryPage *self = MDG_ENTRY_PAGE (object);

  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_ENTRY_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_entry_page_parent_class)->dispose (object);
}

static void
mdg_entry_page_class_init (MdgEntryPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_entry_page_dispose;
  widget_class->grab_focus = mdg_entry_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/authenticator/entry-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, fixed);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, issuer_field);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, issuer);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, account_field);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, account);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, note_field);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, note);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, code_field);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, code);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, login_id_field);
  gtk_widget_class_bind_template_child (widget_class, MdgEntryPage, login_id);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_entry_page_init (MdgEntryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_entry_page_new (MdgAuthenticatorDesk *desk)
{
  MdgEntryPage *self = g_object_new (MDG_TYPE_ENTRY_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
