/* recovery-card.c: a new recovery code: printed, and asked for once.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "start/recovery-card.h"

#include <glib/gi18n.h>

#include "start/recovery-sheet.h"
#include "platform/machine.h"
#include "print/sheet-printer.h"
#include "widgets/field.h"
#include "widgets/secret-field.h"
#include "widgets/secret-label.h"
#include "widgets/widget-tools.h"

typedef void (*HandOut) (MdgSheetPrinter *printer,
                         GtkWindow *parent,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);

struct _MdgRecoveryCard
{
  GtkWidget parent_instance;

  GtkWidget *print;
  GtkWidget *save;
  GtkWidget *field;
  GtkWidget *typed;

  MdgWorkplace *workplace;
  MdgPageFrame *page;
  MdgWay way;
  MdgSecret *code;
  GCancellable *job; /* (nullable): while a sheet is handed out */
  gboolean is_out;   /* there is one */
};

enum
{
  ACTIVATE,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgRecoveryCard, mdg_recovery_card, GTK_TYPE_WIDGET)

static const char *const ways[] = {
  [MDG_WAY_TRAINING] = NC_ ("way", "Training"),
  [MDG_WAY_GATEWAY] = NC_ ("way", "Gateway"),
  [MDG_WAY_ASSIST] = NC_ ("way", "Beside the browser"),
};

const char *
mdg_way_get_words (MdgWay way)
{
  return g_dpgettext2 (NULL, "way", ways[way]);
}

static void
draw_sheet (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_recovery_sheet_draw_on (sheet, cr, width, height);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_recovery_sheet_to_pdf (sheet, error);
}

static char *
suggest_name (gpointer sheet)
{
  return mdg_recovery_sheet_suggest_name (sheet);
}

static const MdgSheetKind kind = {
  .job_name = N_ ("Recovery code sheet"),
  .draw_on = draw_sheet,
  .to_pdf = sheet_to_pdf,
  .suggest_name = suggest_name,
  .free_sheet = (GDestroyNotify)mdg_recovery_sheet_free,
};

/* @job: (transfer full) (nullable) */
static void
set_job (MdgRecoveryCard *self, GCancellable *job)
{
  g_clear_object (&self->job);
  self->job = job;
  gtk_widget_set_sensitive (self->print, job == NULL);
  gtk_widget_set_sensitive (self->save, job == NULL);
}

static void
tell_outcome (MdgRecoveryCard *self, MdgSheetOutcome outcome, const char *path)
{
  if (outcome == MDG_SHEET_PRINTED || outcome == MDG_SHEET_SAVED)
    {
      self->is_out = TRUE;
      mdg_field_set_fault (MDG_FIELD (self->field), NULL); /* that there was none */
    }
  if (outcome == MDG_SHEET_PRINTED)
    mdg_page_show_message (self->page, MDG_MESSAGE_SUCCESS,
                           _ ("The recovery code was sent to the printer."),
                           _ ("Take the sheet and type the code from it below."));
  else if (outcome == MDG_SHEET_SAVED)
    {
      g_autofree char *shown = g_filename_display_name (path);
      g_autofree char *body = g_strdup_printf (
          _ ("%s\nPut it where only staff can get at it, not on this computer."), shown);

      mdg_page_show_message (self->page, MDG_MESSAGE_SUCCESS,
                             _ ("The recovery code was saved as PDF."), body);
    }
}

static void
handed_out (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgRecoveryCard) self = data;
  MdgSheetPrinter *printer = MDG_SHEET_PRINTER (source);
  g_autoptr (GError) error = NULL;
  MdgSheetOutcome outcome = mdg_sheet_printer_finish (printer, result, &error);

  if (self->workplace == NULL)
    return;
  set_job (self, NULL);
  if (outcome == MDG_SHEET_FAILED)
    mdg_page_show_error (self->page, error);
  else
    tell_outcome (self, outcome, mdg_sheet_printer_get_path (printer));
  gtk_widget_grab_focus (self->typed);
}

static void
hand_out (MdgRecoveryCard *self, HandOut how)
{
  g_autofree char *user = mdg_machine_user_name ();
  g_autoptr (MdgSheetPrinter) printer = NULL;
  MdgRecoverySheet *sheet;

  if (self->job != NULL)
    return;
  mdg_page_hide_message (self->page);
  sheet = mdg_recovery_sheet_new (self->code, mdg_way_get_words (self->way), g_get_host_name (),
                                  mdg_clock_wall (mdg_workplace_get_clock (self->workplace)), user);
  printer = mdg_sheet_printer_new_for (&kind, sheet);
  set_job (self, g_cancellable_new ());
  how (printer, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), self->job, handed_out,
       g_object_ref (self));
}

static void
print_clicked (MdgRecoveryCard *self)
{
  hand_out (self, mdg_sheet_printer_print_async);
}

static void
save_clicked (MdgRecoveryCard *self)
{
  hand_out (self, mdg_sheet_printer_save_async);
}

