/* move-in-page.c: 端末の引っ越し, in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/move-in-page.h"

#include <glib/gi18n.h>

#include "certificates/certificate-finder.h"
#include "certificates/folder-setting.h"
#include "certificates/free-name.h"
#include "dates.h"
#include "platform/machine.h"
#include "support/move-items.h"
#include "support/move-text.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/path-chooser.h"
#include "widgets/secret-field.h"
#include "widgets/widget-tools.h"

struct _MdgMoveInPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *asking;
  GtkWidget *choose;
  GtkWidget *file;
  GtkWidget *passphrase_field;
  GtkWidget *passphrase;
  GtkWidget *looking;
  GtkWidget *origin;
  GtkWidget *parts;
  GtkWidget *summary;
  GtkWidget *items_frame;
  GtkWidget *items;
  GtkWidget *identity;
  GtkWidget *replace;
  GtkWidget *different;
  GtkWidget *next;
  GtkWidget *checks[MDG_TRANSFER_N_PARTS];
  GtkWidget *counts[MDG_TRANSFER_N_PARTS];

  MdgSupportDesk *desk;
  char *path;                /* (nullable): the file that was chosen */
  char *folder;              /* (nullable): where certificate files go */
  MdgTransfer *transfer;     /* (nullable): once it is open */
  GCancellable *cancellable; /* (nullable): while something goes on */
};

G_DEFINE_FINAL_TYPE (MdgMoveInPage, mdg_move_in_page, GTK_TYPE_WIDGET)

static MdgWorkplace *
get_workplace (MdgMoveInPage *self)
{
  return mdg_support_desk_get_workplace (self->desk);
}

static void
set_busy (MdgMoveInPage *self, gboolean busy)
{
  if (!busy)
    g_clear_object (&self->cancellable);
  mdg_page_set_busy (MDG_PAGE (self->page), busy);
  gtk_widget_set_sensitive (self->next, !busy);
}

/* From the beginning. */
static void
begin (MdgMoveInPage *self)
{
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->folder, g_free);
  g_clear_pointer (&self->transfer, mdg_transfer_unref);
  gtk_label_set_text (GTK_LABEL (self->file), _ ("No file is chosen yet."));
  mdg_secret_field_set_text (MDG_SECRET_FIELD (self->passphrase), NULL);
  mdg_move_items_fill (GTK_LIST_BOX (self->items), NULL);
  mdg_widget_set_shown (self->asking, TRUE);
  mdg_widget_set_shown (self->looking, FALSE);
  gtk_button_set_label (GTK_BUTTON (self->next), _ ("_Open the file"));
  mdg_widget_tidy_names (self->next);
}

/* taking -------------------------------------------------------------------------------------- */

static void
say_taken (MdgMoveInPage *self,
           const MdgTransferLook *look,
           guint parts,
           gboolean replace,
           guint n_settings)
{
  guint n_new = n_settings, n_replaced = 0, n_left = 0;
  g_autofree char *added = NULL;
  g_autofree char *replaced = NULL;
  g_autofree char *left = NULL;
  g_autofree char *body = NULL;

  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    if ((parts & 1u << i) != 0)
      {
        n_new += look->parts[i].n_new;
        n_replaced += replace ? look->parts[i].n_different : 0;
        n_left += look->parts[i].n_same + look->parts[i].n_newer
                  + (replace ? 0 : look->parts[i].n_different);
      }
  added = mdg_count_text (n_new);
  replaced = mdg_count_text (n_replaced);
  left = mdg_count_text (n_left);
  body = g_strdup_printf (
      _ ("Added: %s   Replaced: %s   Left as it is: %s\nDelete the file now: it is "
         "not needed any more."),
      added, replaced, left);
  mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_SUCCESS, _ ("The file was taken in."),
                         body);
}

