/* test-streams.c: the streams of receptions as geometry: in proportion, whole, nothing over
 * anything else; the picture of them to hand out; and the way of one reception on the flow's own
 * picture. SPDX-License-Identifier: GPL-3.0-or-later */
#include "consent/reception-trace.h"
#include "consent/stream-picture.h"

#include <math.h>
#include <string.h>

#define NOON 1795230000 /* 2026-11-21 */
#define NEAR 0.01
#define TEXT_HEIGHT 34.0

/* totals -------------------------------------------------------------------------------------- */

static MdgReceptionTotals *
totals_new (void)
{
  MdgReceptionTotals *totals = g_new0 (MdgReceptionTotals, 1);

  totals->links = g_array_new (FALSE, FALSE, sizeof (MdgReceptionLink));
  return totals;
}

static void
add_reception (MdgReceptionTotals *totals, const MdgReception *reception, gint64 n)
{
  MdgReceptionNode nodes[MDG_PATH_MAX];
  guint length = mdg_reception_path (reception, nodes);

  totals->n += n;
  for (guint i = 1; i < length; i++)
    {
      MdgReceptionLink link = { nodes[i - 1], nodes[i], n };
      gboolean found = FALSE;

      for (guint j = 0; j < totals->links->len && !found; j++)
        {
          MdgReceptionLink *old = &g_array_index (totals->links, MdgReceptionLink, j);

          found = old->from == link.from && old->to == link.to;
          old->n += found ? n : 0;
        }
      if (!found)
        g_array_append_val (totals->links, link);
    }
}

static MdgReception
random_reception (GRand *rand)
{
  MdgReception r = {
    .outcome = (MdgOutcome)g_rand_int_range (rand, 0, 4),
    .reference = (MdgReference)g_rand_int_range (rand, 0, 3),
    .validity = (MdgValidity)g_rand_int_range (rand, 0, 7),
    .prescription = (MdgPrescription)g_rand_int_range (rand, 0, 3),
  };

  for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
    r.consents[kind] = (guint8)g_rand_int_range (rand, 0, 3);
  return r;
}

static MdgReceptionTotals *
random_totals (guint seed, guint n_ways, gint64 most)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  MdgReceptionTotals *totals = totals_new ();

  for (guint i = 0; i < n_ways; i++)
    {
      MdgReception reception = random_reception (rand);

      add_reception (totals, &reception, g_rand_int_range (rand, 1, (gint32)most));
    }
  return totals;
}

static void
measure (MdgReceptionNode node, double wrap, double *width, double *height, gpointer data)
{
  *width = wrap;
  *height = TEXT_HEIGHT;
}

/* geometry ------------------------------------------------------------------------------------ */

static const MdgStreamBox *
box_at (const MdgStreamLayout *layout, guint i)
{
  return &g_array_index (layout->boxes, MdgStreamBox, i);
}

static gboolean
lie_over (const MdgFlowRect *a, const MdgFlowRect *b)
{
  return a->x < b->x + b->width - NEAR && b->x < a->x + a->width - NEAR
         && a->y < b->y + b->height - NEAR && b->y < a->y + a->height - NEAR;
}

static void
check_box (const MdgStreamLayout *layout, const MdgReceptionTotals *totals, guint i)
{
  const MdgStreamBox *box = box_at (layout, i);

  g_assert_cmpint (box->n, ==, mdg_reception_totals_through (totals, box->node));
  g_assert_cmpfloat (box->box.height, >=, (double)box->n * layout->scale - NEAR);
  g_assert_cmpfloat (box->text.y, >=, box->box.y);
  g_assert_cmpfloat (box->text.y + box->text.height, <=, box->box.y + box->box.height);
  g_assert_cmpfloat (box->box.x, >=, 0);
  g_assert_cmpfloat (box->box.y, >=, MDG_STREAM_HEADING);
  g_assert_cmpfloat (box->box.x + box->box.width, <=, layout->width);
  g_assert_cmpfloat (box->box.y + box->box.height, <=, layout->height);
  for (guint j = 0; j < i; j++)
    g_assert_false (lie_over (&box->box, &box_at (layout, j)->box));
}

static gboolean
meets (const MdgFlowPoint *point, double width, const MdgFlowRect *box, gboolean at_right)
{
  double x = at_right ? box->x + box->width : box->x;

  return fabs (point->x - x) < NEAR && point->y - width / 2 > box->y - NEAR
         && point->y + width / 2 < box->y + box->height + NEAR;
}

