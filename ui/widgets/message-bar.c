/* message-bar.c: says something at the top of a page's content and stays until it is dealt with.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "widgets/message-bar.h"

#include <glib/gi18n.h>

#include "core/error-memory.h"
#include "error-text.h"
#include "widgets/cure-button.h"
#include "widgets/icon.h"
#include "widgets/widget-tools.h"

struct _MdgMessageBar
{
  GtkWidget parent_instance;

  GtkWidget *icon;
  GtkWidget *title;
  GtkWidget *body;
  GtkWidget *code_row;
  GtkWidget *code;
  GtkWidget *cure;
  GtkWidget *action;
  GtkWidget *close;
  gboolean closable;
};

enum
{
  ACTION,
  CLOSED,
  N_SIGNALS
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MdgMessageBar, mdg_message_bar, GTK_TYPE_WIDGET)

static const struct
{
  const char *css_class;
  const char *icon;
} looks[] = {
  [MDG_MESSAGE_INFO] = { "info", "info" },
  [MDG_MESSAGE_SUCCESS] = { "success", "check-circle" },
  [MDG_MESSAGE_WARNING] = { "warning", "warning" },
  [MDG_MESSAGE_ERROR] = { "error", "error" },
};

static void
close_clicked (MdgMessageBar *self)
{
  mdg_message_bar_hide (self);
  g_signal_emit (self, signals[CLOSED], 0);
}

static void
action_clicked (MdgMessageBar *self)
{
  g_signal_emit (self, signals[ACTION], 0);
}

static void
copy_clicked (MdgMessageBar *self)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)),
                          gtk_label_get_text (GTK_LABEL (self->code)));
}

/* Beside a browser there is no room for the code and the way to a cure in one line. */
static void
update_width (MdgMessageBar *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  gboolean narrow = root != NULL && gtk_widget_has_css_class (GTK_WIDGET (root), "narrow");

  if (self->code_row != NULL)
    gtk_orientable_set_orientation (GTK_ORIENTABLE (self->code_row),
                                    narrow ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL);
}

static void
mdg_message_bar_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (mdg_message_bar_parent_class)->root (widget);
  g_signal_connect_object (gtk_widget_get_root (widget), "notify::css-classes",
                           G_CALLBACK (update_width), widget, G_CONNECT_SWAPPED);
  update_width (MDG_MESSAGE_BAR (widget));
}

static void
mdg_message_bar_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), update_width, widget);
  GTK_WIDGET_CLASS (mdg_message_bar_parent_class)->unroot (widget);
}

static GtkWidget *
part (GtkBuilder *builder, const char *id)
{
  return GTK_WIDGET (gtk_builder_get_object (builder, id));
}

/* Most bars never say anything: their parts are made when the first one is needed. */
static void
build (MdgMessageBar *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new ();
  g_autoptr (GtkBuilderScope) scope = gtk_builder_cscope_new ();
  g_autoptr (GError) error = NULL;

  if (self->icon != NULL)
    return;
  gtk_builder_cscope_add_callback (GTK_BUILDER_CSCOPE (scope), close_clicked);
  gtk_builder_cscope_add_callback (GTK_BUILDER_CSCOPE (scope), action_clicked);
  gtk_builder_cscope_add_callback (GTK_BUILDER_CSCOPE (scope), copy_clicked);
  gtk_builder_set_scope (builder, scope);
  gtk_builder_set_translation_domain (builder, GETTEXT_PACKAGE);
  gtk_builder_set_current_object (builder, G_OBJECT (self));
  if (!gtk_builder_add_from_resource (builder, "/org/madoguchi/Madoguchi/widgets/message-bar.ui",
                                      &error))
    g_error ("message-bar.ui: %s", error->message);
  self->icon = part (builder, "icon");
  self->title = part (builder, "title");
  self->body = part (builder, "body");
  self->code_row = part (builder, "code_row");
  self->code = part (builder, "code");
  self->cure = part (builder, "cure");
  self->action = part (builder, "action");
  self->close = part (builder, "close");
  mdg_widget_set_shown (self->close, self->closable);
  gtk_widget_set_parent (part (builder, "content"), GTK_WIDGET (self));
  mdg_widget_tidy_names (GTK_WIDGET (self));
  update_width (self);
}

/* The height goes by the width also while there is nothing in it: GTK 4.8 asks once, maybe then,
 * and of what is said for the first time on a page that is not seen does not ask again; the
 * sentence ran out of the window. */
