/* apply-page.c: 追加申請.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "accounts/apply-page.h"

#include <glib/gi18n.h>

#include "accounts/accounts-text.h"
#include "dates.h"
#include "widgets/field.h"
#include "widgets/page.h"
#include "widgets/question.h"
#include "widgets/tab-view.h"
#include "widgets/widget-tools.h"

/* What holds as long as the facility's own numbers are not known ([2] p.11, [3]). */
#define APP_LIMIT 20
#define LINKAGE_LIMIT 5

struct _MdgApplyPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *facility_field;
  GtkWidget *facility;
  GtkWidget *use;
  GtkWidget *in_use;
  GtkWidget *left;
  GtkWidget *age;
  GtkWidget *count_field;
  GtkWidget *count;
  GtkAdjustment *adjustment;
  GtkWidget *send;

  MdgAccountLink *link;
  MdgAccountDesk *desk;      /* (nullable) */
  GCancellable *cancellable; /* (nullable): of what is being read */
  GCancellable *applying;    /* (nullable): of what is being asked for */
  MdgAccountKind kind;
  GPtrArray *facilities; /* (nullable): of MdgFacility, as in the drop-down */
  int waiting;           /* accounts for receipt computers that wait to be applied for there */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (MdgApplyPage, mdg_apply_page, GTK_TYPE_WIDGET)

static gboolean
is_app (MdgApplyPage *self)
{
  return self->kind == MDG_ACCOUNT_APP;
}

/* 利用状況 ------------------------------------------------------------------------------------- */

static void
set_line (GtkWidget *label, const char *text)
{
  gtk_label_set_text (GTK_LABEL (label), text != NULL ? text : "");
  mdg_widget_set_shown (label, text != NULL);
}

static void
set_most (MdgApplyPage *self, int most)
{
  gtk_adjustment_set_upper (self->adjustment, MAX (most, 1));
  gtk_widget_set_sensitive (self->count_field, most > 0);
  gtk_widget_set_sensitive (self->send, most > 0);
}

static void
show_unknown (MdgApplyPage *self)
{
  set_line (self->use,
            _ ("It is not known on this computer yet. It is asked for after the login."));
  set_line (self->in_use, NULL);
  set_line (self->age, NULL);
  set_line (self->left,
            is_app (self)
                ? _ ("Up to 20 accounts in one application.")
                : _ ("Up to 5 accounts per facility in all, earlier applications counted."));
  set_most (self, is_app (self) ? APP_LIMIT : LINKAGE_LIMIT);
}

/* What waits in the outbox counts, as it does when one more is asked for. */
static int
linkage_left (MdgApplyPage *self, const MdgFacility *facility)
{
  return MAX (facility->linkage_left - self->waiting, 0);
}

static char *
left_text (MdgApplyPage *self, const MdgFacility *facility)
{
  int left = linkage_left (self, facility);

  if (is_app (self))
    return g_strdup_printf (_ ("Up to %d accounts in one application."), facility->app_limit);
  if (left == 0)
    return g_strdup (
        _ ("All 5 accounts of this facility have been applied for. No more can be added."));
  return g_strdup_printf (ngettext ("%d more account can be applied for (5 per facility in all, "
                                    "earlier applications counted).",
                                    "%d more accounts can be applied for (5 per facility in all, "
                                    "earlier applications counted).",
                                    (gulong)left),
                          left);
}

/* "Start of use: 2024-08-01" */
static void
add_line (GString *lines, const char *name, const char *value)
{
  g_string_append_c (lines, '\n');
  g_string_append_printf (lines, _ ("%s: %s"), name, *value != '\0' ? value : "–");
}