/* Between two boxes it runs from left to right, and past the boxes in between. */
static void
check_stream (const MdgStreamLayout *layout, guint i)
{
  const MdgStream *stream = &g_array_index (layout->streams, MdgStream, i);
  const MdgStreamBox *from = mdg_stream_layout_box (layout, stream->link.from);
  const MdgStreamBox *to = mdg_stream_layout_box (layout, stream->link.to);

  g_assert_cmpfloat_with_epsilon (stream->width, (double)stream->link.n * layout->scale, NEAR);
  g_assert_cmpuint (stream->n_points, >=, 2);
  g_assert_true (meets (&stream->points[0], stream->width, &from->box, TRUE));
  g_assert_true (meets (&stream->points[stream->n_points - 1], stream->width, &to->box, FALSE));
  for (guint p = 1; p < stream->n_points; p++)
    g_assert_cmpfloat (stream->points[p].x, >, stream->points[p - 1].x);
  for (guint p = 1; p + 1 < stream->n_points; p += 2)
    {
      const MdgFlowPoint *a = &stream->points[p], *b = &stream->points[p + 1];
      MdgFlowRect level = { a->x, a->y - stream->width / 2, b->x - a->x, stream->width };

      g_assert_cmpfloat_with_epsilon (a->y, b->y, NEAR);
      for (guint box = 0; box < layout->boxes->len; box++)
        g_assert_false (lie_over (&level, &box_at (layout, box)->box));
    }
}

/* At one side of a box the streams lie one below the other. */
static void
check_side (const MdgStreamLayout *layout, const MdgStreamBox *box, gboolean outgoing)
{
  for (guint i = 0; i < layout->streams->len; i++)
    for (guint j = 0; j < i; j++)
      {
        const MdgStream *a = &g_array_index (layout->streams, MdgStream, i);
        const MdgStream *b = &g_array_index (layout->streams, MdgStream, j);

        if ((outgoing ? a->link.from : a->link.to) != box->node
            || (outgoing ? b->link.from : b->link.to) != box->node)
          continue;
        g_assert_cmpfloat (fabs (a->points[outgoing ? 0 : a->n_points - 1].y
                                 - b->points[outgoing ? 0 : b->n_points - 1].y),
                           >=, (a->width + b->width) / 2 - NEAR);
      }
}

static void
test_geometry (void)
{
  for (guint seed = 1; seed <= 60; seed++)
    {
      g_autoptr (MdgReceptionTotals) totals = random_totals (seed, 1 + seed * 2, 500);
      g_autoptr (MdgStreamLayout) layout
          = mdg_stream_layout_new (totals, MDG_STREAM_HEIGHT, measure, NULL);

      g_assert_cmpuint (layout->streams->len, ==, totals->links->len);
      for (guint i = 0; i < layout->boxes->len; i++)
        {
          check_box (layout, totals, i);
          check_side (layout, box_at (layout, i), TRUE);
          check_side (layout, box_at (layout, i), FALSE);
        }
      for (guint i = 0; i < layout->streams->len; i++)
        check_stream (layout, i);
    }
}

/* What goes straight on lies straight: the picture is read without a ruler. */
static void
test_one_way (void)
{
  MdgReception reception = { .outcome = MDG_OUTCOME_NORMAL,
                             .reference = MDG_REFERENCE_MY_NUMBER,
                             .validity = MDG_VALIDITY_VALID,
                             .prescription = MDG_PRESCRIPTION_PAPER };
  g_autoptr (MdgReceptionTotals) totals = totals_new ();
  g_autoptr (MdgStreamLayout) layout = NULL;

  add_reception (totals, &reception, 1);
  layout = mdg_stream_layout_new (totals, MDG_STREAM_HEIGHT, measure, NULL);
  g_assert_cmpuint (layout->boxes->len, ==, 4);
  g_assert_cmpuint (layout->columns->len, ==, 4);
  for (guint i = 0; i < layout->boxes->len; i++)
    g_assert_cmpfloat_with_epsilon (box_at (layout, i)->box.y, box_at (layout, 0)->box.y, NEAR);
  g_assert_cmpfloat_with_epsilon (
      layout->width, 2 * MDG_STREAM_MARGIN + 4 * MDG_STREAM_BOX + 3 * MDG_STREAM_CHANNEL, NEAR);
}

/* The same numbers give the same picture; and no reception none. */
static void
test_stable (void)
{
  g_autoptr (MdgReceptionTotals) totals = random_totals (7, 90, 10000);
  g_autoptr (MdgReceptionTotals) nothing = totals_new ();
  g_autoptr (MdgStreamLayout) one
      = mdg_stream_layout_new (totals, MDG_STREAM_HEIGHT, measure, NULL);
  g_autoptr (MdgStreamLayout) other
      = mdg_stream_layout_new (totals, MDG_STREAM_HEIGHT, measure, NULL);
  g_autoptr (MdgStreamLayout) empty
      = mdg_stream_layout_new (nothing, MDG_STREAM_HEIGHT, measure, NULL);

  g_assert_cmpmem (one->streams->data, one->streams->len * sizeof (MdgStream), other->streams->data,
                   other->streams->len * sizeof (MdgStream));
  g_assert_cmpuint (empty->boxes->len, ==, 0);
  g_assert_cmpfloat (empty->width, >=, 0);
}

