/* readers-page.c: カードリーダー.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "readers/readers-page.h"

#include <glib/gi18n.h>

#include "error-text.h"
#include "print/hand-out.h"
#include "readers/card-text.h"
#include "readers/reader-sheet.h"
#include "readers/reader-text.h"
#include "widgets/cure-button.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgReadersPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *readers;
  GtkWidget *results;
  GtkWidget *print;
  GtkWidget *save_pdf;
  GtkWidget *check;

  MdgClock *clock;
  gboolean training;
  MdgReaderWatch *watch;
  MdgReaderLog *log;
  GPtrArray *cards;          /* names of readers with a card that can be checked */
  GPtrArray *waiting;        /* of these, those still to be checked; the first is being checked */
  GCancellable *checking;    /* (nullable): while a card is checked */
  GCancellable *cancellable; /* what else is under way */
  const char *last_check;    /* (nullable): what it came to, for the sheet; static */
};

enum
{
  CHANGED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgReadersPage, mdg_readers_page, GTK_TYPE_WIDGET)

/* readers ------------------------------------------------------------------------------------- */

/* @code: (nullable): of an error */
static void
add_row (GtkWidget *box,
         MdgStatusKind kind,
         const char *name,
         const char *title,
         const char *detail,
         const char *code)
{
  GtkWidget *row = mdg_status_row_new (name);

  mdg_status_row_set (MDG_STATUS_ROW (row), kind, title, detail);
  if (code != NULL)
    {
      GtkWidget *cure = mdg_cure_button_new ();

      mdg_cure_button_set_code (cure, code);
      mdg_status_row_add (MDG_STATUS_ROW (row), cure);
    }
  gtk_box_append (GTK_BOX (box), row);
}

static void
add_state (MdgReadersPage *self, const char *name, MdgReaderState state)
{
  MdgReaderText text = mdg_reader_text (state);

  add_row (self->readers, text.kind, name, text.title, text.detail,
           text.kind == MDG_STATUS_BAD ? mdg_error_code_nick (MDG_ERROR_NO_READER) : NULL);
}

/* The service stands first only when it is what is wrong. */
static void
show_readers (MdgReadersPage *self)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (self->watch);
  MdgReaderState whole = mdg_readers_state (mdg_reader_watch_get_service (self->watch), readers);
  gboolean runs = whole == MDG_READERS_NONE || whole == MDG_READERS_THERE;

  mdg_widget_clear_box (self->readers);
  if (!runs)
    add_state (self, _ ("Card reader service"), whole);
  if (whole == MDG_READERS_NONE)
    add_state (self, _ ("Card readers"), whole);
  for (guint i = 0; i < readers->len; i++)
    {
      const MdgReader *reader = readers->pdata[i];

      add_state (self, reader->name, mdg_reader_state (reader));
    }
  if (runs)
    add_state (self, _ ("Card reader service"), MDG_READERS_THERE);
}

/* (transfer full): of the readers with a card that can be checked */
static GPtrArray *
find_cards (MdgReadersPage *self)
{
  GPtrArray *readers = mdg_reader_watch_get_readers (self->watch);
  GPtrArray *cards = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < readers->len; i++)
    {
      const MdgReader *reader = readers->pdata[i];

      if (mdg_reader_state (reader) == MDG_READER_CARD)
        g_ptr_array_add (cards, g_strdup (reader->name));
    }
  return cards;
}

static void
clear_results (MdgReadersPage *self)
{
  mdg_widget_clear_box (self->results);
  mdg_widget_set_shown (self->results, FALSE);
}

static void
update_check (MdgReadersPage *self)
{
  gtk_widget_set_sensitive (self->check, self->checking == NULL && self->cards->len > 0);
}

