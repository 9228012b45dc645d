/* entry-choice.c: one of the backups that lie in a place.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/entry-choice.h"

#include <glib/gi18n.h>

#include "certificates/certificate-text.h"
#include "certificates/place-row.h"
#include "dates.h"
#include "widgets/choice-row.h"
#include "widgets/widget-tools.h"

#define SUBJECT "mdg-subject" /* of a row: its entry's path */
#define SPACING 6

struct _MdgEntryChoice
{
  GtkWidget parent_instance;

  GtkWidget *rows;
  GtkWidget *nothing;

  MdgCertificateDesk *desk;
  MdgBackupPlace *place; /* (nullable) */
  GPtrArray *shown;      /* (nullable): its entries, as they are shown */
};

static guint changed_signal;

G_DEFINE_FINAL_TYPE (MdgEntryChoice, mdg_entry_choice, GTK_TYPE_WIDGET)

static void
tell (MdgEntryChoice *self)
{
  g_signal_emit (self, changed_signal, 0);
}

/* (nullable) */
static GtkWidget *
active_row (MdgEntryChoice *self)
{
  return mdg_choice_row_find_active (self->rows);
}

static char *
entry_title (const MdgStickEntry *entry)
{
  g_autofree char *file = g_filename_display_basename (entry->path);
  const MdgBackupManifest *manifest = entry->manifest;
  const char *name;

  if (manifest == NULL)
    return g_steal_pointer (&file);
  name = mdg_certificate_title (manifest->institution_code, manifest->subject, "");
  return *name != '\0' ? g_strdup_printf ("%s  %s", name, manifest->original_name)
                       : g_strdup (manifest->original_name);
}

static char *
entry_detail (MdgEntryChoice *self, const MdgStickEntry *entry, MdgStanding *standing)
{
  gint64 now = mdg_certificate_desk_get_now (self->desk);
  MdgBackupFinding finding = mdg_place_entry_finding (self->desk, self->place, entry);
  g_autofree char *state_text = mdg_backup_finding_text (&finding, standing);
  g_autofree char *made = NULL;
  g_autofree char *until = NULL;
  g_autofree char *days = NULL;

  if (entry->manifest == NULL)
    return g_steal_pointer (&state_text);
  made = mdg_date_text (entry->manifest->made_at);
  if (entry->manifest->valid_until == 0)
    return g_strdup_printf (_ ("%s\nBacked up on %s"), state_text, made);
  until = mdg_date_text (entry->manifest->valid_until);
  days = mdg_certificate_days_text (entry->manifest->valid_until, now);
  return g_strdup_printf (_ ("%s\nBacked up on %s · valid until %s (%s)"), state_text, made, until,
                          days);
}

gboolean
mdg_entry_choice_is_fit (MdgStickState state)
{
  return state != MDG_STICK_MISSING && state != MDG_STICK_DAMAGED && state != MDG_STICK_UNREADABLE;
}

static void
add_entry (MdgEntryChoice *self, const MdgStickEntry *entry, const char *active)
{
  GtkWidget *row = mdg_choice_row_new ("certificate");
  GtkWidget *first = gtk_widget_get_first_child (self->rows);
  MdgStanding standing;
  g_autofree char *title = entry_title (entry);
  g_autofree char *detail = entry_detail (self, entry, &standing);
  gboolean fit
      = mdg_entry_choice_is_fit (mdg_place_entry_finding (self->desk, self->place, entry).state);

  g_object_set_data_full (G_OBJECT (row), SUBJECT, g_strdup (entry->path), g_free);
  mdg_choice_row_set_group (MDG_CHOICE_ROW (row), MDG_CHOICE_ROW (first));
  mdg_choice_row_set_words (MDG_CHOICE_ROW (row), title, fit ? detail : NULL);
  mdg_choice_row_set_fault (MDG_CHOICE_ROW (row), fit ? NULL : detail);
  gtk_widget_add_css_class (row, mdg_standing_class (standing));
  gtk_box_append (GTK_BOX (self->rows), row);
  if (fit && (g_strcmp0 (entry->path, active) == 0 || active_row (self) == NULL))
    mdg_choice_row_set_active (MDG_CHOICE_ROW (row), TRUE);
  g_signal_connect_object (row, "toggled", G_CALLBACK (tell), self, G_CONNECT_SWAPPED);
}