/* pictures ------------------------------------------------------------------------------------ */

static char *
count (gint64 n, gint64 of)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "件", n);
}

static MdgStreamWords
words (void)
{
  MdgStreamWords w = { .count = count };

  for (guint i = 0; i < MDG_STATIONS; i++)
    w.stations[i] = "特定疾病療養受療証";
  for (guint i = 0; i < MDG_N_NODES; i++)
    w.nodes[i] = mdg_reception_node_term ((MdgReceptionNode)i);
  return w;
}

static void
test_sheet (void)
{
  g_autoptr (MdgReceptionTotals) totals = random_totals (3, 40, 900);
  MdgStreamWords w = words ();
  MdgPictureWords sheet_words = { "受付の流れ", "2026年11月", "窓口" };
  g_autoptr (MdgPictureSheet) sheet = mdg_stream_sheet_new (totals, &w, &sheet_words, NOON);
  g_autofree char *name = mdg_picture_sheet_suggest_name (sheet, "png");
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = mdg_picture_sheet_to_pdf (sheet, &error);
  g_autoptr (GBytes) svg = mdg_picture_sheet_to_svg (sheet, &error);
  g_autoptr (GBytes) png = mdg_picture_sheet_to_png (sheet, 1, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, "Receptions_20261121.png");
  g_assert_cmpint (memcmp (mdg_secret_get_data (pdf, NULL), "%PDF-", 5), ==, 0);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (svg, NULL), 400, "<svg"));
  g_assert_cmpint (memcmp (g_bytes_get_data (png, NULL), "\x89PNG", 4), ==, 0);
}

/* Every text fits into its box, in the longest words that there are. */
static void
test_text_fits (void)
{
  g_autoptr (MdgReceptionTotals) totals = random_totals (5, 200, 100000);
  MdgStreamWords w = words ();
  g_autoptr (MdgStreamPicture) picture = mdg_stream_picture_new (totals, &w, MDG_STREAM_HEIGHT);
  const MdgStreamLayout *layout = mdg_stream_picture_get_layout (picture);

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      g_assert_cmpfloat (box_at (layout, i)->text.height, >, 20);
      check_box (layout, totals, i);
    }
}

/* one reception ------------------------------------------------------------------------------- */

static gboolean
took (const MdgFlow *flow, const MdgFlowTrace *trace, const char *node, const char *answer)
{
  guint n = mdg_flow_find (flow, node);
  const GArray *answers = mdg_flow_node (flow, n)->answers;

  for (guint i = 0; i < answers->len; i++)
    if (g_str_equal (g_array_index (answers, MdgFlowAnswer, i).id, answer))
      return mdg_flow_trace_took (trace, n, i);
  g_error ("%s has no answer %s", node, answer);
}

static gboolean
visited (const MdgFlow *flow, const MdgFlowTrace *trace, const char *node)
{
  return mdg_flow_trace_visited (trace, mdg_flow_find (flow, node));
}

static void
test_trace (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  MdgFlowTrace trace;
  MdgReception reception = { .outcome = MDG_OUTCOME_NORMAL,
                             .reference = MDG_REFERENCE_MY_NUMBER,
                             .validity = MDG_VALIDITY_VALID,
                             .prescription = MDG_PRESCRIPTION_ELECTRONIC };

  for (guint kind = MDG_CONSENT_OPERATION; kind <= MDG_CONSENT_CHECKUPS; kind++)
    reception.consents[kind] = MDG_CONSENT_GIVEN;
  mdg_reception_trace (flow, &reception, &trace);
  g_assert_true (took (flow, &trace, "arrive", "card"));
  g_assert_true (took (flow, &trace, "consent", "all"));
  g_assert_false (took (flow, &trace, "consent", "each"));
  g_assert_true (took (flow, &trace, "prescription", "electronic"));
  g_assert_true (took (flow, &trace, "verify", "valid"));
  g_assert_true (visited (flow, &trace, "done"));
  /* Identified somehow; how, no file tells. */
  g_assert_true (visited (flow, &trace, "identity"));
  g_assert_false (visited (flow, &trace, "face") || visited (flow, &trace, "pin"));
  g_assert_false (took (flow, &trace, "identity", "face"));
  g_assert_false (visited (flow, &trace, "surgery"));
}