static GtkSizeRequestMode
request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Of a height for no width the words' height at their narrowest would come, and the window would
 * grow by it for nothing. */
static int
usual_width (GtkWidget *widget, GtkWidget *content)
{
  int natural;

  if (gtk_widget_get_width (widget) > 0)
    return gtk_widget_get_width (widget);
  gtk_widget_measure (content, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  return natural;
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  GtkWidget *content = gtk_widget_get_first_child (widget);

  if (content == NULL)
    return;
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size < 0)
    for_size = usual_width (widget, content);
  gtk_widget_measure (content, orientation, for_size, minimum, natural, NULL, NULL);
}

static void
allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *content = gtk_widget_get_first_child (widget);

  if (content != NULL)
    gtk_widget_allocate (content, width, height, baseline, NULL);
}

static void
mdg_message_bar_dispose (GObject *object)
{
  mdg_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (mdg_message_bar_parent_class)->dispose (object);
}

static void
mdg_message_bar_class_init (MdgMessageBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = mdg_message_bar_dispose;
  widget_class->root = mdg_message_bar_root;
  widget_class->unroot = mdg_message_bar_unroot;
  signals[ACTION] = g_signal_new ("action", MDG_TYPE_MESSAGE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  signals[CLOSED] = g_signal_new ("closed", MDG_TYPE_MESSAGE_BAR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "messagebar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_ALERT);
}

static void
mdg_message_bar_init (MdgMessageBar *self)
{
  g_type_ensure (MDG_TYPE_ICON);
  self->closable = TRUE;
  gtk_widget_set_layout_manager (GTK_WIDGET (self),
                                 gtk_custom_layout_new (request_mode, measure, allocate));
  mdg_widget_set_shown (GTK_WIDGET (self), FALSE);
}

GtkWidget *
mdg_message_bar_new (void)
{
  return g_object_new (MDG_TYPE_MESSAGE_BAR, NULL);
}

void
mdg_message_bar_show (MdgMessageBar *self,
                      MdgMessageKind kind,
                      const char *title,
                      const char *body,
                      const char *code)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (self));

  build (self);
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++)
    gtk_widget_remove_css_class (GTK_WIDGET (self), looks[i].css_class);
  gtk_widget_add_css_class (GTK_WIDGET (self), looks[kind].css_class);
  mdg_icon_set_icon (MDG_ICON (self->icon), looks[kind].icon);
  gtk_label_set_text (GTK_LABEL (self->title), title);
  gtk_label_set_text (GTK_LABEL (self->body), body != NULL ? body : "");
  mdg_widget_set_shown (self->body, body != NULL && *body != '\0');
  gtk_label_set_text (GTK_LABEL (self->code), code != NULL ? code : "");
  mdg_widget_set_shown (self->code_row, code != NULL);
  mdg_cure_button_set_code (self->cure, code);
  mdg_widget_set_name (GTK_WIDGET (self), title);
  mdg_widget_set_shown (GTK_WIDGET (self), TRUE);
}

void
mdg_message_bar_show_error (MdgMessageBar *self, const GError *error)
{
  g_autoptr (MdgErrorText) text = mdg_error_text_new (error);
  g_autofree char *body = mdg_error_text_get_body (text);

  mdg_error_memory_note (error);
  mdg_message_bar_show (self, MDG_MESSAGE_ERROR, text->happened, body, text->code);
}

void
mdg_message_bar_set_action (MdgMessageBar *self, const char *label)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (self));

  build (self);
  mdg_widget_set_shown (self->action, label != NULL);
  if (label == NULL)
    return;
  gtk_button_set_label (GTK_BUTTON (self->action), label);
  mdg_widget_tidy_names (self->action);
}

void
mdg_message_bar_set_closable (MdgMessageBar *self, gboolean closable)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (self));

  self->closable = closable;
  if (self->close != NULL)
    mdg_widget_set_shown (self->close, closable);
}

void
mdg_message_bar_hide (MdgMessageBar *self)
{
  g_return_if_fail (MDG_IS_MESSAGE_BAR (self));

  mdg_widget_set_shown (GTK_WIDGET (self), FALSE);
  if (self->title != NULL)
    gtk_label_set_text (GTK_LABEL (self->title), "");
}

const char *
mdg_message_bar_get_title (MdgMessageBar *self)
{
  g_return_val_if_fail (MDG_IS_MESSAGE_BAR (self), NULL);

  return gtk_widget_get_visible (GTK_WIDGET (self)) ? gtk_label_get_text (GTK_LABEL (self->title))
                                                    : NULL;
}
