/* qualification-page.c: which of several qualifications counts, by examples.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "consent/qualification-page.h"

#include <glib/gi18n.h>

#include "consent/qualification.h"
#include "dates.h"
#include "widgets/icon.h"
#include "widgets/page.h"
#include "widgets/widget-tools.h"

struct _MdgQualificationPage
{
  GtkWidget parent_instance;

  GtkWidget *page;
  GtkWidget *examples;
  GtkWidget *back;
};

G_DEFINE_FINAL_TYPE (MdgQualificationPage, mdg_qualification_page, GTK_TYPE_WIDGET)

/* words --------------------------------------------------------------------------------------- */

/* (transfer full) */
static char *
day_text (guint day)
{
  g_autoptr (GDateTime) noon = g_date_time_new_local ((int)(day / 10000), (int)(day / 100 % 100),
                                                      (int)(day % 100), 12, 0, 0);

  return mdg_date_text (g_date_time_to_unix (noon));
}

static const char *
scheme_text (MdgScheme scheme)
{
  static const char *const words[] = {
    [MDG_SCHEME_EMPLOYEES] = N_ ("Employees' insurance"),
    [MDG_SCHEME_MUNICIPAL] = N_ ("Municipal national health insurance"),
    [MDG_SCHEME_SOCIETY] = N_ ("National health insurance society"),
    [MDG_SCHEME_ELDERLY] = N_ ("Medical insurance of the elderly"),
  };

  return _ (words[scheme]);
}

static const char *
verdict_text (MdgVerdict verdict)
{
  static const char *const words[] = {
    [MDG_VERDICT_COUNTS] = N_ ("This one counts."),
    [MDG_VERDICT_NOT_YET] = N_ ("Does not count: it is not valid yet."),
    [MDG_VERDICT_OVER] = N_ ("Does not count: it is not valid any more."),
    [MDG_VERDICT_EARLIER_START] = N_ ("Does not count: another one starts later."),
    [MDG_VERDICT_MUNICIPAL]
    = N_ ("Does not count: it starts on the same day, but is municipal insurance."),
    [MDG_VERDICT_EARLIER_END]
    = N_ ("Does not count: all else is the same, but another one ends later."),
    [MDG_VERDICT_TIED] = N_ ("Nothing tells it from another one: ask the patient."),
  };

  return _ (words[verdict]);
}

static const char *
decided_text (MdgDecidedBy by)
{
  static const char *const words[] = {
    [MDG_DECIDED_NONE_VALID] = N_ ("None is valid on this day."),
    [MDG_DECIDED_ONLY_ONE] = N_ ("Only one is valid on this day."),
    [MDG_DECIDED_START] = N_ ("The latest start decides."),
    [MDG_DECIDED_SCHEME] = N_ ("The starts are the same: what is not municipal insurance decides."),
    [MDG_DECIDED_END] = N_ ("Starts are the same, and so is the kind: the latest end decides."),
    [MDG_DECIDED_NOT] = N_ ("Start, kind and end are the same: the rule does not decide."),
  };

  return _ (words[by]);
}

/* (transfer full) */
static char *
facts_text (const MdgQualification *qualification)
{
  const char *scheme = scheme_text (qualification->scheme);
  g_autofree char *start = day_text (qualification->start);
  g_autofree char *end = qualification->end != 0 ? day_text (qualification->end) : NULL;

  /* Translators: kind of insurance, first day of a qualification */
  if (end == NULL)
    return g_strdup_printf (_ ("%s, from %s, open end"), scheme, start);
  /* Translators: kind of insurance, first and last day of a qualification */
  return g_strdup_printf (_ ("%s, from %s to %s"), scheme, start, end);
}

/* rows ---------------------------------------------------------------------------------------- */

static GtkWidget *
make_row (const MdgQualification *qualification, MdgVerdict verdict)
{
  gboolean counts = verdict == MDG_VERDICT_COUNTS;
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *icon = mdg_icon_new (counts                        ? "check-circle"
                                  : verdict == MDG_VERDICT_TIED ? "warning"
                                                                : "minus",
                                  18);
  g_autofree char *facts = facts_text (qualification);

  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_add_css_class (row, counts                        ? "good"
                                 : verdict == MDG_VERDICT_TIED ? "attention"
                                                               : "plain");
  gtk_box_append (GTK_BOX (words),
                  mdg_widget_new_text (qualification->insurer, counts ? "strong" : NULL));
  gtk_box_append (GTK_BOX (words), mdg_widget_new_text (facts, "quiet"));
  gtk_box_append (GTK_BOX (words),
                  mdg_widget_new_text (verdict_text (verdict), counts ? "strong" : NULL));
  gtk_box_append (GTK_BOX (row), icon);
  gtk_box_append (GTK_BOX (row), words);
  return row;
}

static GtkWidget *
make_example (const MdgQualificationExample *example)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  MdgQualificationDecision decision;
  g_autofree char *day = day_text (example->day);
  g_autofree char *on_day = g_strdup_printf (_ ("Looked up on %s"), day);

  mdg_qualification_decide ((const MdgQualification *)(const void *)example->qualifications->data,
                            example->qualifications->len, example->day, &decision);
  gtk_widget_add_css_class (card, "card");
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (example->title, "section-title"));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (on_day, "quiet"));
  for (guint i = 0; i < example->qualifications->len; i++)
    gtk_box_append (GTK_BOX (card),
                    make_row (&g_array_index (example->qualifications, MdgQualification, i),
                              decision.verdicts[i]));
  gtk_box_append (GTK_BOX (card), mdg_widget_new_text (decided_text (decision.by), "hint-box"));
  return card;
}

static void
fill (MdgQualificationPage *self)
{
  /* Translators: the language of the guide's data: "ja" or "en" */
  g_autoptr (GPtrArray) examples = mdg_qualification_examples_new (C_ ("guide", "en"));

  for (guint i = 0; i < examples->len; i++)
    gtk_box_append (GTK_BOX (self->examples), make_example (examples->pdata[i]));
}

static gboolean
mdg_qualification_page_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (MDG_QUALIFICATION_PAGE (widget)->back);
}

static void
mdg_qualification_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), MDG_TYPE_QUALIFICATION_PAGE);
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_qualification_page_parent_class)->dispose (object);
}

static void
mdg_qualification_page_class_init (MdgQualificationPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_qualification_page_dispose;
  widget_class->grab_focus = mdg_qualification_page_grab_focus;
  widget_class->focus = mdg_widget_focus_child;
  g_type_ensure (MDG_TYPE_PAGE);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/madoguchi/Madoguchi/consent/qualification-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgQualificationPage, page);
  gtk_widget_class_bind_template_child (widget_class, MdgQualificationPage, examples);
  gtk_widget_class_bind_template_child (widget_class, MdgQualificationPage, back);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_qualification_page_init (MdgQualificationPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  mdg_widget_tidy_names (self->page);
  fill (self);
}

GtkWidget *
mdg_qualification_page_new (void)
{
  return g_object_new (MDG_TYPE_QUALIFICATION_PAGE, NULL);
}
