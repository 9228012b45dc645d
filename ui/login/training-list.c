/* training-list.c: the training accounts with their state; a click fills one in.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "login/training-list.h"

#include <glib/gi18n.h>

#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgTrainingList
{
  GtkWidget parent_instance;

  GtkWidget *box;
  GPtrArray *accounts;
};

enum
{
  CHOSEN,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgTrainingList, mdg_training_list, GTK_TYPE_WIDGET)

static const struct
{
  const char *icon;
  const char *css_class;
  const char *words;
} looks[] = {
  [MDG_TRAINING_NEVER_REGISTERED] = { "circle", "open", NC_ ("account", "Not registered") },
  [MDG_TRAINING_REGISTERED] = { "check-circle", "held", NC_ ("account", "Registered") },
  [MDG_TRAINING_LOCKED] = { "lock", "broken", NC_ ("account", "Locked") },
  [MDG_TRAINING_PASSWORD_EXPIRED] = { "clock", "late", NC_ ("account", "Password expired") },
};

static void
row_clicked (GtkButton *button, MdgTrainingList *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  if (self->accounts != NULL && index < self->accounts->len)
    g_signal_emit (self, signals[CHOSEN], 0, g_ptr_array_index (self->accounts, index));
}

static GtkWidget *
state_mark (MdgTrainingState state)
{
  GtkWidget *mark = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (mark), mdg_icon_new (looks[state].icon, 16));
  gtk_box_append (GTK_BOX (mark),
                  gtk_label_new (g_dpgettext2 (NULL, "account", looks[state].words)));
  gtk_widget_add_css_class (mark, "mark");
  gtk_widget_add_css_class (mark, looks[state].css_class);
  return mark;
}

static GtkWidget *
account_row (MdgTrainingList *self, const MdgTrainingAccount *account, guint index)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *id = gtk_label_new (account->login_id);
  GtkWidget *name = gtk_label_new (account->institution_name);
  g_autofree char *spoken = NULL;

  gtk_label_set_xalign (GTK_LABEL (id), 0);
  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (id, "code");
  gtk_widget_add_css_class (name, "quiet");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_box_append (GTK_BOX (words), id);
  gtk_box_append (GTK_BOX (words), name);
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (box), state_mark (account->state));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "account-row");
  gtk_widget_set_tooltip_text (button, _ ("Fill in this account"));
  /* Translators: login ID, state */
  spoken = g_strdup_printf (_ ("Fill in %s (%s)"), account->login_id,
                            g_dpgettext2 (NULL, "account", looks[account->state].words));
  mdg_widget_set_name (button, spoken);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (row_clicked), self, 0);
  return button;
}

static void
mdg_training_list_dispose (GObject *object)
{
  MdgTrainingList *self = MDG_TRAINING_LIST (object);

  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_training_list_parent_class)->dispose (object);
}

static void
mdg_training_list_class_init (MdgTrainingListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = mdg_training_list_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", MDG_TYPE_TRAINING_LIST, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_training_list_init (MdgTrainingList *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
mdg_training_list_new (void)
{
  return g_object_new (MDG_TYPE_TRAINING_LIST, NULL);
}

/* Whether the row of @old says what has to be said of @account. */
static gboolean
looks_the_same (const MdgTrainingAccount *old, const MdgTrainingAccount *account)
{
  return old->state == account->state && g_strcmp0 (old->login_id, account->login_id) == 0
         && g_strcmp0 (old->institution_name, account->institution_name) == 0;
}

/* Rows that still hold stay: one of them may be under the pointer, or have the keyboard. */
void
mdg_training_list_set_accounts (MdgTrainingList *self, GPtrArray *accounts)
{
  GtkWidget *row;
  GtkWidget *before = NULL;
  guint n_old;

  g_return_if_fail (MDG_IS_TRAINING_LIST (self));

  row = gtk_widget_get_first_child (self->box);
  n_old = self->accounts != NULL ? self->accounts->len : 0;
  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    {
      GtkWidget *next = row != NULL ? gtk_widget_get_next_sibling (row) : NULL;

      if (i >= n_old || !looks_the_same (self->accounts->pdata[i], accounts->pdata[i]))
        {
          if (row != NULL)
            gtk_box_remove (GTK_BOX (self->box), row);
          row = account_row (self, accounts->pdata[i], i);
          gtk_box_insert_child_after (GTK_BOX (self->box), row, before);
        }
      before = row;
      row = next;
    }
  while (row != NULL)
    {
      GtkWidget *next = gtk_widget_get_next_sibling (row);

      gtk_box_remove (GTK_BOX (self->box), row);
      row = next;
    }
  if (accounts != NULL)
    g_ptr_array_ref (accounts);
  g_clear_pointer (&self->accounts, g_ptr_array_unref);
  self->accounts = accounts;
}