/* 利用状況, in the order of [2] p.11. Returns: (transfer full) */
static char *
use_text (MdgApplyPage *self, const MdgFacility *facility, const MdgFacilityUse *use)
{
  int n = is_app (self) ? facility->app_in_use : facility->linkage_in_use;
  GString *lines = g_string_new (NULL);

  g_string_append_printf (lines, _ ("%s: %s"), C_ ("account column", "Status"),
                          mdg_account_status_text (use->status));
  g_string_append_c (lines, '\n');
  g_string_append_printf (lines, _ ("Accounts in use: %d"), n);
  add_line (lines, C_ ("account column", "Start of use"), use->started_on);
  add_line (lines, C_ ("account column", "End of use"), use->ended_on);
  return g_string_free (lines, FALSE);
}

static void
show_facility (MdgApplyPage *self,
               const MdgFacility *facility,
               const MdgFacilityUse *use,
               gint64 fetched_at)
{
  g_autofree char *in_use = use_text (self, facility, use);
  g_autofree char *left = left_text (self, facility);
  g_autofree char *when = fetched_at != 0 ? mdg_date_time_text (fetched_at) : NULL;
  g_autofree char *age = when != NULL ? g_strdup_printf (_ ("As of %s"), when) : NULL;

  set_line (self->use,
            facility->use_started
                ? _ ("The application to start use is complete.")
                : _ ("The application to start use is not complete. More accounts can be "
                     "applied for after it."));
  set_line (self->in_use, in_use);
  set_line (self->left, facility->use_started ? left : NULL);
  set_line (self->age, age);
  if (!facility->use_started)
    set_most (self, 0);
  else
    set_most (self, is_app (self) ? facility->app_limit : linkage_left (self, facility));
}

static void
facility_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 fetched_at = 0;
  MdgFacilityUse use[MDG_N_ACCOUNT_KINDS];
  g_autoptr (MdgFacility) facility = mdg_account_desk_get_facility_finish (
      MDG_ACCOUNT_DESK (source), result, &fetched_at, use, &error);
  MdgApplyPage *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facility != NULL)
    show_facility (self, facility, &use[self->kind], fetched_at);
  else
    show_unknown (self);
}

static const MdgFacility *
chosen_facility (MdgApplyPage *self)
{
  guint i = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->facility));

  return self->facilities != NULL && i < self->facilities->len ? self->facilities->pdata[i] : NULL;
}

static int
count_waiting (GPtrArray *entries, const char *institution_code)
{
  int n = 0;

  for (guint i = 0; i < entries->len; i++)
    {
      const MdgOutboxEntry *entry = entries->pdata[i];

      if (entry->kind == MDG_OUTBOX_APPLICATION && entry->state <= MDG_OUTBOX_SENT
          && entry->request->kind == MDG_ACCOUNT_LINKAGE
          && g_str_equal (entry->request->institution_code, institution_code))
        n += entry->request->count;
    }
  return n;
}

static void
outbox_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries
      = mdg_account_desk_get_outbox_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgApplyPage *self = data;
  const MdgFacility *facility;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  facility = chosen_facility (self);
  if (facility == NULL)
    return;
  self->waiting = entries != NULL ? count_waiting (entries, facility->institution_code) : 0;
  mdg_account_desk_get_facility_async (self->desk, facility->institution_code, self->cancellable,
                                       facility_known, self);
}

static void
stop (MdgApplyPage *self)
{
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
facility_chosen (MdgApplyPage *self)
{
  const MdgFacility *facility = chosen_facility (self);

  if (self->filling || facility == NULL || self->desk == NULL)
    return;
  stop (self);
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_outbox_async (self->desk, self->cancellable, outbox_known, self);
}

/* What waits there, or has just been applied for, counts among those that are left. */
static void
desk_told (MdgApplyPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->applying == NULL)
    facility_chosen (self);
}

