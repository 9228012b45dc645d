/* test-flow-view.c: the picture of the consent flow on the screen: every step is a button with a
 * name, the keyboard walks, the picture zooms and pans, and what is drawn follows.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/flow-look.h"
#include "widgets/flow-steps.h"
#include "widgets/flow-view.h"
#include "widgets/stream-view.h"

#include <math.h>
#include <time.h>

typedef struct
{
  MdgFlow *flow;
  MdgWalk *walk;
  GtkWidget *window;
  MdgFlowView *view;
} Fixture;

static gboolean
count_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer count)
{
  (*(guint *)count)++;
  return G_SOURCE_CONTINUE;
}

/* The layout of one frame is done when the next one begins. */
static void
settle (Fixture *f)
{
  guint n = 0;
  guint tick = gtk_widget_add_tick_callback (GTK_WIDGET (f->view), count_frame, &n, NULL);

  while (n < 3)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (GTK_WIDGET (f->view), tick);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  MdgFlowVariant variant;

  f->flow = mdg_flow_new ("ja");
  variant = mdg_flow_standard (f->flow);
  g_assert_true (mdg_flow_choose (f->flow, &variant, "smartphone", "on"));
  f->walk = mdg_walk_new (f->flow, &variant);
  f->window = gtk_window_new ();
  f->view = MDG_FLOW_VIEW (mdg_flow_view_new ());
  mdg_flow_view_set_flow (f->view, f->flow, &variant);
  mdg_flow_view_set_walk (f->view, f->walk);
  gtk_window_set_default_size (GTK_WINDOW (f->window), 900, 600);
  gtk_window_set_child (GTK_WINDOW (f->window), GTK_WIDGET (f->view));
  gtk_window_present (GTK_WINDOW (f->window));
  settle (f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  mdg_walk_free (f->walk);
  mdg_flow_free (f->flow);
}

static GtkWidget *
button (Fixture *f, const char *id)
{
  return mdg_flow_view_get_button (f->view, mdg_flow_find (f->flow, id));
}

static void
test_buttons (Fixture *f, gconstpointer data)
{
  MdgFlowVariant variant = mdg_flow_standard (f->flow);

  for (guint n = 0; n < f->flow->nodes->len; n++)
    {
      GtkWidget *one = mdg_flow_view_get_button (f->view, n);

      g_assert_true (gtk_widget_get_visible (one) && gtk_widget_get_focusable (one));
      gtk_test_accessible_assert_role (GTK_ACCESSIBLE (one), GTK_ACCESSIBLE_ROLE_BUTTON);
      g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (one),
                                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION));
    }
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button (f, "face")),
                                       GTK_ACCESSIBLE_PROPERTY_LABEL, "顔認証");
  /* What the variant has not is not there for anybody. */
  mdg_flow_view_set_variant (f->view, &variant);
  g_assert_false (gtk_widget_get_visible (button (f, "phone")));
  g_assert_true (gtk_widget_get_visible (button (f, "face")));
}

/* The words of the walk are spoken, too. */
static void
test_walk_is_told (Fixture *f, gconstpointer data)
{
  GtkWidget *arrive = button (f, "arrive");

  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (arrive), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "マイナンバーカードを置く (you are here)");
  g_assert_true (mdg_walk_answer (f->walk, 0, 0));
  mdg_flow_view_set_walk (f->view, f->walk);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (arrive), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "マイナンバーカードを置く (on the way)");
}

/* Every step can be come to by arrow keys alone. */
static void
reach (const MdgFlowLayout *layout, guint node, gboolean *reached)
{
  static const GtkDirectionType ways[] = { GTK_DIR_RIGHT, GTK_DIR_LEFT, GTK_DIR_UP, GTK_DIR_DOWN };

  if (node == MDG_FLOW_NONE || reached[node])
    return;
  reached[node] = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    reach (layout, mdg_flow_steps_next (layout, NULL, node, ways[i]), reached);
}

static void
test_arrows (Fixture *f, gconstpointer data)
{
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (mdg_flow_view_get_picture (f->view));
  guint identity = mdg_flow_find (f->flow, "identity");
  gboolean reached[MDG_FLOW_NODES_MAX] = { FALSE };
  MdgFlowTrace trace;

  g_assert_cmpuint (mdg_flow_steps_next (layout, NULL, 0, GTK_DIR_RIGHT), ==, identity);
  g_assert_cmpuint (mdg_flow_steps_next (layout, NULL, identity, GTK_DIR_LEFT), ==, 0);
  /* Along the way that was taken. */
  g_assert_true (mdg_walk_answer (f->walk, 0, 0) && mdg_walk_answer (f->walk, 1, 0));
  mdg_flow_trace_walk (&trace, f->walk);
  g_assert_cmpuint (mdg_flow_steps_next (layout, &trace, identity, GTK_DIR_RIGHT), ==,
                    mdg_flow_find (f->flow, "pin"));
  reach (layout, 0, reached);
  for (guint n = 0; n < f->flow->nodes->len; n++)
    if (!reached[n])
      g_error ("no arrow leads to %s", mdg_flow_node (f->flow, n)->id);
}

