/* totals-page.c: 受付の流れ.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/totals-page.h"

#include <glib/gi18n.h>

#include "consent/reception-text.h"
#include "consent/reception-totals.h"
#include "consent/sheet-bar.h"
#include "dates.h"
#include "widgets/page.h"
#include "widgets/stream-view.h"
#include "widgets/widget-tools.h"

struct _MdgTotalsPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *period;
  GtkWidget *earlier;
  GtkWidget *which;
  GtkWidget *later;
  GtkWidget *looked_for;
  GtkWidget *as_table;
  GtkWidget *picture;
  GtkWidget *view;
  GtkWidget *table_place;
  GtkWidget *table;
  GtkWidget *empty;
  GtkWidget *back;
  GtkWidget *sheets;

  MdgReceptionDesk *desk;
  MdgReceptionQuery query;
  char *words;               /* (nullable): what is looked for */
  GPtrArray *totals;         /* (nullable): of MdgReceptionTotals, in the order of time */
  GCancellable *cancellable; /* of the question under way */
  gboolean asking;
  gboolean again; /* receptions came since it was asked */
  gboolean setting;
};

G_DEFINE_FINAL_TYPE (MdgTotalsPage, mdg_totals_page, GTK_TYPE_WIDGET)

/* which period -------------------------------------------------------------------------------- */

static MdgPeriod
chosen_period (MdgTotalsPage *self)
{
  return (MdgPeriod)gtk_drop_down_get_selected (GTK_DROP_DOWN (self->period));
}

static guint
n_totals (MdgTotalsPage *self)
{
  return self->totals != NULL ? self->totals->len : 0;
}

/* (nullable). The newest stands first in the list. */
static const MdgReceptionTotals *
chosen_totals (MdgTotalsPage *self)
{
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  return selected < n_totals (self) ? self->totals->pdata[n_totals (self) - 1 - selected] : NULL;
}

/* "2026年11月: 1,234件" (transfer full) */
static char *
describe (MdgTotalsPage *self, const MdgReceptionTotals *totals)
{
  g_autofree char *number = mdg_count_text (totals->n);
  g_autofree char *first = mdg_date_text (mdg_reception_noon (totals->first_day));
  g_autoptr (GDateTime) day
      = g_date_time_new_from_unix_utc (mdg_reception_noon (totals->first_day));
  g_autofree char *when = NULL;

  switch (chosen_period (self))
    {
    case MDG_PERIOD_MONTH:
      /* Translators: year and month */
      when = g_strdup_printf (_ ("%04d-%02d"), g_date_time_get_year (day),
                              g_date_time_get_month (day));
      break;
    case MDG_PERIOD_WEEK:
      /* Translators: the first day of a week */
      when = g_strdup_printf (_ ("Week from %s"), first);
      break;
    case MDG_PERIOD_DAY:
      when = g_strdup (first);
      break;
    case MDG_PERIOD_WHOLE:
    default:
      /* Translators: a day */
      when = g_strdup_printf (_ ("From %s"), first);
      break;
    }
  /* Translators: a period, and a number of receptions */
  return g_strdup_printf (ngettext ("%s: %s reception", "%s: %s receptions", (gulong)totals->n),
                          when, number);
}

/* what is shown ------------------------------------------------------------------------------- */

static void
add_line (MdgTotalsPage *self, const char *text, const char *css_class)
{
  gtk_box_append (GTK_BOX (self->table), mdg_widget_new_text (text, css_class));
}

/* The picture's numbers, station by station. */
static void
fill_table (MdgTotalsPage *self, const MdgReceptionTotals *totals)
{
  const MdgStreamWords *words = mdg_stream_words ();
  guint station = G_MAXUINT;

  mdg_widget_clear_box (self->table);
  for (guint node = 0; totals != NULL && node < MDG_N_NODES; node++)
    {
      gint64 n = mdg_reception_totals_through (totals, (MdgReceptionNode)node);
      g_autofree char *count = words->count (n, totals->n);
      g_autofree char *line = g_strdup_printf (_ ("%s: %s"), words->nodes[node], count);

      if (n == 0)
        continue;
      if (mdg_reception_node_station ((MdgReceptionNode)node) != station)
        {
          station = mdg_reception_node_station ((MdgReceptionNode)node);
          add_line (self, words->stations[station], "section-title");
        }
      add_line (self, line, NULL);
    }
}

