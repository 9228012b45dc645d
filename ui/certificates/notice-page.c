/* notice-page.c: the form for one 電子証明書発行通知書.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/notice-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/day.h"
#include "core/secret-text.h"
#include "error-text.h"
#include "widgets/code-entry.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

#define CODE_DIGITS 10

struct _MdgNoticePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *code_field;
  GtkWidget *code;
  GtkWidget *terminal_field;
  GtkWidget *terminal;
  GtkWidget *request_field;
  GtkWidget *request;
  GtkWidget *reference_field;
  GtkWidget *reference;
  GtkWidget *deadline_field;
  GtkWidget *deadline;
  GtkWidget *save;

  MdgCertificateDesk *desk;
  MdgIssueNotice *notice; /* being changed */
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MdgNoticePage, mdg_notice_page, GTK_TYPE_WIDGET)

static const char *
text_of (GtkWidget *entry)
{
  return gtk_editable_get_text (GTK_EDITABLE (entry));
}

static void
set_fault (GtkWidget *field, const char *name)
{
  g_autofree char *fault = mdg_error_text_for_field (name);

  mdg_field_set_fault (MDG_FIELD (field), fault);
  gtk_widget_grab_focus (field);
}

/* IDs are plain characters, however the input method wrote them. Returns: (transfer full)
 * (nullable): NULL when nothing was typed. @good: (out) */
static MdgSecret *
read_id (GtkWidget *field, gboolean *good)
{
  g_autoptr (MdgSecret) typed = mdg_secret_field_get_secret (MDG_SECRET_FIELD (field));
  g_autoptr (MdgSecret) normal = mdg_secret_normalise (typed, MDG_TEXT_COMPATIBLE);
  char *narrow = g_strdup (normal != NULL ? mdg_secret_get_string (normal) : "");
  MdgSecret *id = NULL;

  g_strstrip (narrow);
  *good = TRUE;
  for (const char *p = narrow; *good && *p != '\0'; p++)
    *good = g_ascii_isgraph (*p) != 0;
  if (*good && *narrow != '\0')
    id = mdg_secret_new_from_string (narrow);
  mdg_wipe_string (narrow);
  return id;
}

/* FALSE: the fault stands at its field. */
static gboolean
take_id (MdgNoticePage *self,
         GtkWidget *field,
         GtkWidget *entry,
         const char *name,
         MdgSecret **place)
{
  gboolean good;

  g_clear_pointer (place, mdg_secret_unref);
  *place = read_id (entry, &good);
  /* A kept one may stay as it is; a new notice without its IDs is of no use. */
  if (good && (*place != NULL || self->notice->id != 0))
    return TRUE;
  set_fault (field, name);
  return FALSE;
}

static gboolean
take_deadline (MdgNoticePage *self)
{
  MdgDay deadline = mdg_day_read (text_of (self->deadline));

  if (deadline == MDG_DAY_NONE)
    {
      set_fault (self->deadline_field, "deadline");
      return FALSE;
    }
  g_free (self->notice->deadline);
  self->notice->deadline = mdg_day_text (deadline);
  return TRUE;
}

static gboolean
take_form (MdgNoticePage *self)
{
  MdgIssueNotice *notice = self->notice;

  if (strlen (text_of (self->code)) != CODE_DIGITS)
    {
      set_fault (self->code_field, "institution_code");
      return FALSE;
    }
  g_free (notice->institution_code);
  notice->institution_code = g_strdup (text_of (self->code));
  g_free (notice->terminal_name);
  notice->terminal_name = g_strstrip (g_strdup (text_of (self->terminal)));
  return take_id (self, self->request_field, self->request, "request_id", &notice->request_id)
         && take_id (self, self->reference_field, self->reference, "reference_id",
                     &notice->reference_id)
         && take_deadline (self);
}

static void
clear_secrets (MdgNoticePage *self)
{
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->request), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->reference), NULL);
  if (self->notice != NULL)
    {
      g_clear_pointer (&self->notice->request_id, mdg_secret_unref);
      g_clear_pointer (&self->notice->reference_id, mdg_secret_unref);
    }
}

static GtkWidget *
field_named (MdgNoticePage *self, const char *name)
{
  if (g_strcmp0 (name, "institution_code") == 0)
    return self->code_field;
  if (g_strcmp0 (name, "terminal_name") == 0)
    return self->terminal_field;
  if (g_strcmp0 (name, "request_id") == 0)
    return self->request_field;
  if (g_strcmp0 (name, "reference_id") == 0)
    return self->reference_field;
  return g_strcmp0 (name, "deadline") == 0 ? self->deadline_field : NULL;
}