static guint
get_parts (MdgMoveInPage *self)
{
  guint parts = 0;

  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    if (gtk_widget_get_visible (self->checks[i])
        && gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      parts |= 1u << i;
  return parts;
}

/* What was written there is looked for from now on. */
static void
watch_folder (MdgMoveInPage *self)
{
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();
  g_autoptr (GError) error = NULL;

  if (!g_strv_contains ((const char *const *)usual, self->folder)
      && !mdg_folder_setting_add (mdg_workplace_get_settings (get_workplace (self)),
                                  MDG_SETTING_CERTIFICATE_FOLDERS, self->folder, &error))
    g_warning ("the folder of the certificate files is not watched: %s", error->message);
}

static void
taken (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMoveInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTransferLook) look = mdg_transfer_take_finish (result, &error);
  gboolean replace;
  guint parts, n_settings = 0;

  if (self->page == NULL)
    return;
  set_busy (self, FALSE);
  if (look == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      return;
    }
  parts = get_parts (self);
  replace = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->replace));
  if ((parts & 1u << MDG_TRANSFER_SETTINGS) != 0)
    n_settings = mdg_move_take_settings (mdg_workplace_get_settings (get_workplace (self)),
                                         mdg_transfer_get_settings (self->transfer), replace);
  if ((parts & 1u << MDG_TRANSFER_FILES) != 0 && self->folder != NULL)
    watch_folder (self);
  begin (self);
  say_taken (self, look, parts, replace, n_settings);
  /* What other tabs have read of the records is out of date. */
  g_signal_emit_by_name (get_workplace (self), "cache-changed");
}

/* What a file calls it is no more than a suggestion. */
static char *
save_certificate (const char *folder, const char *name, GBytes *bytes, GError **error)
{
  g_autofree char *safe = mdg_free_name_safe (name);

  return mdg_free_name_write (folder, safe, bytes, error);
}

static void
take (MdgMoveInPage *self)
{
  g_autofree char *user = mdg_machine_user_name ();

  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  mdg_transfer_take_async (mdg_workplace_get_cache (get_workplace (self)), self->transfer,
                           get_parts (self),
                           gtk_check_button_get_active (GTK_CHECK_BUTTON (self->replace)),
                           self->folder, save_certificate, mdg_support_desk_get_now (self->desk),
                           user, self->cancellable, taken, g_object_ref (self));
}

static void
folder_chosen (GtkWidget *owner, const char *path)
{
  MdgMoveInPage *self = MDG_MOVE_IN_PAGE (owner);

  /* Meanwhile the window may have been locked, and the file closed. */
  if (path == NULL || self->transfer == NULL || self->cancellable != NULL)
    return;
  g_free (self->folder);
  self->folder = g_strdup (path);
  take (self);
}

/* Where certificate files come along, somebody says where they go. */
static void
ask_and_take (MdgMoveInPage *self)
{
  g_auto (GStrv) usual = mdg_certificate_finder_usual_folders ();

  if ((get_parts (self) & 1u << MDG_TRANSFER_FILES) == 0)
    take (self);
  else
    mdg_path_chooser_choose_folder (GTK_WIDGET (self), _ ("Folder for the certificate files"),
                                    usual[0], folder_chosen);
}

static void
files_toggled (MdgMoveInPage *self)
{
  mdg_widget_set_shown (self->identity, (get_parts (self) & 1u << MDG_TRANSFER_FILES) != 0);
}

/* looking ------------------------------------------------------------------------------------- */

static void
show_items (MdgMoveInPage *self, const MdgTransferLook *look)
{
  g_autofree char *summary = mdg_move_items_summary (look);

  mdg_move_items_fill (GTK_LIST_BOX (self->items), look);
  gtk_label_set_text (GTK_LABEL (self->summary), summary);
  mdg_widget_set_shown (self->summary, look->n_items > 0);
  mdg_widget_set_shown (self->items_frame, look->n_items > 0);
}

static void
show_look (MdgMoveInPage *self, MdgTransferLook *look)
{
  g_autofree char *when = mdg_date_time_text (look->made_at);
  g_autofree char *origin = g_strdup_printf (_ ("Written on %s by %s"), when, look->by_whom);
  g_autofree char *names = g_strjoinv (", ", look->different);
  g_autofree char *different = g_strdup_printf (_ ("Different here: %s"), names);
  guint n_different = 0;

  look->parts[MDG_TRANSFER_SETTINGS]
      = mdg_move_compare_settings (mdg_workplace_get_settings (get_workplace (self)),
                                   mdg_transfer_get_settings (self->transfer));
  gtk_label_set_text (GTK_LABEL (self->origin), origin);
  for (guint i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    {
      g_autofree char *count = mdg_move_count_text (&look->parts[i]);

      mdg_widget_set_shown (self->checks[i], count != NULL);
      mdg_widget_set_shown (self->counts[i], count != NULL);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), i != MDG_TRANSFER_FILES);
      gtk_label_set_text (GTK_LABEL (self->counts[i]), count != NULL ? count : "");
      n_different += look->parts[i].n_different;
    }
  show_items (self, look);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->replace), FALSE);
  mdg_widget_set_shown (self->replace, n_different > 0);
  gtk_label_set_text (GTK_LABEL (self->different), different);
  mdg_widget_set_shown (self->different, *names != '\0');
  mdg_widget_set_shown (self->asking, FALSE);
  mdg_widget_set_shown (self->looking, TRUE);
  gtk_button_set_label (GTK_BUTTON (self->next), _ ("_Take in"));
  mdg_widget_tidy_names (self->next);
  gtk_widget_grab_focus (self->next);
}

