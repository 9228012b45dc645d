/* page.c: the frame of every page.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/page.h"

#include "widgets/clamp.h"
#include "widgets/step-bar.h"
#include "widgets/waiting.h"
#include "widgets/widget-tools.h"

#define READING_WIDTH 920
#define TABLE_WIDTH 1600 /* pixels: a table is looked at, not read */
#define SPACING 18
#define TABLE_SPACING 10

struct _MdgPageFrame
{
  GtkWidget parent_instance;

  GtkWidget *frame;
  GtkWidget *scroll;
  GtkWidget *body_clamp;
  GtkWidget *footer_clamp;
  GtkWidget *steps_place;
  GtkWidget *title;
  GtkWidget *beside_place;
  GtkWidget *sentence;
  GtkWidget *note;
  GtkWidget *message;
  GtkWidget *content;
  GtkWidget *footer;
  GtkWidget *secondary_place;
  GtkWidget *waiting;
  GtkWidget *aside_place;
  GtkWidget *primary_place;

  char *busy_text;
  gboolean busy;
};

enum
{
  PROP_0,
  PROP_TITLE,
  PROP_SENTENCE,
  PROP_BUSY,
  PROP_BUSY_TEXT,
  PROP_WIDE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];
enum
{
  CANCEL,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

static GtkBuildableIface *parent_buildable;
static void buildable_init (GtkBuildableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (MdgPageFrame,
                               mdg_page,
                               GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_BUILDABLE, buildable_init))

static void
mdg_page_add_child (GtkBuildable *buildable, GtkBuilder *builder, GObject *child, const char *type)
{
  MdgPageFrame *self = MDG_PAGE (buildable);
  GtkWidget *place;

  /* Our own template is built through here as well, before its parts are known. */
  if (self->content == NULL || !GTK_IS_WIDGET (child))
    {
      parent_buildable->add_child (buildable, builder, child, type);
      return;
    }
  if (type == NULL)
    place = self->content;
  else if (g_str_equal (type, "primary"))
    place = self->primary_place;
  else if (g_str_equal (type, "secondary"))
    place = self->secondary_place;
  else if (g_str_equal (type, "beside"))
    place = self->beside_place;
  else
    place = self->aside_place;
  gtk_box_append (GTK_BOX (place), GTK_WIDGET (child));
  if (place == self->primary_place)
    gtk_widget_add_css_class (GTK_WIDGET (child), "suggested-action");
  if (place == self->beside_place)
    gtk_widget_set_visible (place, TRUE);
  else if (place != self->content)
    gtk_widget_set_visible (self->footer, TRUE);
}

static void
buildable_init (GtkBuildableIface *iface)
{
  parent_buildable = g_type_interface_peek_parent (iface);
  iface->add_child = mdg_page_add_child;
}

static void
cancel_clicked (MdgPageFrame *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

/* Never wider than a person reads, unless the work is a table: that has what room there is. */
static void
set_wide (MdgPageFrame *self, gboolean wide)
{
  int width = wide ? TABLE_WIDTH : READING_WIDTH;

  if (wide)
    gtk_widget_add_css_class (self->frame, "table-page");
  else
    gtk_widget_remove_css_class (self->frame, "table-page");
  gtk_box_set_spacing (GTK_BOX (self->content), wide ? TABLE_SPACING : SPACING);
  g_object_set (self->body_clamp, "maximum-width", width, NULL);
  g_object_set (self->footer_clamp, "maximum-width", width, NULL);
}

static gboolean
is_wide (MdgPageFrame *self)
{
  int width;

  g_object_get (self->body_clamp, "maximum-width", &width, NULL);
  return width == TABLE_WIDTH;
}

static void
mdg_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  MdgPageFrame *self = MDG_PAGE (object);

  if (id == PROP_TITLE)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->title)));
  else if (id == PROP_SENTENCE)
    g_value_set_string (value, gtk_label_get_text (GTK_LABEL (self->sentence)));
  else if (id == PROP_BUSY)
    g_value_set_boolean (value, self->busy);
  else if (id == PROP_BUSY_TEXT)
    g_value_set_string (value, self->busy_text);
  else if (id == PROP_WIDE)
    g_value_set_boolean (value, is_wide (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
mdg_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  MdgPageFrame *self = MDG_PAGE (object);

  switch (id)
    {
    case PROP_TITLE:
      gtk_label_set_text (GTK_LABEL (self->title), g_value_get_string (value));
      break;
    case PROP_SENTENCE:
      gtk_label_set_text (GTK_LABEL (self->sentence), g_value_get_string (value));
      break;
    case PROP_BUSY:
      mdg_page_set_busy (self, g_value_get_boolean (value));
      break;
    case PROP_BUSY_TEXT:
      g_free (self->busy_text);
      self->busy_text = g_value_dup_string (value);
      mdg_waiting_set_text (MDG_WAITING (self->waiting), self->busy_text);
      break;
    case PROP_WIDE:
      set_wide (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
mdg_page_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_page_parent_class)->dispose (object);
}

static void
mdg_page_finalize (GObject *object)
{
  g_free (MDG_PAGE (object)->busy_text);
  G_OBJECT_CLASS (mdg_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/madoguchi/Madoguchi/widgets/page.ui");
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, frame);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, scroll);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, body_clamp);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, footer_clamp);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, steps_place);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, title);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, beside_place);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, sentence);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, note);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, message);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, content);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, footer);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, secondary_place);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, waiting);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, aside_place);
  gtk_widget_class_bind_template_child (widget_class, MdgPageFrame, primary_place);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