static void
update_shown (MdgTotalsPage *self)
{
  const MdgReceptionTotals *totals = chosen_totals (self);
  gboolean table = gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (self->as_table));
  guint selected = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which));

  mdg_widget_set_shown (self->picture, totals != NULL && !table);
  mdg_widget_set_shown (self->table_place, totals != NULL && table);
  mdg_widget_set_shown (self->empty, totals == NULL && !self->asking);
  gtk_widget_set_sensitive (self->sheets, totals != NULL);
  gtk_widget_set_sensitive (self->earlier, totals != NULL && selected + 1 < n_totals (self));
  gtk_widget_set_sensitive (self->later, totals != NULL && selected > 0);
  gtk_widget_set_sensitive (self->which, n_totals (self) > 1);
}

static void
show_chosen (MdgTotalsPage *self)
{
  const MdgReceptionTotals *totals = chosen_totals (self);

  mdg_stream_view_set_totals (MDG_STREAM_VIEW (self->view), totals, mdg_stream_words ());
  fill_table (self, totals);
  update_shown (self);
}

/* @first_day: of the period to be shown, if there is one; 0: the newest */
static void
fill_which (MdgTotalsPage *self, int first_day)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  guint selected = 0;

  for (guint i = n_totals (self); i-- > 0;)
    {
      const MdgReceptionTotals *totals = self->totals->pdata[i];
      g_autofree char *text = describe (self, totals);

      gtk_string_list_append (list, text);
      if (totals->first_day == first_day)
        selected = n_totals (self) - 1 - i;
    }
  self->setting = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->which), G_LIST_MODEL (list));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which), selected);
  self->setting = FALSE;
  show_chosen (self);
}

/* counting ------------------------------------------------------------------------------------ */

static void ask (MdgTotalsPage *self);

static void
counted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) totals = mdg_reception_totals_finish (result, &error);
  MdgTotalsPage *self;
  const MdgReceptionTotals *shown;
  int first_day;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self = data;
  self->asking = FALSE;
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  if (totals == NULL)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      update_shown (self);
      return;
    }
  shown = chosen_totals (self);
  first_day = shown != NULL ? shown->first_day : 0;
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  self->totals = g_steal_pointer (&totals);
  fill_which (self, first_day);
  if (self->again)
    ask (self);
}

static void
drop_question (MdgTotalsPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->asking = FALSE;
}

static void
ask (MdgTotalsPage *self)
{
  MdgCache *cache = mdg_workplace_get_cache (mdg_reception_desk_get_workplace (self->desk));

  drop_question (self);
  self->again = FALSE;
  if (cache == NULL)
    {
      g_clear_pointer (&self->totals, g_ptr_array_unref);
      fill_which (self, 0);
      return;
    }
  self->asking = TRUE;
  self->cancellable = g_cancellable_new ();
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  mdg_reception_totals_async (cache, &self->query, chosen_period (self), self->cancellable, counted,
                              self);
}

static void
ask_afresh (MdgTotalsPage *self)
{
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  ask (self);
}

/* One question at a time, however many receptions come; none while nobody looks. */
static void
receptions_changed (MdgTotalsPage *self)
{
  if (self->asking || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->again = TRUE;
  else
    ask (self);
}

static void
mapped (MdgTotalsPage *self)
{
  if (self->again && !self->asking)
    ask (self);
}

/* acts ---------------------------------------------------------------------------------------- */

static void
period_chosen (MdgTotalsPage *self)
{
  if (self->desk != NULL)
    ask_afresh (self);
}

static void
which_chosen (MdgTotalsPage *self)
{
  if (!self->setting)
    show_chosen (self);
}

static void
step (MdgTotalsPage *self, int by)
{
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->which),
                              gtk_drop_down_get_selected (GTK_DROP_DOWN (self->which)) + (guint)by);
}

static void
earlier_clicked (MdgTotalsPage *self)
{
  step (self, 1);
}