static void
looked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMoveInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTransferLook) look = mdg_transfer_look_finish (result, &error);

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  set_busy (self, FALSE);
  if (look != NULL && gtk_widget_get_mapped (GTK_WIDGET (self)))
    {
      show_look (self, look);
      return;
    }
  /* Nothing is taken in that was not seen before; nor does it stay open behind a locked window. */
  g_clear_pointer (&self->transfer, mdg_transfer_unref);
  if (error != NULL)
    mdg_page_show_error (MDG_PAGE (self->page), error);
  else
    begin (self);
}

/* Where what is wrong is the passphrase, at its field; else above. */
static void
show_fault (MdgMoveInPage *self, const GError *error)
{
  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_WRONG_PASSPHRASE))
    {
      mdg_field_set_fault (MDG_FIELD (self->passphrase_field),
                           _ ("The file does not open with this passphrase."));
      gtk_widget_grab_focus (self->passphrase_field);
    }
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_NOT_FOUND)
           || g_error_matches (error, MDG_ERROR, MDG_ERROR_INVALID_INPUT))
    mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_ERROR, _ ("This is no moving file."),
                           _ ("Nothing was changed. Choose the file that was written with “Move to "
                              "another terminal…”."));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_TOO_NEW))
    mdg_page_show_message (
        MDG_PAGE (self->page), MDG_MESSAGE_ERROR,
        _ ("A newer version of this program wrote the file."),
        _ ("Nothing was changed. Bring this program up to date, then take the file in."));
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_DAMAGED))
    mdg_page_show_message (
        MDG_PAGE (self->page), MDG_MESSAGE_ERROR, _ ("The file is damaged."),
        _ ("Nothing was changed. Perhaps it was not copied to its end: copy it anew, or write it "
           "once more on the old terminal."));
  else
    mdg_page_show_error (MDG_PAGE (self->page), error);
}

static void
opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgMoveInPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgTransfer) transfer = mdg_transfer_open_finish (result, &error);
  MdgCache *cache;

  if (self->page == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  cache = mdg_workplace_get_cache (get_workplace (self));
  if (transfer == NULL || cache == NULL)
    {
      set_busy (self, FALSE);
      if (error != NULL)
        show_fault (self, error);
      return;
    }
  self->transfer = g_steal_pointer (&transfer);
  mdg_transfer_look_async (cache, self->transfer, self->cancellable, looked, g_object_ref (self));
}

static void
open_file (MdgMoveInPage *self)
{
  g_autoptr (MdgSecret) passphrase
      = mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->passphrase));

  self->cancellable = g_cancellable_new ();
  set_busy (self, TRUE);
  mdg_transfer_open_async (self->path, passphrase, self->cancellable, opened, g_object_ref (self));
}

static void
next_clicked (MdgMoveInPage *self)
{
  const GError *why = mdg_workplace_get_cache_error (get_workplace (self));

  mdg_page_hide_message (MDG_PAGE (self->page));
  if (mdg_workplace_get_cache (get_workplace (self)) == NULL)
    {
      if (why != NULL)
        mdg_page_show_error (MDG_PAGE (self->page), why);
    }
  else if (self->transfer != NULL)
    ask_and_take (self);
  else if (self->path != NULL)
    open_file (self);
  else
    gtk_widget_activate (self->choose);
}

static void
entry_activated (MdgMoveInPage *self)
{
  mdg_page_activate_primary (MDG_PAGE (self->page));
}