mdg_page_class_init (MdgPageFrameClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = mdg_page_get_property;
  object_class->set_property = mdg_page_set_property;
  object_class->dispose = mdg_page_dispose;
  object_class->finalize = mdg_page_finalize;

  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, "",
                                                   G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BUSY_TEXT] = g_param_spec_string ("busy-text", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WIDE] = g_param_spec_boolean ("wide", NULL, NULL, FALSE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  signals[CANCEL] = g_signal_new ("cancel", MDG_TYPE_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
mdg_page_init (MdgPageFrame *self)
{
  g_type_ensure (MDG_TYPE_CLAMP);
  g_type_ensure (MDG_TYPE_MESSAGE_BAR);
  g_type_ensure (MDG_TYPE_WAITING);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (self->footer, FALSE);
  mdg_message_bar_set_closable (MDG_MESSAGE_BAR (self->note), FALSE);
}

GtkWidget *
mdg_page_new (const char *title, const char *sentence)
{
  return g_object_new (MDG_TYPE_PAGE, "title", title, "sentence", sentence, NULL);
}

void
mdg_page_add (MdgPageFrame *self, GtkWidget *child, const char *type)
{
  g_return_if_fail (MDG_IS_PAGE (self) && GTK_IS_WIDGET (child));

  mdg_page_add_child (GTK_BUILDABLE (self), NULL, G_OBJECT (child), type);
}

/* A message that is scrolled out of sight tells nobody anything. */
static void
go_to_top (MdgPageFrame *self)
{
  gtk_adjustment_set_value (
      gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroll)), 0);
}

void
mdg_page_show_error (MdgPageFrame *self, const GError *error)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  if (error == NULL)
    {
      mdg_message_bar_hide (MDG_MESSAGE_BAR (self->message));
      return;
    }
  mdg_message_bar_show_error (MDG_MESSAGE_BAR (self->message), error);
  go_to_top (self);
}

void
mdg_page_show_message (MdgPageFrame *self, MdgMessageKind kind, const char *title, const char *body)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  mdg_message_bar_show (MDG_MESSAGE_BAR (self->message), kind, title, body, NULL);
  go_to_top (self);
}

void
mdg_page_show_fault (MdgPageFrame *self, const char *title, const char *body, const char *code)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  mdg_message_bar_show (MDG_MESSAGE_BAR (self->message), MDG_MESSAGE_ERROR, title, body, code);
  go_to_top (self);
}

void
mdg_page_hide_message (MdgPageFrame *self)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  mdg_message_bar_hide (MDG_MESSAGE_BAR (self->message));
}

void
mdg_page_set_note (MdgPageFrame *self,
                   MdgMessageKind kind,
                   const char *title,
                   const char *body,
                   const char *code)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  if (title == NULL)
    {
      mdg_message_bar_hide (MDG_MESSAGE_BAR (self->note));
      return;
    }
  if (!gtk_widget_get_visible (self->note)) /* a countdown says it anew each second */
    go_to_top (self);
  mdg_message_bar_show (MDG_MESSAGE_BAR (self->note), kind, title, body, code);
}

void
mdg_page_set_busy (MdgPageFrame *self, gboolean busy)
{
  g_return_if_fail (MDG_IS_PAGE (self));

  if (self->busy == busy)
    return;
  self->busy = busy;
  /* A button that nobody hears is none. */
  if (busy)
    mdg_waiting_start (MDG_WAITING (self->waiting),
                       g_signal_has_handler_pending (self, signals[CANCEL], 0, FALSE));
  else
    mdg_waiting_stop (MDG_WAITING (self->waiting));
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->frame), GTK_ACCESSIBLE_STATE_BUSY, busy, -1);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

GtkWidget *
mdg_page_get_primary (MdgPageFrame *self)
{
  g_return_val_if_fail (MDG_IS_PAGE (self), NULL);

  return gtk_widget_get_first_child (self->primary_place);
}

void
mdg_page_activate_primary (MdgPageFrame *self)
{
  GtkWidget *primary = mdg_page_get_primary (self);

  if (primary != NULL && gtk_widget_is_sensitive (primary))
    gtk_widget_activate (primary);
}

void
mdg_page_set_steps (MdgPageFrame *self, const char *const *steps, guint step, guint skipped)
{
  GtkWidget *bar;

  g_return_if_fail (MDG_IS_PAGE (self));

  gtk_widget_set_visible (self->steps_place, steps != NULL);
  bar = gtk_widget_get_first_child (self->steps_place);
  if (steps == NULL)
    return;
  if (bar == NULL)
    {
      bar = mdg_step_bar_new (steps);
      gtk_box_append (GTK_BOX (self->steps_place), bar);
    }
  mdg_step_bar_set_current (MDG_STEP_BAR (bar), step);
  mdg_step_bar_set_skipped (MDG_STEP_BAR (bar), skipped);
}
