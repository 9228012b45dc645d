/* conflict-card.c: one 備考 that two people changed.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/conflict-card.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "widgets/field.h"
#include "widgets/widget-tools.h"

struct _MdgConflictCard
{
  GtkWidget parent_instance;

  GtkWidget *title;
  GtkWidget *base;
  GtkWidget *mine;
  GtkWidget *theirs;
  GtkWidget *edited;
  GtkWidget *keep_mine;
  GtkWidget *keep_theirs;
  GtkWidget *send_edited;

  MdgAccountDesk *desk; /* (nullable) */
  gint64 number;        /* of the entry; 0: none yet */
  GCancellable *cancellable;
};

enum
{
  DECIDED,
  FAILED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgConflictCard, mdg_conflict_card, GTK_TYPE_WIDGET)

static void
decided (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_account_desk_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgConflictCard *self;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  if (done)
    g_signal_emit (self, signals[DECIDED], 0);
  else
    g_signal_emit (self, signals[FAILED], 0, error);
}

static void
decide (MdgConflictCard *self, MdgDecision decision)
{
  g_autofree char *edited
      = decision == MDG_DECIDE_EDITED
            ? mdg_account_note_line (gtk_editable_get_text (GTK_EDITABLE (self->edited)))
            : NULL;

  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  mdg_account_desk_decide_async (self->desk, self->number, decision, edited, self->cancellable,
                                 decided, self);
}

static void
mine_clicked (MdgConflictCard *self)
{
  decide (self, MDG_DECIDE_MINE);
}

static void
theirs_clicked (MdgConflictCard *self)
{
  decide (self, MDG_DECIDE_THEIRS);
}

static void
edited_clicked (MdgConflictCard *self)
{
  decide (self, MDG_DECIDE_EDITED);
}

static gboolean
mdg_conflict_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_CONFLICT_CARD (widget)->keep_mine);
}

static void
mdg_conflict_card_dispose (GObject *object)
{
  MdgConflictCard *self = MDG_CONFLICT_CARD (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_CONFLICT_CARD);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_conflict_card_parent_class)->dispose (object);
}

static void
mdg_conflict_card_finalize (GObject *object)
{
  g_clear_object (&MDG_CONFLICT_CARD (object)->cancellable);
  G_OBJECT_CLASS (mdg_conflict_card_parent_class)->finalize (object);
}

static void
mdg_conflict_card_class_init (MdgConflictCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_conflict_card_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_conflict_card_finalize;
  widget_class->grab_focus = mdg_conflict_card_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[DECIDED] = g_signal_new ("decided", MDG_TYPE_CONFLICT_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", MDG_TYPE_CONFLICT_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/accounts/conflict-card.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, title);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, base);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, mine);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, theirs);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, edited);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, keep_mine);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, keep_theirs);
  gtk_widget_class_bind_template_child (widget_class, MdgConflictCard, send_edited);
  gtk_widget_class_bind_template_callback (widget_class, mine_clicked);
  gtk_widget_class_bind_template_callback (widget_class, theirs_clicked);
  gtk_widget_class_bind_template_callback (widget_class, edited_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
mdg_conflict_card_init (MdgConflictCard *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_entry_set_max_length (GTK_ENTRY (self->edited), MDG_ACCOUNT_NOTE_MAX);
  mdg_widget_tidy_names (GTK_WIDGET (self));
  mdg_widget_set_label (GTK_WIDGET (self), self->title, NULL);
}

GtkWidget *
mdg_conflict_card_new (void)
{
  return g_object_new (MDG_TYPE_CONFLICT_CARD, NULL);
}

/* Several cards may stand below one another: each button says whose it is. */
static void
name_control (GtkWidget *control, const char *label, const char *account_id)
{
  g_autofree char *plain = mdg_widget_plain_label (label);
  g_autofree char *name = g_strdup_printf (_ ("%s: %s"), plain, account_id);

  mdg_widget_set_name (control, name);
}

static void
set_names (MdgConflictCard *self, const char *account_id)
{
  name_control (self->keep_mine, gtk_button_get_label (GTK_BUTTON (self->keep_mine)), account_id);
  name_control (self->keep_theirs, gtk_button_get_label (GTK_BUTTON (self->keep_theirs)),
                account_id);
  name_control (self->send_edited, gtk_button_get_label (GTK_BUTTON (self->send_edited)),
                account_id);
}

void
mdg_conflict_card_set (MdgConflictCard *self, MdgAccountDesk *desk, const MdgOutboxEntry *entry)
{
  g_autofree char *title = g_strdup_printf (
      _ ("%s: somebody else changed the note while yours was not sent yet. Which one is to stand?"),
      entry->account_id);
  g_autofree char *base
      = g_strdup_printf (_ ("Before: %s"), mdg_account_note_text (entry->base_note));

  g_return_if_fail (MDG_IS_CONFLICT_CARD (self));

  g_set_object (&self->desk, desk);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->base), base);
  gtk_label_set_text (GTK_LABEL (self->mine), mdg_account_note_text (entry->note));
  gtk_label_set_text (GTK_LABEL (self->theirs), mdg_account_note_text (entry->their_note));
  if (self->number != entry->number)
    {
      gtk_editable_set_text (GTK_EDITABLE (self->edited), entry->note);
      set_names (self, entry->account_id);
    }
  self->number = entry->number;
}