static void
path_chosen (GtkWidget *owner, const char *path)
{
  MdgMoveInPage *self = MDG_MOVE_IN_PAGE (owner);
  g_autofree char *name = path != NULL ? g_filename_display_name (path) : NULL;

  if (path == NULL)
    return;
  g_free (self->path);
  self->path = g_strdup (path);
  gtk_label_set_text (GTK_LABEL (self->file), name);
  gtk_widget_grab_focus (self->passphrase_field);
}

static void
choose_clicked (MdgMoveInPage *self)
{
  mdg_path_chooser_open (GTK_WIDGET (self), _ ("Choose the moving file"), path_chosen);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_move_in_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_MOVE_IN_PAGE (widget)->choose);
}

/* What is open does not stay open for whoever comes next; what is being taken goes to its end. */
static void
mdg_move_in_page_unmap (GtkWidget *widget)
{
  MdgMoveInPage *self = MDG_MOVE_IN_PAGE (widget);

  if (self->cancellable == NULL)
    begin (self);
  GTK_WIDGET_CLASS (mdg_move_in_page_parent_class)->unmap (widget);
}

static void
mdg_move_in_page_dispose (GObject *object)
{
  MdgMoveInPage *self = MDG_MOVE_IN_PAGE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_MOVE_IN_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_move_in_page_parent_class)->dispose (object);
}

static void
mdg_move_in_page_finalize (GObject *object)
{
  MdgMoveInPage *self = MDG_MOVE_IN_PAGE (object);

  g_clear_object (&self->cancellable);
  g_clear_object (&self->desk);
  g_clear_pointer (&self->transfer, mdg_transfer_unref);
  g_free (self->path);
  g_free (self->folder);
  G_OBJECT_CLASS (mdg_move_in_page_parent_class)->finalize (object);
}

static void
mdg_move_in_page_class_init (MdgMoveInPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_move_in_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_move_in_page_finalize;
  widget_class->grab_focus = mdg_move_in_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_move_in_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  g_type_ensure (MDG_TYPE_SECRET_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/move-in-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, asking);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, choose);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, file);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, passphrase_field);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, passphrase);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, looking);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, origin);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, parts);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, summary);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, items_frame);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, items);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, identity);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, replace);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, different);
  gtk_widget_class_bind_template_child (widget_class, MdgMoveInPage, next);
  gtk_widget_class_bind_template_callback (widget_class, next_clicked);
  gtk_widget_class_bind_template_callback (widget_class, choose_clicked);
  gtk_widget_class_bind_template_callback (widget_class, entry_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_move_in_page_init (MdgMoveInPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_secret_field_allow_input_method (MDG_SECRET_FIELD (self->passphrase));
  for (int i = 0; i < MDG_TRANSFER_N_PARTS; i++)
    {
      self->checks[i] = gtk_check_button_new_with_label (mdg_move_part_text ((MdgTransferPart)i));
      self->counts[i] = mdg_widget_new_text (NULL, "quiet");
      gtk_widget_set_hexpand (self->counts[i], TRUE);
      gtk_grid_attach (GTK_GRID (self->parts), self->checks[i], 0, i, 1, 1);
      gtk_grid_attach (GTK_GRID (self->parts), self->counts[i], 1, i, 1, 1);
    }
  gtk_label_set_text (GTK_LABEL (self->identity), mdg_move_identity_warning ());
  g_signal_connect_object (self->checks[MDG_TRANSFER_FILES], "toggled", G_CALLBACK (files_toggled),
                           self, G_CONNECT_SWAPPED);
  mdg_widget_tidy_names (self->page);
  begin (self);
  files_toggled (self);
}

GtkWidget *
mdg_move_in_page_new (MdgSupportDesk *desk)
{
  MdgMoveInPage *self = g_object_new (MDG_TYPE_MOVE_IN_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

gboolean
mdg_move_in_page_has_looked (MdgMoveInPage *self)
{
  g_return_val_if_fail (MDG_IS_MOVE_IN_PAGE (self), FALSE);

  return self->transfer != NULL && gtk_widget_get_visible (self->looking);
}

gboolean
mdg_move_in_page_is_at_rest (MdgMoveInPage *self)
{
  g_return_val_if_fail (MDG_IS_MOVE_IN_PAGE (self), FALSE);

  return self->cancellable == NULL && self->transfer == NULL;
}