static graphene_rect_t
bounds_of (Fixture *f, const char *id)
{
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (button (f, id), GTK_WIDGET (f->view), &bounds));
  return bounds;
}

static gboolean
is_seen (Fixture *f, const char *id)
{
  graphene_rect_t bounds = bounds_of (f, id);
  graphene_rect_t view
      = GRAPHENE_RECT_INIT (0, 0, (float)gtk_widget_get_width (GTK_WIDGET (f->view)),
                            (float)gtk_widget_get_height (GTK_WIDGET (f->view)));

  return graphene_rect_contains_rect (&view, &bounds);
}

/* Buttons lie where the picture's boxes are, at any zoom. */
static void
test_zoom_and_pan (Fixture *f, gconstpointer data)
{
  double width;
  graphene_rect_t before, after;

  mdg_picture_view_fit (MDG_PICTURE_VIEW (f->view));
  settle (f);
  for (guint n = 0; n < f->flow->nodes->len; n++)
    g_assert_true (is_seen (f, mdg_flow_node (f->flow, n)->id));
  width = (double)bounds_of (f, "face").size.width
          / mdg_picture_view_get_zoom (MDG_PICTURE_VIEW (f->view));
  mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (f->view), 3);
  settle (f);
  g_assert_cmpfloat_with_epsilon ((double)bounds_of (f, "face").size.width
                                      / mdg_picture_view_get_zoom (MDG_PICTURE_VIEW (f->view)),
                                  width, 3);
  mdg_flow_view_show_node (f->view, mdg_flow_find (f->flow, "done"));
  settle (f);
  g_assert_true (is_seen (f, "done"));
  g_assert_false (is_seen (f, "arrive"));
  before = bounds_of (f, "done");
  mdg_flow_view_pan_by (f->view, 40, 25);
  settle (f);
  after = bounds_of (f, "done");
  g_assert_cmpfloat_with_epsilon (after.origin.x - before.origin.x, 40, 1.1);
  g_assert_cmpfloat_with_epsilon (after.origin.y - before.origin.y, 25, 1.1);
  /* Never past the picture's edge. */
  mdg_flow_view_pan_by (f->view, 1e6, 1e6);
  settle (f);
  g_assert_true (is_seen (f, "arrive"));
  for (int i = 0; i < 50; i++)
    mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (f->view), 2);
  g_assert_cmpfloat (mdg_picture_view_get_zoom (MDG_PICTURE_VIEW (f->view)), <=, 3);
}

/* What a frame costs while panning is told, not judged: machines differ. */
static void
test_cost_of_panning (Fixture *f, gconstpointer data)
{
  GdkPaintable *paintable = gtk_widget_paintable_new (GTK_WIDGET (f->view));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 900, 600);
  const int n = 60;
  clock_t began, took;

  mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (f->view), 1.3);
  settle (f);
  began = clock ();
  for (int i = 0; i < n; i++)
    {
      GtkSnapshot *snapshot = gtk_snapshot_new ();
      cairo_t *cr = cairo_create (surface);
      GskRenderNode *node;

      mdg_flow_view_pan_by (f->view, i % 2 == 0 ? -7 : 5, i % 3 == 0 ? -5 : 3);
      gtk_widget_size_allocate (GTK_WIDGET (f->view), &(GtkAllocation){ 0, 0, 900, 600 }, -1);
      GTK_WIDGET_GET_CLASS (f->view)->snapshot (GTK_WIDGET (f->view), snapshot);
      node = gtk_snapshot_free_to_node (snapshot);
      g_assert_nonnull (node);
      gsk_render_node_draw (node, cr);
      gsk_render_node_unref (node);
      g_assert_cmpint (cairo_status (cr), ==, CAIRO_STATUS_SUCCESS);
      cairo_destroy (cr);
    }
  took = clock () - began;
  g_test_message ("%.2f ms of CPU a frame", 1000.0 * (double)took / CLOCKS_PER_SEC / n);
  cairo_surface_destroy (surface);
  g_object_unref (paintable);
}

static double
luminance (const MdgFlowColour *colour)
{
  const double parts[] = { colour->red, colour->green, colour->blue };
  static const double weights[] = { 0.2126, 0.7152, 0.0722 };
  double sum = 0;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    sum += weights[i]
           * (parts[i] <= 0.04045 ? parts[i] / 12.92 : pow ((parts[i] + 0.055) / 1.055, 2.4));
  return sum;
}

static double
contrast_of (const MdgFlowColour *one, const MdgFlowColour *other)
{
  double a = luminance (one), b = luminance (other);

  return (fmax (a, b) + 0.05) / (fmin (a, b) + 0.05);
}

static MdgFlowColour
stream_of (const MdgFlowLook *look)
{
  double part = look->stream;

  return (MdgFlowColour){ look->paper.red + (look->accent.red - look->paper.red) * part,
                          look->paper.green + (look->accent.green - look->paper.green) * part,
                          look->paper.blue + (look->accent.blue - look->paper.blue) * part };
}

/* In the contrast themes lines are thicker and as strong as letters, and streams can be told from
 * what is behind them. */
