/* move-out-page.c: 端末の引っ越し, out.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/move-out-page.h"

#include <glib/gi18n.h>

#include "dates.h"
#include "file-passphrase.h"
#include "key-guard.h"
#include "platform/machine.h"
#include "support/move-text.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgMoveOutPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *parts;
  GtkWidget *identity;
  GtkWidget *passphrase_field;
  GtkWidget *passphrase;
  GtkWidget *repeated_field;
  GtkWidget *repeated;
  GtkWidget *write;
  GtkWidget *checks[MDG_TRANSFER_N_PARTS];

  MdgSupportDesk *desk;
  char *path; /* (nullable): while it is written */
};

G_DEFINE_FINAL_TYPE (MdgMoveOutPage, mdg_move_out_page, GTK_TYPE_WIDGET)

static MdgWorkplace *
get_workplace (MdgMoveOutPage *self)
{
  return mdg_support_desk_get_workplace (self->desk);
}

static guint
get_parts (MdgMoveOutPage *self)
{
  guint parts = 0;

  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    if (gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      parts |= 1u << i;
  return parts;
}

/* What belongs to one terminal stays unless somebody says so; all else is what a move is for. */
static void
begin (MdgMoveOutPage *self)
{
  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]),
                                 (MDG_TRANSFER_OF_TERMINAL & 1u << i) == 0);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->passphrase), NULL);
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->repeated), NULL);
}

static void
set_busy (MdgMoveOutPage *self, gboolean busy)
{
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->write, !busy);
}

static void
written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMoveOutPage) self = data;
  g_autofree char *path = g_steal_pointer (&self->path);
  g_autoptr (GError) error = NULL;
  g_autofree char *count = NULL;
  g_autofree char *name = g_filename_display_name (path);
  g_autofree char *title = NULL;
  g_autofree char *body = NULL;
  gboolean with_files = (get_parts (self) & 1u << MDG_TRANSFER_FILES) != 0;
  guint n = 0, n_files = 0;

  mdg_transfer_write_finish (result, &n, &n_files, &error);
  if (self->page == NULL)
    return;
  set_busy (self, FALSE);
  if (error != NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  begin (self);
  count = mdg_count_text (n);
  title = g_strdup_printf (ngettext ("The file was written, with %s record.",
                                     "The file was written, with %s records.", (gulong)n),
                           count);
  body = g_strdup_printf (
      _ ("%s\nOn the other terminal: Support, “Move to another terminal…”, “Take a "
         "file in…”."),
      name);
  if (with_files)
    {
      g_autofree char *files = mdg_count_text (n_files);
      g_autofree char *more
          = n_files > 0
                ? g_strdup_printf (
                    ngettext ("%s\nWith it: %s certificate file. Delete it here once the other "
                              "terminal has it.",
                              "%s\nWith it: %s certificate files. Delete them here once the other "
                              "terminal has them.",
                              (gulong)n_files),
                    body, files)
                : g_strdup_printf (_ ("%s\nNo certificate file went along: none is where it was "
                                      "seen last."),
                                   body);

      mdg_page_show_message (MDG_PAGE (self->page),
                             n_files > 0 ? MDG_MESSAGE_SUCCESS : MDG_MESSAGE_WARNING, title, more);
      return;
    }
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, title, body);
}

static void
files_toggled (MdgMoveOutPage *self)
{
  mdg_widget_set_shown (self->identity, (get_parts (self) & 1u << MDG_TRANSFER_FILES) != 0);
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgMoveOutPage *self = MDG_MOVE_OUT_PAGE (owner);
  MdgWorkplace *workplace = get_workplace (self);
  MdgCache *cache = mdg_workplace_get_cache (workplace);
  g_autoptr (MdgSecret) passphrase
      = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->passphrase));
  g_auto (GStrv) settings = mdg_move_settings (mdg_workplace_get_settings (workplace));
  g_autofree char *user = mdg_machine_user_name ();

  if (path == NULL || cache == NULL || self->path != NULL)
    return;
  self->path = g_strdup (path);
  set_busy (self, TRUE);
  mdg_transfer_write_async (cache, path, passphrase, get_parts (self),
                            (const char *const *)settings, mdg_support_desk_get_now (self->desk),
                            user, NULL, written, g_object_ref (self));
}