/* @desk: (nullable) */
static void
set_desk (MdgApplyPage *self, MdgAccountDesk *desk)
{
  if (self->desk == desk)
    return;
  if (self->desk != NULL)
    g_signal_handlers_disconnect_by_data (self->desk, self);
  g_set_object (&self->desk, desk);
  if (desk == NULL)
    return;
  g_signal_connect_object (desk, "outbox-changed", G_CALLBACK (desk_told), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (desk, "applications-changed", G_CALLBACK (desk_told), self,
                           G_CONNECT_SWAPPED);
}

/* The institution itself has no account yet, perhaps. */
static void
add_keeper (MdgApplyPage *self)
{
  const char *keeper = mdg_account_link_get_keeper (self->link);
  MdgFacility *facility;

  for (guint i = 0; i < self->facilities->len; i++)
    if (g_strcmp0 (((MdgFacility *)self->facilities->pdata[i])->institution_code, keeper) == 0)
      return;
  facility = mdg_facility_new ();
  facility->institution_code = g_strdup (keeper);
  facility->institution_name = g_strdup ("");
  g_ptr_array_insert (self->facilities, 0, facility);
}

static void
facilities_known (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) facilities
      = mdg_account_desk_get_facilities_finish (MDG_ACCOUNT_DESK (source), result, &error);
  MdgApplyPage *self = data;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint selected = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (facilities == NULL)
    facilities = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_facility_free);
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  self->facilities = g_steal_pointer (&facilities);
  add_keeper (self);
  for (guint i = 0; i < self->facilities->len; i++)
    {
      const MdgFacility *one = self->facilities->pdata[i];
      g_autofree char *name
          = g_strdup_printf ("%s %s", one->institution_name, one->institution_code);

      g_strchug (name); /* what has no name yet begins with its code */

      if (g_strcmp0 (one->institution_code, mdg_account_link_get_keeper (self->link)) == 0)
        selected = i;
      gtk_string_list_append (names, name);
    }
  self->filling = TRUE;
  gtk_drop_down_set_model (GTK_DROP_DOWN (self->facility), G_LIST_MODEL (names));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->facility), selected);
  self->filling = FALSE;
  facility_chosen (self);
}

/* acts ----------------------------------------------------------------------------------------- */

static void
applied (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (MdgApplyPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = mdg_account_desk_finish (MDG_ACCOUNT_DESK (source), result, &error);
  gboolean waited = self->applying != NULL;

  if (self->page == NULL)
    return;
  g_clear_object (&self->applying);
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  gtk_widget_set_sensitive (self->send, TRUE);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      mdg_page_show_message (MDG_PAGE (self->page), MDG_MESSAGE_INFO, _ ("It was broken off."),
                             _ ("No application was made."));
      return;
    }
  if (!done)
    {
      mdg_page_show_error (MDG_PAGE (self->page), error);
      facility_chosen (self);
      return;
    }
  if (waited && mdg_tab_view_is_at (GTK_WIDGET (self)))
    gtk_widget_activate_action (GTK_WIDGET (self), "accounts.show", "s", "applications");
}

/* Only before it is on the disk; what was done is told as done. */
static void
given_up (MdgApplyPage *self)
{
  if (self->applying != NULL)
    g_cancellable_cancel (self->applying);
}

static void
answered (MdgQuestion *question, const char *answer, MdgApplyPage *self)
{
  const MdgFacility *facility = chosen_facility (self);
  g_autoptr (MdgApplicationRequest) request = NULL;

  if (!g_str_equal (answer, "ok") || facility == NULL || self->desk == NULL)
    return;
  request = mdg_application_request_new (
      facility->institution_code, self->kind,
      gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count)));
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_page_set_busy (MDG_PAGE (self->page), TRUE);
  gtk_widget_set_sensitive (self->send, FALSE);
  g_clear_object (&self->applying);
  self->applying = g_cancellable_new ();
  mdg_account_desk_apply_async (self->desk, request, self->applying, applied, g_object_ref (self));
}

/* [2] p.12: the confirmation. */
static void
send_clicked (MdgApplyPage *self)
{
  const MdgFacility *facility = chosen_facility (self);
  g_autofree char *body = NULL;
  MdgQuestion *question;

  if (facility == NULL)
    return;
  gtk_spin_button_update (GTK_SPIN_BUTTON (self->count));
  body = g_strdup_printf (_ ("Number of accounts to add: %d\nKind: %s\nFacility: %s %s"),
                          gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->count)),
                          mdg_account_kind_text (self->kind), facility->institution_code,
                          facility->institution_name);
  question = mdg_question_new (_ ("This is what is applied for."), body);
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "ok", _ ("_OK"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (question, "answered", G_CALLBACK (answered), self, 0);
  mdg_question_present (question, GTK_WIDGET (self));
}