static void
activated (MdgRecoveryCard *self)
{
  g_signal_emit (self, signals[ACTIVATE], 0);
}

static void
code_changed (MdgRecoveryCard *self)
{
  mdg_field_set_fault (MDG_FIELD (self->field), NULL);
}

static gboolean
mdg_recovery_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_RECOVERY_CARD (widget)->print);
}

static void
mdg_recovery_card_dispose (GObject *object)
{
  MdgRecoveryCard *self = MDG_RECOVERY_CARD (object);

  g_cancellable_cancel (self->job);
  g_clear_object (&self->job);
  g_clear_object (&self->workplace);
  g_clear_pointer (&self->code, mdg_secret_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_recovery_card_parent_class)->dispose (object);
}

static void
mdg_recovery_card_class_init (MdgRecoveryCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_recovery_card_dispose;
  widget_class->grab_focus = mdg_recovery_card_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[ACTIVATE] = g_signal_new ("activate", MDG_TYPE_RECOVERY_CARD, G_SIGNAL_RUN_LAST, 0, NULL,
                                    NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
}

static void
mdg_recovery_card_init (MdgRecoveryCard *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 14);
}

/* The label groups it by itself, sixteen a line, as the sheet does. */
static MdgSecret *
without_gaps (MdgSecret *code)
{
  char **groups = g_strsplit (mdg_secret_get_string (code), " ", -1);
  char *joined = g_strjoinv (NULL, groups);
  MdgSecret *secret = mdg_secret_new_from_string (joined);

  mdg_wipe_string (joined);
  for (guint i = 0; groups[i] != NULL; i++)
    mdg_wipe_string (groups[i]);
  g_free (groups);
  return secret;
}

static GtkWidget *
add_button (GtkWidget *row, const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_signal_connect_object (button, "clicked", clicked, data, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (row), button);
  return button;
}

static void
add_code (MdgRecoveryCard *self)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = mdg_widget_new_text (_ ("Recovery code"), "section-title");
  GtkWidget *label = mdg_secret_label_new ();
  g_autoptr (MdgSecret) shown = without_gaps (self->code);

  gtk_widget_add_css_class (card, "card");
  mdg_secret_label_set_secret (MDG_SECRET_LABEL (label), shown);
  mdg_secret_label_set_title (MDG_SECRET_LABEL (label), title);
  gtk_box_append (GTK_BOX (card), title);
  gtk_box_append (GTK_BOX (card), label);
  self->print = add_button (row, _ ("P_rint…"), G_CALLBACK (print_clicked), self);
  self->save = add_button (row, _ ("Save as P_DF…"), G_CALLBACK (save_clicked), self);
  gtk_widget_set_name (self->save, "save");
  gtk_box_append (GTK_BOX (card), row);
  gtk_widget_set_parent (card, GTK_WIDGET (self));
}

GtkWidget *
mdg_recovery_card_new (MdgWorkplace *workplace, MdgPageFrame *page, MdgWay way, MdgSecret *code)
{
  MdgRecoveryCard *self = g_object_new (MDG_TYPE_RECOVERY_CARD, NULL);

  self->workplace = g_object_ref (workplace);
  self->page = page;
  self->way = way;
  self->code = mdg_secret_ref (code);
  add_code (self);
  self->typed = mdg_secret_field_new ();
  gtk_widget_set_name (self->typed, "code");
  self->field = mdg_field_new (_ ("Type the recovery code from the _paper"), self->typed);
  g_object_set (self->field, "hint",
                _ ("So that it is certain that the paper is there and can be read. Capital and "
                   "small letters and gaps do not matter."),
                NULL);
  g_signal_connect_object (self->typed, "changed", G_CALLBACK (code_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->typed, "activate", G_CALLBACK (activated), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_parent (self->field, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}

MdgSecret *
mdg_recovery_card_get_typed (MdgRecoveryCard *self)
{
  g_return_val_if_fail (MDG_IS_RECOVERY_CARD (self), NULL);

  return mdg_secret_field_get_secret (MDG_SECRET_FIELD (self->typed));
}

gboolean
mdg_recovery_card_is_out (MdgRecoveryCard *self)
{
  g_return_val_if_fail (MDG_IS_RECOVERY_CARD (self), FALSE);

  if (self->is_out)
    return TRUE;
  mdg_field_set_fault (MDG_FIELD (self->field),
                       _ ("There is no sheet yet. Print it, or save it as PDF; what is read off "
                          "the screen is not there on the day it is needed."));
  gtk_widget_grab_focus (self->print);
  return FALSE;
}

void
mdg_recovery_card_refuse (MdgRecoveryCard *self, gboolean empty)
{
  g_return_if_fail (MDG_IS_RECOVERY_CARD (self));

  mdg_field_set_fault (MDG_FIELD (self->field),
                       empty ? _ ("Print the code, and type it from the paper.")
                             : _ ("This is not the code on the newest sheet. Compare it group by "
                                  "group."));
  gtk_widget_grab_focus (self->typed);
}
