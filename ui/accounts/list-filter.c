/* list-filter.c: which accounts are looked for, and in which order.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/list-filter.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "accounts/list-columns.h"
#include "widgets/widget-tools.h"

#define N_STATUSES (MDG_ACCOUNT_ENDED + 1)
#define N_SORTS (MDG_SORT_FACILITY + 1)

struct _MdgListFilter
{
  GtkWidget parent_instance;

  GtkWidget *search;
  GtkWidget *pending;
  GtkWidget *kind;
  GtkWidget *status;
  GtkWidget *sort;
  GtkWidget *descending;

  gboolean setting; /* the fields are set by us */
};

enum
{
  CHANGED,
  SORT_CHOSEN,
  FOUND,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgListFilter, mdg_list_filter, GTK_TYPE_WIDGET)

static guint
get_selected (GtkWidget *drop_down)
{
  return gtk_drop_down_get_selected (GTK_DROP_DOWN (drop_down));
}

static void
query_changed (MdgListFilter *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
sort_chosen (MdgListFilter *self)
{
  if (!self->setting)
    g_signal_emit (self, signals[SORT_CHOSEN], 0);
}

static void
search_activated (MdgListFilter *self)
{
  g_signal_emit (self, signals[FOUND], 0);
}

static gboolean
mdg_list_filter_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_LIST_FILTER (widget)->search);
}

static void
mdg_list_filter_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_LIST_FILTER);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_list_filter_parent_class)->dispose (object);
}

static guint
new_signal (const char *name)
{
  return g_signal_new (name, MDG_TYPE_LIST_FILTER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
mdg_list_filter_class_init (MdgListFilterClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_list_filter_dispose;
  widget_class->grab_focus = mdg_list_filter_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  signals[CHANGED] = new_signal ("changed");
  signals[SORT_CHOSEN] = new_signal ("sort-chosen");
  signals[FOUND] = new_signal ("found");
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/list-filter.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, search);
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, pending);
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, kind);
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, status);
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, sort);
  gtk_widget_class_bind_template_child (widget_class, MdgListFilter, descending);
  gtk_widget_class_bind_template_callback (widget_class, query_changed);
  gtk_widget_class_bind_template_callback (widget_class, sort_chosen);
  gtk_widget_class_bind_template_callback (widget_class, search_activated);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
fill_drop_downs (MdgListFilter *self)
{
  g_autoptr (GtkStringList) kinds = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) statuses = gtk_string_list_new (NULL);
  g_autoptr (GtkStringList) sorts = gtk_string_list_new (NULL);

  gtk_string_list_append (kinds, _ ("All kinds"));
  gtk_string_list_append (kinds, mdg_account_kind_text (MDG_ACCOUNT_APP));
  gtk_string_list_append (kinds, mdg_account_kind_text (MDG_ACCOUNT_LINKAGE));
  gtk_string_list_append (statuses, _ ("All statuses"));
  for (guint i = 0; i < N_STATUSES; i++)
    gtk_string_list_append (statuses, mdg_account_status_text ((MdgAccountStatus)i));
  for (guint i = 0; i < N_SORTS; i++)
    {
      g_autofree char *text
          = g_strdup_printf (_ ("Sorted by: %s"), mdg_list_column_title ((MdgAccountSort)i));
      gtk_string_list_append (sorts, text);
    }
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->kind), G_LIST_MODEL (kinds));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->status), G_LIST_MODEL (statuses));
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->sort), G_LIST_MODEL (sorts));
}

static void
mdg_list_filter_init (MdgListFilter *self)
{
  self->setting = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  fill_drop_downs (self);
  self->setting = FALSE;
}

gboolean
mdg_list_filter_is_active (MdgListFilter *self)
{
  g_return_val_if_fail (MDG_IS_LIST_FILTER (self), FALSE);

  return *gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0'
         || get_selected (self->kind) != 0 || get_selected (self->status) != 0
         || gtk_check_button_get_active (GTK_CHECK_BUTTON (self->pending));
}

void
mdg_list_filter_clear (MdgListFilter *self)
{
  g_return_if_fail (MDG_IS_LIST_FILTER (self));

  self->setting = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->kind), 0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->status), 0);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->pending), FALSE);
  self->setting = FALSE;
}

void
mdg_list_filter_fill (MdgListFilter *self, MdgAccountQuery *query)
{
  guint kind, status;

  g_return_if_fail (MDG_IS_LIST_FILTER (self));

  kind = get_selected (self->kind);
  status = get_selected (self->status);
  query->kinds = kind > 0 ? 1u << (kind - 1) : 0;
  query->statuses = status > 0 ? 1u << (status - 1) : 0;
  query->pending = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->pending));
  query->search = gtk_editable_get_text (GTK_EDITABLE (self->search));
}

static void
add_words (GString *words, const char *name, const char *value)
{
  if (words->len > 0)
    g_string_append (words, " / ");
  /* Translators: a name and a value */
  g_string_append_printf (words, _ ("%s: %s"), name, value);
}

char *
mdg_list_filter_describe (MdgListFilter *self)
{
  MdgAccountQuery query = { 0 };
  GString *words;

  g_return_val_if_fail (MDG_IS_LIST_FILTER (self), NULL);

  if (!mdg_list_filter_is_active (self))
    return NULL;
  words = g_string_new (NULL);
  mdg_list_filter_fill (self, &query);
  if (*query.search != '\0')
    add_words (words, _ ("Search"), query.search);
  if (query.kinds != 0)
    add_words (words, _ ("Kind"),
               mdg_account_kind_text ((MdgAccountKind)(get_selected (self->kind) - 1)));
  if (query.statuses != 0)
    add_words (words, _ ("Status"),
               mdg_account_status_text ((MdgAccountStatus)(get_selected (self->status) - 1)));
  if (query.pending)
    {
      if (words->len > 0)
        g_string_append (words, " / ");
      g_string_append (words, _ ("Only what is not sent yet"));
    }
  return g_string_free (words, FALSE);
}

void
mdg_list_filter_get_sort (MdgListFilter *self, MdgAccountSort *sort, gboolean *descending)
{
  g_return_if_fail (MDG_IS_LIST_FILTER (self));

  *sort = (MdgAccountSort)get_selected (self->sort);
  *descending = gtk_check_button_get_active (GTK_CHECK_BUTTON (self->descending));
}

void
mdg_list_filter_set_sort (MdgListFilter *self, MdgAccountSort sort, gboolean descending)
{
  g_return_if_fail (MDG_IS_LIST_FILTER (self));

  self->setting = TRUE;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->sort), sort);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->descending), descending);
  self->setting = FALSE;
}