/* overrides ------------------------------------------------------------------------------------ */

static gboolean
mdg_apply_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_APPLY_PAGE (widget)->count);
}

static void
mdg_apply_page_dispose (GObject *object)
{
  MdgApplyPage *self = MDG_APPLY_PAGE (object);

  stop (self);
  g_clear_object (&self->applying);
  set_desk (self, NULL);
  g_clear_object (&self->link);
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_APPLY_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_apply_page_parent_class)->dispose (object);
}

static void
mdg_apply_page_class_init (MdgApplyPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_apply_page_dispose;
  widget_class->grab_focus = mdg_apply_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  g_type_ensure (MDG_TYPE_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/accounts/apply-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, facility_field);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, facility);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, use);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, in_use);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, left);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, age);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, count_field);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, count);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, adjustment);
  gtk_widget_class_bind_template_child (widget_class, MdgApplyPage, send);
  gtk_widget_class_bind_template_callback (widget_class, facility_chosen);
  gtk_widget_class_bind_template_callback (widget_class, send_clicked);
  gtk_widget_class_bind_template_callback (widget_class, given_up);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_apply_page_init (MdgApplyPage *self)
{
  g_autoptr (GtkExpression) words = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  gtk_drop_down_set_expression (GTK_DROP_DOWN (self->facility), words);
  /* Among thousands one types a name or a code; GTK before 4.12 looks at how the line begins alone.
   */
  if (g_object_class_find_property (G_OBJECT_GET_CLASS (self->facility), "search-match-mode")
      != NULL)
    g_object_set (self->facility, "search-match-mode", GTK_STRING_FILTER_MATCH_MODE_SUBSTRING,
                  NULL);
}

/* What is shown and chosen was another institution's. */
static void
desk_changed (MdgApplyPage *self)
{
  stop (self);
  set_desk (self, NULL);
  g_clear_pointer (&self->facilities, g_ptr_array_unref);
  gtk_widget_set_sensitive (self->send, FALSE);
}

GtkWidget *
mdg_apply_page_new (MdgAccountLink *link)
{
  MdgApplyPage *self = g_object_new (MDG_TYPE_APPLY_PAGE, NULL);

  self->link = g_object_ref (link);
  g_signal_connect_object (link, "desk-changed", G_CALLBACK (desk_changed), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (link, "session-changed", G_CALLBACK (facility_chosen), self,
                           G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}

void
mdg_apply_page_begin (MdgApplyPage *self, MdgAccountKind kind)
{
  g_return_if_fail (MDG_IS_APPLY_PAGE (self));

  self->kind = kind;
  g_object_set (
      self->page, "title",
      kind == MDG_ACCOUNT_APP ? _ ("Application for more eligibility terminal accounts")
                              : _ ("Application for more receipt computer accounts"),
      "sentence",
      kind == MDG_ACCOUNT_APP
          ? _ ("How many terminals more are to use the eligibility app? Up to 20 in one "
               "application; apply only for as many as the work needs.")
          : _ ("How many receipt computers more are to be linked? Up to 5 per facility in "
               "all, earlier applications counted; apply only for as many as the work "
               "needs."),
      NULL);
  mdg_page_hide_message (MDG_PAGE (self->page));
  mdg_page_set_busy (MDG_PAGE (self->page), FALSE);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->count), 1);
  show_unknown (self);
  stop (self);
  g_clear_object (&self->applying); /* what is on its way ends without this form */
  set_desk (self, mdg_account_link_get_desk (self->link));
  gtk_widget_set_sensitive (self->send, self->desk != NULL);
  if (self->desk == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  mdg_account_desk_get_facilities_async (self->desk, self->cancellable, facilities_known, self);
}
