/* bundle-page.c: サポート用の情報を保存.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/bundle-page.h"

#include <glib/gi18n.h>

#include "core/log.h"
#include "support/bundle-facts.h"
#include "support/bundle-log.h"
#include "support/bundle-records.h"
#include "print/hand-out.h"
#include "widgets/page.h"
#include "widgets/text-file.h"
#include "widgets/widget-tools.h"

#define LOG_LINES 400
#define COLUMNS 3

struct _MdgBundlePage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *sections;
  GtkWidget *scroll;
  GtkWidget *preview;
  GtkWidget *back;
  GtkWidget *again;
  GtkWidget *save;
  GtkWidget *checks[MDG_N_BUNDLE_SECTIONS];

  MdgSupportDesk *desk;
  MdgBundle *bundle;
  gint64 gathered_at;
  char *text;                /* what is shown, and what is saved */
  guint n_waiting;           /* parts that are still being gathered */
  GCancellable *cancellable; /* (nullable): while they are */
};

G_DEFINE_FINAL_TYPE (MdgBundlePage, mdg_bundle_page, GTK_TYPE_WIDGET)

static guint
get_left_out (MdgBundlePage *self)
{
  guint bits = 0;

  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    if (!gtk_check_button_get_active (GTK_CHECK_BUTTON (self->checks[i])))
      bits |= 1u << i;
  return bits;
}

static void
show_text (MdgBundlePage *self)
{
  g_autofree char *text = mdg_bundle_to_text (self->bundle, get_left_out (self), self->gathered_at);

  gtk_widget_set_sensitive (self->save, self->n_waiting == 0);
  if (g_strcmp0 (text, self->text) == 0)
    return;
  g_free (self->text);
  self->text = g_steal_pointer (&text);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->preview)), self->text,
                            -1);
}

/* gathering ----------------------------------------------------------------------------------- */

static void
part_done (MdgBundlePage *self)
{
  self->n_waiting--;
  if (self->n_waiting == 0)
    {
      g_clear_object (&self->cancellable);
      mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
    }
  show_text (self);
}

static void
records_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgBundleRecords) records
      = mdg_bundle_records_finish (MDG_CACHE (source), result, &error);
  MdgBundlePage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  mdg_bundle_records_add (self->bundle, records, error);
  part_done (self);
}

static void
read_log (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = mdg_log_get_folder ();
  GError *error = NULL;
  GStrv lines = NULL;

  if (folder != NULL)
    lines = mdg_bundle_log_read (folder, LOG_LINES, &error);
  else
    error = mdg_error_new (MDG_ERROR_NOT_FOUND, "there is no log");
  if (lines != NULL)
    g_task_return_pointer (task, lines, (GDestroyNotify)g_strfreev);
  else
    g_task_return_error (task, error);
}

static void
log_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = g_task_propagate_pointer (G_TASK (result), &error);
  MdgBundlePage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  mdg_bundle_begin (self->bundle, MDG_BUNDLE_LOG);
  if (error != NULL)
    mdg_bundle_add_error (self->bundle, _ ("Error"), error);
  for (guint i = 0; lines != NULL && lines[i] != NULL; i++)
    mdg_bundle_add_line (self->bundle, lines[i]);
  part_done (self);
}

static void
stop (MdgBundlePage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->n_waiting = 0;
}

static void
gather_records (MdgBundlePage *self)
{
  MdgWorkplace *workplace = mdg_support_desk_get_workplace (self->desk);
  MdgCache *cache = mdg_workplace_get_cache (workplace);

  if (cache == NULL)
    {
      mdg_bundle_records_add (self->bundle, NULL, mdg_workplace_get_cache_error (workplace));
      return;
    }
  self->n_waiting++;
  mdg_bundle_records_async (cache, self->cancellable, records_known, self);
}

static void
gather_log (MdgBundlePage *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, self->cancellable, log_known, self);

  self->n_waiting++;
  g_task_run_in_thread (task, read_log);
}

static void
gather_facts (MdgBundlePage *self)
{
  mdg_bundle_facts_add (self->bundle, mdg_support_desk_get_workplace (self->desk));
  mdg_support_desk_add_facts (self->desk, self->bundle);
}

