/* test-picture-paper.c: pictures on A4 and A3, as poppler reads them back: the size of the pages,
 * no letter smaller than 11 pt, and every box on one of them. SPDX-License-Identifier:
 * GPL-3.0-or-later */
#include <math.h>
#include <poppler.h>
#include <string.h>

#include "consent/flow-sheet.h"
#include "consent/picture-pages.h"
#include "consent/stream-picture.h"

#define NOON 1795230000 /* 2026-11-21 */
#define SMALLEST 11.0

/* What a PDF has. */
typedef struct
{
  guint n_pages;
  double smallest; /* letter */
  GString *text;   /* of all pages, without white space */
} Paper;

static void
add_text (GString *all, const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (!g_unichar_isspace (g_utf8_get_char (text)))
      g_string_append_len (all, text, g_utf8_next_char (text) - text);
}

static void
read_page (Paper *paper, PopplerPage *page, double longer, double shorter)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree char *number
      = g_strdup_printf ("%d/%u", poppler_page_get_index (page) + 1, paper->n_pages);
  GList *attributes = poppler_page_get_text_attributes (page);
  double own_width, own_height;

  poppler_page_get_size (page, &own_width, &own_height);
  g_assert_cmpfloat_with_epsilon (fmax (own_width, own_height), longer, 0.5);
  g_assert_cmpfloat_with_epsilon (fmin (own_width, own_height), shorter, 0.5);
  g_assert_nonnull (strstr (text, number));
  g_assert_nonnull (attributes);
  for (GList *l = attributes; l != NULL; l = l->next)
    paper->smallest = fmin (paper->smallest, ((PopplerTextAttributes *)l->data)->font_size);
  poppler_page_free_text_attributes (attributes);
  add_text (paper->text, text);
}

/* Made and read back. */
static Paper
print (MdgPictureSheet *sheet, gboolean a3)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgSecret) pdf = NULL;
  g_autoptr (GBytes) bytes = NULL;
  PopplerDocument *document;
  Paper paper = { .smallest = 1000, .text = g_string_new (NULL) };
  const guint8 *data;
  gsize length;

  mdg_picture_sheet_set_a3 (sheet, a3);
  pdf = mdg_picture_sheet_to_pdf (sheet, &error);
  g_assert_no_error (error);
  data = mdg_secret_get_data (pdf, &length);
  bytes = g_bytes_new (data, length);
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  g_assert_no_error (error);
  paper.n_pages = (guint)poppler_document_get_n_pages (document);
  for (guint i = 0; i < paper.n_pages; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, (int)i);

      read_page (&paper, page, a3 ? 1190.55 : 841.89, a3 ? 841.89 : 595.28);
      g_object_unref (page);
    }
  g_object_unref (document);
  g_test_message ("%s: %u pages, smallest letter %.2f pt", a3 ? "A3" : "A4", paper.n_pages,
                  paper.smallest);
  g_assert_cmpfloat (paper.smallest, >=, SMALLEST - 0.01);
  return paper;
}

static void
assert_has (const Paper *paper, const char *words)
{
  g_autoptr (GString) plain = g_string_new (NULL);

  add_text (plain, words);
  if (strstr (paper->text->str, plain->str) == NULL)
    g_error ("not on paper: %s", words);
}

/* ---- flows --------------------------------------------------------------------------------- */

static void
assert_has_flow (const Paper *paper, const MdgFlow *flow, const MdgFlowVariant *variant)
{
  g_autoptr (MdgFlowPicture) picture = mdg_flow_picture_new (flow, variant);
  const MdgFlowLayout *layout = mdg_flow_picture_get_layout (picture);

  for (guint i = 0; i < layout->boxes->len; i++)
    {
      const MdgFlowBox *box = &g_array_index (layout->boxes, MdgFlowBox, i);

      assert_has (paper, mdg_flow_text (mdg_flow_node (flow, box->node)->title, variant));
      for (guint k = 0; k < box->n_answers; k++)
        assert_has (paper, mdg_flow_answer (flow, box->node, box->answers[k])->label);
    }
  for (guint i = 0; i < layout->bands->len; i++)
    assert_has (paper, g_array_index (flow->stages, MdgFlowStage,
                                      g_array_index (layout->bands, MdgFlowBand, i).stage)
                           .name);
}