static gboolean
has_focus (GtkWidget *box)
{
  GtkRoot *root = gtk_widget_get_root (box);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, box);
}

/* overrides ----------------------------------------------------------------------------------- */

static void
mdg_entry_choice_dispose (GObject *object)
{
  MdgEntryChoice *self = MDG_ENTRY_CHOICE (object);

  g_clear_object (&self->place);
  g_clear_object (&self->desk);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_entry_choice_parent_class)->dispose (object);
}

static void
mdg_entry_choice_finalize (GObject *object)
{
  g_clear_pointer (&MDG_ENTRY_CHOICE (object)->shown, g_ptr_array_unref);
  G_OBJECT_CLASS (mdg_entry_choice_parent_class)->finalize (object);
}

static void
mdg_entry_choice_class_init (MdgEntryChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_entry_choice_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_entry_choice_finalize;
  GTK_WIDGET_CLASS (klass)->focus = mdg_widget_focus_child;
  changed_signal = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_entry_choice_init (MdgEntryChoice *self)
{
  GtkWidget *both = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, SPACING);
  gtk_widget_set_name (self->rows, "entries"); /* for the tour */
  self->nothing = mdg_widget_new_text (_ ("No backup lies here. Is it another stick?"), NULL);
  gtk_box_append (GTK_BOX (both), self->rows);
  gtk_box_append (GTK_BOX (both), self->nothing);
  gtk_widget_set_parent (both, GTK_WIDGET (self));
}

void
mdg_entry_choice_set_desk (MdgEntryChoice *self, MdgCertificateDesk *desk)
{
  g_return_if_fail (MDG_IS_ENTRY_CHOICE (self));

  g_set_object (&self->desk, desk);
}

void
mdg_entry_choice_show (MdgEntryChoice *self, MdgBackupPlace *place)
{
  g_return_if_fail (MDG_IS_ENTRY_CHOICE (self));

  gboolean focus = has_focus (self->rows);
  GtkWidget *row = active_row (self);
  g_autofree char *active
      = row != NULL ? g_strdup (g_object_get_data (G_OBJECT (row), SUBJECT)) : NULL;
  GPtrArray *entries = place != NULL ? mdg_backup_place_get_entries (place) : NULL;

  g_set_object (&self->place, place);
  g_clear_pointer (&self->shown, g_ptr_array_unref);
  self->shown = entries != NULL ? g_ptr_array_ref (entries) : NULL;
  mdg_widget_clear_box (self->rows);
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    add_entry (self, entries->pdata[i], active);
  mdg_widget_set_shown (self->rows, entries != NULL && entries->len > 0);
  mdg_widget_set_shown (self->nothing, entries != NULL && entries->len == 0);
  tell (self);
  if (focus && active_row (self) != NULL)
    gtk_widget_grab_focus (active_row (self));
}

GPtrArray *
mdg_entry_choice_get_shown (MdgEntryChoice *self)
{
  g_return_val_if_fail (MDG_IS_ENTRY_CHOICE (self), NULL);

  return self->shown;
}

const MdgStickEntry *
mdg_entry_choice_get_chosen (MdgEntryChoice *self)
{
  g_return_val_if_fail (MDG_IS_ENTRY_CHOICE (self), NULL);

  GtkWidget *row = active_row (self);
  const char *path = row != NULL ? g_object_get_data (G_OBJECT (row), SUBJECT) : NULL;

  for (guint i = 0; path != NULL && self->shown != NULL && i < self->shown->len; i++)
    {
      const MdgStickEntry *entry = self->shown->pdata[i];

      if (g_strcmp0 (entry->path, path) == 0)
        return entry;
    }
  return NULL;
}