static void
gather (MdgBundlePage *self)
{
  stop (self);
  self->cancellable = g_cancellable_new ();
  self->gathered_at = mdg_support_desk_get_now (self->desk);
  mdg_page_hide_message (MDG_PAGE (self->page));
  gather_facts (self);
  gather_records (self);
  gather_log (self);
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  show_text (self);
}

/* saving -------------------------------------------------------------------------------------- */

static char *
get_text (gpointer data)
{
  return g_strdup (MDG_BUNDLE_PAGE (data)->text);
}

static void
saved (GtkWidget *owner, const char *path, const GError *error)
{
  mdg_hand_out_tell_saved (MDG_PAGE (MDG_BUNDLE_PAGE (owner)->page), path, error);
}

static void
save_clicked (MdgBundlePage *self)
{
  g_autoptr (GDateTime) when = g_date_time_new_from_unix_local (self->gathered_at);
  g_autofree char *name = g_date_time_format (when, "madoguchi-support-%Y%m%d.txt");

  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_text_file_save (GTK_WIDGET (self), _ ("Save information for support"), name, get_text, self,
                      NULL, saved);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_bundle_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_BUNDLE_PAGE (widget)->checks[0]);
}

static void
mdg_bundle_page_map (GtkWidget *widget)
{
  gather (MDG_BUNDLE_PAGE (widget));
  GTK_WIDGET_CLASS (mdg_bundle_page_parent_class)->map (widget);
}

static void
mdg_bundle_page_unmap (GtkWidget *widget)
{
  stop (MDG_BUNDLE_PAGE (widget));
  mdg_page_set_busy (MDG_PAGE (MDG_BUNDLE_PAGE (widget)->page), FALSE);
  GTK_WIDGET_CLASS (mdg_bundle_page_parent_class)->unmap (widget);
}

static void
mdg_bundle_page_dispose (GObject *object)
{
  MdgBundlePage *self = MDG_BUNDLE_PAGE (object);

  stop (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_BUNDLE_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  g_clear_object (&self->desk);
  G_OBJECT_CLASS (mdg_bundle_page_parent_class)->dispose (object);
}

static void
mdg_bundle_page_finalize (GObject *object)
{
  MdgBundlePage *self = MDG_BUNDLE_PAGE (object);

  mdg_bundle_free (self->bundle);
  g_free (self->text);
  G_OBJECT_CLASS (mdg_bundle_page_parent_class)->finalize (object);
}

static void
mdg_bundle_page_class_init (MdgBundlePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_bundle_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_bundle_page_finalize;
  widget_class->grab_focus = mdg_bundle_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->map = mdg_bundle_page_map;
  widget_class->unmap = mdg_bundle_page_unmap;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/support/bundle-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, sections);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, preview);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, again);
  gtk_widget_class_bind_template_child (widget_class, MdgBundlePage, save);
  gtk_widget_class_bind_template_callback (widget_class, gather);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_bundle_page_init (MdgBundlePage *self)
{
  self->bundle = mdg_bundle_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < MDG_N_BUNDLE_SECTIONS; i++)
    {
      self->checks[i]
          = gtk_check_button_new_with_label (mdg_bundle_section_words ((MdgBundleSection)i));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->checks[i]), TRUE);
      gtk_grid_attach (GTK_GRID (self->sections), self->checks[i], (int)i % COLUMNS,
                       (int)i / COLUMNS, 1, 1);
      g_signal_connect_object (self->checks[i], "toggled", G_CALLBACK (show_text), self,
                               G_CONNECT_SWAPPED);
    }
  mdg_widget_tidy_names (self->page);
}

GtkWidget *
mdg_bundle_page_new (MdgSupportDesk *desk)
{
  MdgBundlePage *self = g_object_new (MDG_TYPE_BUNDLE_PAGE, NULL);

  self->desk = g_object_ref (desk);
  return GTK_WIDGET (self);
}

void
mdg_bundle_page_refresh (MdgBundlePage *self)
{
  g_return_if_fail (MDG_IS_BUNDLE_PAGE (self));

  gather_facts (self);
  show_text (self);
}

gboolean
mdg_bundle_page_is_at_rest (MdgBundlePage *self)
{
  g_return_val_if_fail (MDG_IS_BUNDLE_PAGE (self), FALSE);

  return self->n_waiting == 0 && self->text != NULL;
}