static void
test_contrast (Fixture *f, gconstpointer data)
{
  static const char *const themes[] = { "contrast", "contrast-dark" };
  GdkDisplay *display = gdk_display_get_default ();

  g_assert_cmpfloat (mdg_flow_look_of (GTK_WIDGET (f->view)).line_width, ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (themes); i++)
    {
      g_autofree char *path
          = g_strdup_printf ("/org/gtk/libgtk/theme/Madoguchi/gtk-%s.css", themes[i]);
      g_autoptr (GtkCssProvider) theme = gtk_css_provider_new ();
      g_autoptr (GtkCssProvider) style = gtk_css_provider_new ();
      MdgFlowColour stream;
      MdgFlowLook look;

      gtk_css_provider_load_from_resource (theme, path);
      gtk_css_provider_load_from_resource (style, "/org/madoguchi/Madoguchi/style.css");
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (theme), 900);
      gtk_style_context_add_provider_for_display (display, GTK_STYLE_PROVIDER (style), 901);
      look = mdg_flow_look_of (GTK_WIDGET (f->view));
      stream = stream_of (&look);
      g_assert_cmpfloat (look.line_width, >, 1.5);
      g_assert_cmpfloat (contrast_of (&look.line, &look.paper), >, 20);
      g_test_message ("%s: a stream %.1f:1", themes[i], contrast_of (&stream, &look.paper));
      g_assert_cmpfloat (contrast_of (&stream, &look.paper), >, 3);
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (theme));
      gtk_style_context_remove_provider_for_display (display, GTK_STYLE_PROVIDER (style));
    }
}

/* streams ------------------------------------------------------------------------------------- */

static char *
count_words (gint64 n, gint64 of)
{
  return g_strdup_printf ("%d of %d", (int)n, (int)of);
}

static void
wait_for_size (GtkWidget *widget)
{
  while (gtk_widget_get_width (widget) == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* The streams of receptions: every choice that somebody made is a button with its number; what is
 * asked for larger asks for more room. */
static void
test_streams (void)
{
  MdgReceptionLink links[] = { { MDG_NODE_MY_NUMBER, MDG_NODE_PAPER, 3 },
                               { MDG_NODE_PAPER, MDG_NODE_DONE, 3 },
                               { MDG_NODE_MY_NUMBER, MDG_NODE_DONE, 2 } };
  MdgReceptionTotals totals = { .n = 5, .links = g_array_new (FALSE, FALSE, sizeof *links) };
  MdgStreamWords words = { .count = count_words };
  GtkWidget *window = gtk_window_new ();
  MdgStreamView *view = MDG_STREAM_VIEW (mdg_stream_view_new ());
  GtkWidget *paper;
  int before, after;

  for (guint i = 0; i < MDG_STATIONS; i++)
    words.stations[i] = "station";
  for (guint i = 0; i < MDG_N_NODES; i++)
    words.nodes[i] = mdg_reception_node_id ((MdgReceptionNode)i);
  g_array_append_vals (totals.links, links, G_N_ELEMENTS (links));
  mdg_stream_view_set_totals (view, &totals, &words);
  gtk_window_set_child (GTK_WINDOW (window), GTK_WIDGET (view));
  gtk_window_present (GTK_WINDOW (window));
  wait_for_size (GTK_WIDGET (view));
  paper = mdg_stream_view_get_button (view, MDG_NODE_PAPER);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (paper), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "station: paper, 3 of 5");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (paper), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                       "→ station: done, 3 of 3");
  g_assert_true (gtk_widget_grab_focus (paper));
  g_assert_null (mdg_stream_view_get_button (view, MDG_NODE_FAILED));
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &before, NULL, NULL, NULL);
  mdg_picture_view_zoom_by (MDG_PICTURE_VIEW (view), 1.5);
  gtk_widget_measure (GTK_WIDGET (view), GTK_ORIENTATION_HORIZONTAL, -1, &after, NULL, NULL, NULL);
  g_assert_cmpint (after, >, before);
  mdg_stream_view_set_totals (view, NULL, &words);
  g_assert_null (mdg_stream_view_get_button (view, MDG_NODE_PAPER));
  gtk_window_destroy (GTK_WINDOW (window));
  g_array_unref (totals.links);
}

int
main (int argc, char *argv[])
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add ("/flow-view/buttons", Fixture, NULL, set_up, test_buttons, tear_down);
  g_test_add ("/flow-view/walk-is-told", Fixture, NULL, set_up, test_walk_is_told, tear_down);
  g_test_add ("/flow-view/arrows", Fixture, NULL, set_up, test_arrows, tear_down);
  g_test_add ("/flow-view/zoom-and-pan", Fixture, NULL, set_up, test_zoom_and_pan, tear_down);
  g_test_add ("/flow-view/cost-of-panning", Fixture, NULL, set_up, test_cost_of_panning, tear_down);
  g_test_add ("/flow-view/contrast", Fixture, NULL, set_up, test_contrast, tear_down);
  g_test_add_func ("/flow-view/streams", test_streams);
  return g_test_run ();
}