/* What was found stays to be read after the card was lifted, until the next one is laid down. */
static void
readers_changed (MdgReadersPage *self)
{
  g_autoptr (GPtrArray) cards = find_cards (self);

  mdg_reader_log_note (self->log, mdg_reader_watch_get_service (self->watch),
                       mdg_reader_watch_get_readers (self->watch), mdg_clock_wall (self->clock));
  show_readers (self);
  for (guint i = 0; i < cards->len && self->checking == NULL; i++)
    if (!g_ptr_array_find_with_equal_func (self->cards, cards->pdata[i], g_str_equal, NULL))
      clear_results (self);
  g_ptr_array_unref (self->cards);
  self->cards = g_steal_pointer (&cards);
  update_check (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* the check ----------------------------------------------------------------------------------- */

static void
show_heading (MdgReadersPage *self, const char *reader)
{
  g_autofree char *text = g_strdup_printf (_ ("Card check: %s"), reader);

  gtk_box_append (GTK_BOX (self->results), mdg_widget_new_text (text, "section-title"));
  mdg_widget_set_shown (self->results, TRUE);
}

static void
show_check (MdgReadersPage *self, const MdgCardCheck *check)
{
  g_autoptr (GPtrArray) lines = mdg_card_text_new (check, mdg_clock_wall (self->clock));

  for (guint i = 0; i < lines->len; i++)
    {
      const MdgCardLine *line = lines->pdata[i];

      add_row (self->results, line->kind, line->name, line->title, line->detail, NULL);
    }
  self->last_check = mdg_card_text_kind (check->kind);
}

static void
show_failure (MdgReadersPage *self, const GError *error)
{
  g_autoptr (MdgErrorText) text = NULL;

  if (g_error_matches (error, MDG_ERROR, MDG_ERROR_IN_USE))
    {
      MdgReaderText state = mdg_reader_text (MDG_READER_CARD_IN_USE);

      add_row (self->results, state.kind, _ ("Card"), state.title, state.detail, NULL);
      self->last_check = state.title;
      return;
    }
  text = mdg_error_text_new (error);
  add_row (self->results, MDG_STATUS_BAD, _ ("Card"), text->happened, text->next, text->code);
  self->last_check = _ ("failed");
}

/* A card that does not answer must not keep the page alive, which is what gives it up. */
static gpointer
weak_ref_new (MdgReadersPage *self)
{
  GWeakRef *reference = g_new (GWeakRef, 1);

  g_weak_ref_init (reference, self);
  return reference;
}

/* Returns: (transfer full) (nullable) */
static MdgReadersPage *
weak_ref_free (gpointer data)
{
  GWeakRef *reference = data;
  MdgReadersPage *self = g_weak_ref_get (reference);

  g_weak_ref_clear (reference);
  g_free (reference);
  return self;
}

static void check_next (MdgReadersPage *self);

static void
checked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgReadersPage) self = weak_ref_free (data);
  g_autoptr (GError) error = NULL;
  MdgCardCheck check;
  gboolean good = mdg_card_check_finish (result, &check, &error);

  if (self == NULL)
    return;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_ptr_array_set_size (self->waiting, 0);
  else
    {
      show_heading (self, self->waiting->pdata[0]);
      if (good)
        show_check (self, &check);
      else
        show_failure (self, error);
      g_ptr_array_remove_index (self->waiting, 0);
    }
  check_next (self);
}

static void
check_next (MdgReadersPage *self)
{
  g_clear_object (&self->checking);
  if (self->waiting->len > 0)
    {
      self->checking = g_cancellable_new ();
      mdg_card_check_async (self->waiting->pdata[0], MDG_CARD_CHECK_PATIENCE, self->checking,
                            checked, weak_ref_new (self));
    }
  mdg_page_set_busy (MDG_PAGE (self->page), self->checking != NULL);
  update_check (self);
}

static void
check_clicked (MdgReadersPage *self)
{
  mdg_page_hide_message (MDG_PAGE (self->page));
  clear_results (self);
  g_ptr_array_set_size (self->waiting, 0);
  for (guint i = 0; i < self->cards->len; i++)
    g_ptr_array_add (self->waiting, g_strdup (self->cards->pdata[i]));
  check_next (self);
}

static void
cancel_clicked (MdgReadersPage *self)
{
  g_cancellable_cancel (self->checking);
}

/* the sheet for support ----------------------------------------------------------------------- */

static void
draw_first_page (gpointer sheet, cairo_t *cr, double width, double height)
{
  mdg_table_sheet_draw_page_on (sheet, 0, cr, width, height);
}

static void
draw_page (gpointer sheet, guint page, cairo_t *cr, double width, double height)
{
  mdg_table_sheet_draw_page_on (sheet, page, cr, width, height);
}

static guint
count_pages (gpointer sheet, double width, double height)
{
  return mdg_table_sheet_count_pages (sheet);
}

static MdgSecret *
sheet_to_pdf (gpointer sheet, GError **error)
{
  return mdg_table_sheet_to_pdf (sheet, NULL, NULL, error);
}

static char *
sheet_name (gpointer sheet)
{
  return mdg_table_sheet_suggest_name (sheet, "CardReaders");
}

static void
free_sheet (gpointer sheet)
{
  mdg_table_sheet_free (sheet);
}