static void
later_clicked (MdgTotalsPage *self)
{
  step (self, -1);
}

/* (transfer full) (nullable) */
static MdgPictureSheet *
make_sheet (MdgTotalsPage *self)
{
  const MdgReceptionTotals *totals = chosen_totals (self);
  MdgWorkplace *workplace = mdg_reception_desk_get_workplace (self->desk);
  gint64 now = mdg_clock_wall (mdg_workplace_get_clock (workplace));
  g_autofree char *period = totals != NULL ? describe (self, totals) : NULL;
  g_autofree char *line
      = mdg_reception_sheet_line (period, self->words, mdg_workplace_is_training (workplace));
  g_autofree char *date = mdg_date_time_text (now);
  /* Translators: printed on this day */
  g_autofree char *foot = g_strdup_printf (
      _ ("A stream is as wide as many receptions went there. Made on %s by Madoguchi."), date);
  MdgPictureWords words = { _ ("Streams of receptions"), line, foot };

  return totals != NULL ? mdg_stream_sheet_new (totals, mdg_stream_words (), &words, now) : NULL;
}

/* overrides ----------------------------------------------------------------------------------- */

static gboolean
mdg_totals_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_TOTALS_PAGE (widget)->back);
}

static void
mdg_totals_page_dispose (GObject *object)
{
  MdgTotalsPage *self = MDG_TOTALS_PAGE (object);

  drop_question (self);
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_clear_object (&self->desk);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_TOTALS_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_totals_page_parent_class)->dispose (object);
}

static void
mdg_totals_page_finalize (GObject *object)
{
  MdgTotalsPage *self = MDG_TOTALS_PAGE (object);

  g_free (self->words);
  g_clear_pointer (&self->totals, g_ptr_array_unref);
  G_OBJECT_CLASS (mdg_totals_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/consent/totals-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, period);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, earlier);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, which);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, later);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, looked_for);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, as_table);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, picture);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, view);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, table_place);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, table);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, empty);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, back);
  gtk_widget_class_bind_template_child (widget_class, MdgTotalsPage, sheets);
  gtk_widget_class_bind_template_callback (widget_class, period_chosen);
  gtk_widget_class_bind_template_callback (widget_class, which_chosen);
  gtk_widget_class_bind_template_callback (widget_class, earlier_clicked);
  gtk_widget_class_bind_template_callback (widget_class, later_clicked);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_larger);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_smaller);
  gtk_widget_class_bind_template_callback (widget_class, mdg_picture_view_fit);
  gtk_widget_class_bind_template_callback (widget_class, update_shown);
  gtk_widget_class_bind_template_callback (widget_class, make_sheet);
}

static void
mdg_totals_page_class_init (MdgTotalsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_totals_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = mdg_totals_page_finalize;
  widget_class->grab_focus = mdg_totals_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_STREAM_VIEW);
  g_type_ensure (MDG_TYPE_SHEET_BAR);
  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_totals_page_init (MdgTotalsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
}

/* public -------------------------------------------------------------------------------------- */

GtkWidget *
mdg_totals_page_new (MdgReceptionDesk *desk)
{
  MdgTotalsPage *self = g_object_new (MDG_TYPE_TOTALS_PAGE, NULL);

  self->desk = g_object_ref (desk);
  g_signal_connect_object (desk, "receptions-changed", G_CALLBACK (receptions_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "cache-changed", G_CALLBACK (ask_afresh), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mdg_totals_page_count (MdgTotalsPage *self, const MdgReceptionQuery *query, const char *words)
{
  g_return_if_fail (MDG_IS_TOTALS_PAGE (self));

  self->query = *query;
  g_free (self->words);
  self->words = g_strdup (words);
  gtk_label_set_text (GTK_LABEL (self->looked_for), words != NULL ? words : "");
  gtk_widget_set_tooltip_text (self->looked_for, words);
  mdg_page_hide_message (MDG_PAGE (self->page));
  ask_afresh (self);
}

gboolean
mdg_totals_page_is_counted (MdgTotalsPage *self)
{
  g_return_val_if_fail (MDG_IS_TOTALS_PAGE (self), FALSE);

  return self->totals != NULL && !self->asking;
}