static void
set_saving (MdgNoticePage *self, gboolean saving)
{
  mdg_page_set_busy (MDG_PAGE (self->page), saving);
  gtk_widget_set_sensitive (self->save, !saving);
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgNoticePage) self = data;
  g_autoptr (GError) error = NULL;
  gint64 id = mdg_issue_notice_save_finish (MDG_CACHE (source), result, &error);
  GtkWidget *field = error != NULL ? field_named (self, mdg_error_get_field (error)) : NULL;

  if (g_cancellable_is_cancelled (self->cancellable))
    return;
  set_saving (self, FALSE);
  if (id != 0)
    {
      clear_secrets (self);
      mdg_certificate_desk_refresh (self->desk);
      gtk_widget_activate_action (GTK_WIDGET (self), "certificates.show", "s", "notices");
    }
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT) && field != NULL)
    set_fault (field, mdg_error_get_field (error));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
save_clicked (MdgNoticePage *self)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (self->desk);

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (cache == NULL || !take_form (self))
    return;
  set_saving (self, TRUE);
  mdg_issue_notice_save_async (cache, self->notice, self->cancellable, on_saved,
                               g_object_ref (self));
}

static void
entry_activated (MdgNoticePage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static gboolean
mdg_notice_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_NOTICE_PAGE (widget)->code_field);
}

static void
mdg_notice_page_unmap (GtkWidget *widget)
{
  clear_secrets (MDG_NOTICE_PAGE (widget));
  GTK_WIDGET_CLASS (mdg_notice_page_parent_class)->unmap (widget);
}

static void
mdg_notice_page_dispose (GObject *object)
{
  MdgNoticePage *self = MDG_NOTICE_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_NOTICE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_notice_page_parent_class)->dispose (object);
}

static void
mdg_notice_page_finalize (GObject *object)
{
  MdgNoticePage *self = MDG_NOTICE_PAGE (object);

  mdg_issue_notice_free (self->notice);
  g_clear_object (&self->cancellable);
  G_OBJECT_CLASS (mdg_notice_page_parent_class)->finalize (object);
}

static void
mdg_notice_page_class_init (MdgNoticePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_notice_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_notice_page_finalize;
  widget_class->grab_focus = mdg_notice_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_notice_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/certificates/notice-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, code_field);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, code);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, terminal_field);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, terminal);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, request_field);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, request);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, reference_field);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, reference);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, deadline_field);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, deadline);
  gtk_widget_class_bind_template_child (widget_class, MdgNoticePage, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_notice_page_init (MdgNoticePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
  mdg_code_entry_prepare (GTK_ENTRY (self->code), MDG_CODE_DIGITS, CODE_DIGITS);
}

GtkWidget *
mdg_notice_page_new (MdgCertificateDesk *desk)
{
  MdgNoticePage *self = g_object_new (MDG_TYPE_NOTICE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  mdg_notice_page_begin (self, 0);
  return GTK_WIDGET (self);
}

static const MdgIssueNotice *
find_notice (MdgNoticePage *self, gint64 id)
{
  GPtrArray *notices = mdg_certificate_desk_get_notices (self->desk);

  for (guint i = 0; i < notices->len; i++)
    if (((MdgIssueNotice *)notices->pdata[i])->id == id)
      return notices->pdata[i];
  return NULL;
}

/* A new notice is most likely of the institution that is known already. */
static const char *
likely_code (MdgNoticePage *self)
{
  GPtrArray *records = mdg_certificate_desk_get_certificates (self->desk);

  return records->len > 0 ? ((MdgLedgerCertificate *)records->pdata[0])->institution_code : "";
}

void
mdg_notice_page_begin (MdgNoticePage *self, gint64 id)
{
  const MdgIssueNotice *kept;
  const char *hint;
  GtkWidget *fields[] = { self->code_field, self->terminal_field, self->request_field,
                          self->reference_field, self->deadline_field };

  g_return_if_fail (MDG_IS_NOTICE_PAGE (self));

  kept = id != 0 ? find_notice (self, id) : NULL;
  hint = kept != NULL ? _ ("Left empty, it stays as it is") : NULL;
  mdg_issue_notice_free (self->notice);
  self->notice = kept != NULL ? mdg_issue_notice_copy (kept) : mdg_issue_notice_new ();
  mdg_page_hide_message (MDG_PAGE (self->page));
  clear_secrets (self);
  gtk_editable_set_text (GTK_EDITABLE (self->code),
                         kept != NULL ? kept->institution_code : likely_code (self));
  gtk_editable_set_text (GTK_EDITABLE (self->terminal), self->notice->terminal_name);
  gtk_editable_set_text (GTK_EDITABLE (self->deadline), self->notice->deadline);
  g_object_set (self->request_field, "hint", hint, NULL);
  g_object_set (self->reference_field, "hint", hint, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    mdg_field_set_fault (MDG_FIELD (fields[i]), NULL);
}