/* The largest that there is. */
static void
test_flow (gconstpointer language)
{
  MdgFlow *flow = mdg_flow_new (language);
  MdgFlowVariant variant = mdg_flow_standard (flow);
  MdgPictureWords words = { "同意フロー", "施設: 医療機関", "2026-11 窓口" };
  g_autoptr (MdgPictureSheet) sheet = NULL;
  Paper a4, a3;

  g_assert_true (mdg_flow_choose (flow, &variant, "smartphone", "on"));
  sheet = mdg_flow_sheet_new (flow, &variant, NULL, &words, NOON);
  a4 = print (sheet, FALSE);
  a3 = print (sheet, TRUE);
  g_assert_cmpuint (a3.n_pages, <, a4.n_pages);
  g_assert_cmpuint (a4.n_pages, <=, 6);
  g_assert_cmpuint (a3.n_pages, <=, 3);
  assert_has_flow (&a4, flow, &variant);
  assert_has_flow (&a3, flow, &variant);
  g_string_free (a4.text, TRUE);
  g_string_free (a3.text, TRUE);
}

/* ---- streams ------------------------------------------------------------------------------- */

static char *
count (gint64 n, gint64 of)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "件 (%" G_GINT64_FORMAT "%%)", n, n * 100 / of);
}

/* Every way there is, so that every station has its column. */
static MdgReceptionTotals *
all_ways (GRand *rand, guint n)
{
  g_autofree gint64 *links = g_new0 (gint64, MDG_N_NODES * MDG_N_NODES);
  MdgReceptionTotals *totals = g_new0 (MdgReceptionTotals, 1);

  totals->links = g_array_new (FALSE, FALSE, sizeof (MdgReceptionLink));
  totals->n = n;
  for (guint i = 0; i < n; i++)
    {
      MdgReception reception
          = { .outcome = 1 + (i % 40 == 0) + (i % 80 == 0), .reference = 1 + i % 2 };
      MdgReceptionNode nodes[MDG_PATH_MAX];
      guint length;

      reception.validity = (MdgValidity)(1 + g_rand_int_range (rand, 0, 6));
      reception.prescription = (MdgPrescription)g_rand_int_range (rand, 0, 3);
      for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
        reception.consents[kind] = (guint8)g_rand_int_range (rand, 0, 3);
      length = mdg_reception_path (&reception, nodes);
      for (guint k = 1; k < length; k++)
        links[nodes[k - 1] * MDG_N_NODES + nodes[k]]++;
    }
  for (guint i = 0; i < MDG_N_NODES * MDG_N_NODES; i++)
    {
      MdgReceptionLink link = { i / MDG_N_NODES, i % MDG_N_NODES, links[i] };

      if (link.n > 0)
        g_array_append_val (totals->links, link);
    }
  return totals;
}

static void
test_streams (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (MdgReceptionTotals) totals = all_ways (rand, 3000);
  MdgStreamWords words = { .count = count };
  MdgPictureWords sheet_words = { "受付の流れ", "2026年11月", "窓口" };
  g_autoptr (MdgPictureSheet) sheet = NULL;
  Paper a4, a3;

  for (guint i = 0; i < MDG_STATIONS; i++)
    words.stations[i] = "特定疾病療養受療証";
  for (guint i = 0; i < MDG_N_NODES; i++)
    words.nodes[i] = mdg_reception_node_term ((MdgReceptionNode)i);
  sheet = mdg_stream_sheet_new (totals, &words, &sheet_words, NOON);
  a4 = print (sheet, FALSE);
  a3 = print (sheet, TRUE);
  g_assert_cmpuint (a4.n_pages, ==, 2);
  g_assert_cmpuint (a3.n_pages, <=, 2);
  for (guint node = 0; node < MDG_N_NODES; node++)
    {
      gint64 n = mdg_reception_totals_through (totals, (MdgReceptionNode)node);
      g_autofree char *number = count (n, totals->n);

      if (n == 0)
        continue;
      assert_has (&a4, words.nodes[node]);
      assert_has (&a4, number);
      assert_has (&a3, number);
    }
  g_string_free (a4.text, TRUE);
  g_string_free (a3.text, TRUE);
}