static const MdgSheetKind kind = {
  .job_name = N_ ("Card readers, for support"),
  .draw_on = draw_first_page,
  .to_pdf = sheet_to_pdf,
  .suggest_name = sheet_name,
  .count_pages = count_pages,
  .draw_page_on = draw_page,
  .across = TRUE,
  .free_sheet = free_sheet,
};

static void
set_usable (gpointer page, gboolean usable)
{
  MdgReadersPage *self = page;

  gtk_widget_set_sensitive (self->print, usable);
  gtk_widget_set_sensitive (self->save_pdf, usable);
}

static void
hand_out (MdgReadersPage *self, gboolean on_paper)
{
  MdgTableSheet *sheet = mdg_reader_sheet_new (self->watch, self->log, self->last_check,
                                               mdg_clock_wall (self->clock), self->training);
  g_autoptr (MdgSheetPrinter) printer = mdg_sheet_printer_new_for (&kind, sheet);

  mdg_hand_out (printer, on_paper, MDG_PAGE (self->page), self->cancellable, set_usable, self);
}

static void
print_clicked (MdgReadersPage *self)
{
  hand_out (self, TRUE);
}

static void
save_pdf_clicked (MdgReadersPage *self)
{
  hand_out (self, FALSE);
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_readers_page_grab_focus (GtkWidget *widget)
{
  MdgReadersPage *self = MDG_READERS_PAGE (widget);

  return gtk_widget_grab_focus (gtk_widget_get_sensitive (self->check) ? self->check : self->print);
}

/* What a card said is not left open when somebody goes to another tab. */
static void
mdg_readers_page_unmap (GtkWidget *widget)
{
  MdgReadersPage *self = MDG_READERS_PAGE (widget);

  if (self->watch != NULL && self->checking == NULL)
    clear_results (self);
  GTK_WIDGET_CLASS (mdg_readers_page_parent_class)->unmap (widget);
}

static void
mdg_readers_page_dispose (GObject *object)
{
  MdgReadersPage *self = MDG_READERS_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  g_cancellable_cancel (self->checking);
  g_clear_object (&self->checking);
  if (self->watch != NULL)
    g_signal_handlers_disconnect_by_data (self->watch, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->clock);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_READERS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_readers_page_parent_class)->dispose (object);
}

static void
mdg_readers_page_finalize (GObject *object)
{
  MdgReadersPage *self = MDG_READERS_PAGE (object);

  g_object_unref (self->cancellable);
  mdg_reader_log_free (self->log);
  g_ptr_array_unref (self->cards);
  g_ptr_array_unref (self->waiting);
  G_OBJECT_CLASS (mdg_readers_page_parent_class)->finalize (object);
}

static void
mdg_readers_page_class_init (MdgReadersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_readers_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_readers_page_finalize;
  widget_class->grab_focus = mdg_readers_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  widget_class->unmap = mdg_readers_page_unmap;
  signals[CHANGED] = g_signal_new ("changed", MDG_TYPE_READERS_PAGE, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/readers/readers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, readers);
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, results);
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, print);
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, save_pdf);
  gtk_widget_class_bind_template_child (widget_class, MdgReadersPage, check);
  gtk_widget_class_bind_template_callback (widget_class, check_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
  gtk_widget_class_bind_template_callback (widget_class, print_clicked);
  gtk_widget_class_bind_template_callback (widget_class, save_pdf_clicked);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_readers_page_init (MdgReadersPage *self)
{
  self->cancellable = g_cancellable_new ();
  self->log = mdg_reader_log_new ();
  self->cards = g_ptr_array_new_with_free_func (g_free);
  self->waiting = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  self->watch = mdg_reader_watch_new ();
  g_signal_connect_object (self->watch, "changed", G_CALLBACK (readers_changed), self,
                           G_CONNECT_SWAPPED);
  show_readers (self);
}

GtkWidget *
mdg_readers_page_new (MdgClock *clock, gboolean training)
{
  MdgReadersPage *self = g_object_new (MDG_TYPE_READERS_PAGE, NULL);

  self->clock = g_object_ref (clock);
  self->training = training;
  return GTK_WIDGET (self);
}

GPtrArray *
mdg_readers_page_get_lines (MdgReadersPage *self, const char **last_check)
{
  g_return_val_if_fail (MDG_IS_READERS_PAGE (self), NULL);

  *last_check = self->last_check;
  return mdg_reader_lines_new (self->watch, self->log);
}

gboolean
mdg_readers_page_is_at_rest (MdgReadersPage *self)
{
  g_return_val_if_fail (MDG_IS_READERS_PAGE (self), FALSE);

  return self->checking == NULL
         && mdg_reader_watch_get_service (self->watch) != MDG_CARD_SERVICE_UNKNOWN;
}