/* Says at the field what is wrong. */
static gboolean
is_ready (MdgMoveOutPage *self)
{
  g_autoptr (MdgSecret) one = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->passphrase));
  g_autoptr (MdgSecret) again = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->repeated));
  const char *fault = mdg_file_passphrase_fault (MDG_SECRET_FIELD (self->passphrase));

  if (fault != NULL)
    {
      mdg_field_set_fault (MDG_FIELD (self->passphrase_field), fault);
      gtk_widget_grab_focus (self->passphrase_field);
      return FALSE;
    }
  if (!mdg_secret_equal (one, again))
    {
      mdg_field_set_fault (MDG_FIELD (self->repeated_field), _ ("The two are not the same."));
      gtk_widget_grab_focus (self->repeated_field);
      return FALSE;
    }
  if (get_parts (self) != 0)
    return TRUE;
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_WARNING,
                         _ ("Nothing is chosen to go along."), NULL);
  return FALSE;
}

static void
ask_where (MdgMoveOutPage *self)
{
  g_autoptr (GDateTime) time
      = g_date_time_new_from_unix_local (mdg_support_desk_get_now (self->desk));
  g_autofree char *name = g_date_time_format (time, "Madoguchi_%Y%m%d.madoguchi");

  mdg_path_chooser_save (GTK_WIDGET (self), _ ("Write the moving file"), name, path_chosen);
}

static void
allowed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMoveOutPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean may = mdg_key_guard_ask_finish (result, &error);

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (!may)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else if (is_ready (self))
    ask_where (self);
}

static void
write_clicked (MdgMoveOutPage *self)
{
  MdgWorkplace *workplace = get_workplace (self);
  const GError *why = mdg_workplace_get_cache_error (workplace);

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_workplace_get_cache (workplace) == NULL)
    {
      if (why != NULL)
        mdg_page_show_error (MDG_PAGE (self->page), why);
      return;
    }
  if (is_ready (self))
    mdg_key_guard_ask_async (workplace, GTK_WIDGET (self), allowed, g_object_ref (self));
}

static void
entry_activated (MdgMoveOutPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_move_out_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_MOVE_OUT_PAGE (widget)->checks[0]);
}

/* What was typed does not wait for whoever comes next. */
static void
mdg_move_out_page_unmap (GtkWidget *widget)
{
  MdgMoveOutPage *self = MDG_MOVE_OUT_PAGE (widget);

  if (self->path == NULL)
    begin (self);
  GTK_WIDGET_CLASS (mdg_move_out_page_parent_class)->unmap (widget);
}

static void
mdg_move_out_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_MOVE_OUT_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_move_out_page_parent_class)->dispose (object);
}

static void
mdg_move_out_page_finalize (GObject *object)
{
  MdgMoveOutPage *self = MDG_MOVE_OUT_PAGE (object);

  g_clear_object (&self->desk);
  g_free (self->path);
  G_OBJECT_CLASS (mdg_move_out_page_parent_class)->finalize (object);
}

static void
mdg_move_out_page_class_init (MdgMoveOutPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_move_out_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_move_out_page_finalize;
  widget_class->grab_focus = mdg_move_out_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_move_out_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/move-out-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, parts);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, identity);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, passphrase_field);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, repeated_field);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, repeated);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveOutPage, write);
  gtk_widget_class_bind_template_callback (widget_class, write_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_move_out_page_init (MdgMoveOutPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->passphrase));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->repeated));
  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    {
      self->checks[i] = gtk_check_button_new_with_label (mdg_move_part_text ((MdgTransferPart)i));
      gtk_widget_set_tooltip_text (self->checks[i], mdg_move_part_detail ((MdgTransferPart)i));
      gtk_box_append (GTK_BOX (self->parts), self->checks[i]);
    }
  gtk_label_set_text (GTK_LABEL (self->identity), mdg_move_identity_warning ());
  g_signal_connect_object (self->checks[MDG_TRANSFER_FILES], "toggled", G_CALLBACK (files_toggled),
                           self, G_CONNECT_SWAPPED);
  mdg_widget_tidy_names (self->page);
  begin (self);
  files_toggled (self);
}

GtkWidget *
mdg_move_out_page_new (MdgSupportDesk *desk)
{
  MdgMoveOutPage *self = g_object_new (MDG_TYPE_MOVE_OUT_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}