/* What the reader does not ask on this way is not lit, whatever the file holds. */
static void
test_trace_of_some (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  MdgFlowTrace trace;
  MdgReception reception = { .outcome = MDG_OUTCOME_FAILED,
                             .reference = MDG_REFERENCE_CERTIFICATE,
                             .validity = MDG_VALIDITY_INVALID };

  reception.consents[MDG_CONSENT_DISEASES] = MDG_CONSENT_REFUSED;
  reception.consents[MDG_CONSENT_OPERATION] = MDG_CONSENT_REFUSED;
  reception.consents[MDG_CONSENT_DIAGNOSIS] = MDG_CONSENT_GIVEN;
  reception.consents[MDG_CONSENT_DRUGS] = MDG_CONSENT_GIVEN;
  mdg_reception_trace (flow, &reception, &trace);
  g_assert_false (visited (flow, &trace, "arrive"));
  g_assert_true (took (flow, &trace, "disease", "no"));
  g_assert_true (visited (flow, &trace, "subsidy"));
  g_assert_true (took (flow, &trace, "consent", "each"));
  g_assert_true (took (flow, &trace, "surgery", "no"));
  g_assert_true (took (flow, &trace, "care", "yes"));
  g_assert_false (visited (flow, &trace, "medicine"));
  g_assert_true (visited (flow, &trace, "checkup") && visited (flow, &trace, "prescription"));
  g_assert_true (took (flow, &trace, "verify", "none"));
  g_assert_true (visited (flow, &trace, "invalid"));
  g_assert_false (visited (flow, &trace, "done"));
}

/* Who refused everything was asked for each; and that there is a 限度額 says nothing of 特定疾病.
 */
static void
test_trace_of_none (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  MdgFlowTrace trace;
  MdgReception reception = { .outcome = MDG_OUTCOME_NORMAL,
                             .reference = MDG_REFERENCE_MY_NUMBER,
                             .validity = MDG_VALIDITY_VALID };

  for (guint kind = MDG_CONSENT_OPERATION; kind <= MDG_CONSENT_CHECKUPS; kind++)
    reception.consents[kind] = MDG_CONSENT_REFUSED;
  reception.consents[MDG_CONSENT_LIMIT] = MDG_CONSENT_GIVEN;
  mdg_reception_trace (flow, &reception, &trace);
  g_assert_true (visited (flow, &trace, "disease"));
  g_assert_false (took (flow, &trace, "disease", "yes") || took (flow, &trace, "disease", "no"));
  g_assert_true (took (flow, &trace, "consent", "each"));
  g_assert_true (took (flow, &trace, "surgery", "no"));
  g_assert_true (took (flow, &trace, "care", "no"));
  g_assert_true (took (flow, &trace, "medicine", "no"));
  g_assert_true (took (flow, &trace, "checkup", "no"));
  g_assert_true (visited (flow, &trace, "done"));
}

/* The standard variant, which the picture shows, has every answer that a file can tell of. */
static void
test_trace_has_all (void)
{
  g_autoptr (MdgFlow) flow = mdg_flow_new ("ja");
  MdgFlowVariant variant = mdg_flow_standard (flow);
  g_autoptr (MdgFlowGraph) graph = mdg_flow_graph_new (flow, &variant);

  for (guint i = 0; i < MDG_N_NODES; i++)
    {
      const char *answer, *id = mdg_reception_node_in_flow ((MdgReceptionNode)i, &answer);
      gboolean found = answer == NULL;

      if (id == NULL)
        continue;
      g_assert_true (graph->shown[mdg_flow_find (flow, id)]);
      for (guint j = 0; j < graph->edges->len && !found; j++)
        {
          const MdgFlowEdge *edge = &g_array_index (graph->edges, MdgFlowEdge, j);

          found = edge->from == mdg_flow_find (flow, id)
                  && g_str_equal (mdg_flow_answer (flow, edge->from, edge->answer)->id, answer);
        }
      g_assert_true (found);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/streams/geometry", test_geometry);
  g_test_add_func ("/streams/one-way", test_one_way);
  g_test_add_func ("/streams/stable", test_stable);
  g_test_add_func ("/streams/sheet", test_sheet);
  g_test_add_func ("/streams/text-fits", test_text_fits);
  g_test_add_func ("/streams/trace", test_trace);
  g_test_add_func ("/streams/trace-of-some", test_trace_of_some);
  g_test_add_func ("/streams/trace-of-none", test_trace_of_none);
  g_test_add_func ("/streams/trace-has-all", test_trace_has_all);
  return g_test_run ();
}