/* ---- the division -------------------------------------------------------------------------- */

/* Of boxes anywhere each is whole in one piece, the pieces lie beside each other, and none is
 * larger than the room. */
static void
test_division (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 300; round++)
    {
      g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (MdgFlowRect));
      g_autoptr (MdgPicturePages) pages = NULL;

      for (guint i = 0; i < 40; i++)
        {
          MdgFlowRect block
              = { g_rand_double_range (rand, 0, 1900), g_rand_double_range (rand, 0, 1450),
                  g_rand_double_range (rand, 5, 100), g_rand_double_range (rand, 5, 50) };

          g_array_append_val (blocks, block);
        }
      pages = mdg_picture_pages_new (2000, 1500, blocks, 700, 500, 1);
      for (guint i = 0; i < pages->pieces->len; i++)
        {
          const MdgFlowRect *piece = &g_array_index (pages->pieces, MdgFlowRect, i);

          g_assert_cmpfloat (piece->width, >, 0);
          g_assert_cmpfloat (piece->width * pages->scale, <=, 700.01);
          g_assert_cmpfloat (piece->height * pages->scale, <=, 500.01);
        }
      g_assert_cmpfloat (pages->scale, >=, 1);
    }
}

/* What stands in a row and columns is not cut, and what fits on one sheet is in one piece. */
static void
test_cuts (void)
{
  g_autoptr (GArray) blocks = g_array_new (FALSE, FALSE, sizeof (MdgFlowRect));

  for (guint i = 0; i < 10; i++)
    for (guint k = 0; k < 4; k++)
      {
        MdgFlowRect block = { 20 + i * 150, 20 + k * 200, 110, 150 };

        g_array_append_val (blocks, block);
      }
  g_autoptr (MdgPicturePages) one = mdg_picture_pages_new (1500, 800, blocks, 700, 400, 0.4);
  g_autoptr (MdgPicturePages) many = mdg_picture_pages_new (1500, 800, blocks, 700, 400, 1);
  g_autoptr (MdgPicturePages) tiny = mdg_picture_pages_new (1500, 800, blocks, 50, 40, 1);

  g_assert_cmpuint (one->pieces->len, ==, 1);
  g_assert_cmpfloat_with_epsilon (one->scale, 700.0 / 1500, 0.001);
  for (guint i = 0; i < blocks->len; i++)
    {
      const MdgFlowRect *block = &g_array_index (blocks, MdgFlowRect, i);
      guint whole = 0;

      for (guint p = 0; p < many->pieces->len; p++)
        {
          const MdgFlowRect *piece = &g_array_index (many->pieces, MdgFlowRect, p);

          whole += block->x >= piece->x && block->x + block->width <= piece->x + piece->width
                   && block->y >= piece->y && block->y + block->height <= piece->y + piece->height;
        }
      g_assert_cmpuint (whole, ==, 1);
    }
  g_assert_cmpuint (many->pieces->len, ==, 3 * 2);
  /* What is larger than a sheet is cut after all: it ends. */
  g_assert_cmpuint (tiny->pieces->len, >, 100);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/picture-paper/flow/ja", "ja", test_flow);
  g_test_add_func ("/picture-paper/streams", test_streams);
  g_test_add_func ("/picture-paper/division", test_division);
  g_test_add_func ("/picture-paper/cuts", test_cuts);
  return g_test_run ();
}
