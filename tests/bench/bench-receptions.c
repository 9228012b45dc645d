/* bench-receptions.c: a face reader's result files and what is counted of them.
 *
 *   bench-receptions read      5,000 files (RECEPTIONS=n: so many) read into a cache, against
 * libxml2's streaming parse of the same files: processor time of all threads
 *   bench-receptions totals    streams of each month over 1,000,000 receptions, against the same
 * SQL in the sqlite3 shell: processor time
 *   bench-receptions streams   the picture of a year's, 30,000: laid out and drawn,
 * against an empty one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#include "../app/store/scratch-folder.h"
#include "consent/reception-book.h"
#include "consent/reception-folder.h"
#include "consent/reception-totals.h"
#include "consent/result-file.h"
#include "consent/stream-picture.h"
#include "store/cache-store.h"
#include "training/result-files.h"

#define FILES 5000
#define ROWS 1000000
#define ROW_DAYS 365
#define YEAR 30000
#define ROUNDS 5
#define TICK_MS 5

static double
own_seconds (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double
children_seconds (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
         + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Files --------------------------------------------------------------------------------------- */

static double
parse_by_libxml2 (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  double begin = own_seconds ();
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      xmlTextReader *reader = xmlReaderForFile (path, NULL, XML_PARSE_NONET);
      int more;

      g_assert_nonnull (reader);
      do
        more = xmlTextReaderRead (reader);
      while (more == 1);
      g_assert_cmpint (more, ==, 0);
      xmlFreeTextReader (reader);
    }
  return own_seconds () - begin;
}

/* How long the main thread, which draws the window, was not to be spoken to at the worst. */
typedef struct
{
  gint64 last;
  gint64 worst;
} Pulse;

static gboolean
on_tick (gpointer data)
{
  Pulse *pulse = data;
  gint64 time = g_get_monotonic_time ();

  pulse->worst = MAX (pulse->worst, time - pulse->last);
  pulse->last = time;
  return G_SOURCE_CONTINUE;
}

static double
read_into_cache (MdgCache *cache, const char *folder, guint n, Pulse *pulse)
{
  g_autoptr (MdgClock) clock = mdg_clock_new_system ();
  guint tick = g_timeout_add (TICK_MS, on_tick, pulse);
  double begin = own_seconds (), seconds;
  MdgReceptionFolder *watched = mdg_reception_folder_new (cache, folder, clock);

  pulse->last = g_get_monotonic_time ();
  while (mdg_reception_folder_get_watch (watched)->n_read < n)
    g_main_context_iteration (NULL, TRUE);
  seconds = own_seconds () - begin;
  g_source_remove (tick);
  mdg_reception_folder_stop (watched);
  while (!mdg_reception_folder_is_idle (watched))
    g_main_context_iteration (NULL, TRUE);
  g_object_unref (watched);
  return seconds;
}

static MdgCache *
open_cache (const char *folder)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static void
bench_read (void)
{
  const char *wanted = g_getenv ("RECEPTIONS");
  guint n = wanted != NULL ? (guint)atoi (wanted) : FILES;
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (n, 1, now (), &error);
  char *folder = scratch_folder_new ();

  g_assert_no_error (error);
  g_assert_true (mdg_result_files_write (files, folder, &error));
  parse_by_libxml2 (folder); /* fills the computer's cache; not counted */
  for (guint i = 0; i < ROUNDS; i++)
    {
      char *place = scratch_folder_new ();
      g_autoptr (MdgCache) cache = open_cache (place);
      Pulse pulse = { 0 };
      double other = parse_by_libxml2 (folder);
      double ours = read_into_cache (cache, folder, n, &pulse);

      g_print ("{\"name\": \"receptions-read\", \"ours\": %.6f, \"other\": %.6f, \"files\": %u,"
               " \"worst_pause\": %.6f}\n",
               ours, other, n, (double)pulse.worst / G_USEC_PER_SEC);
      mdg_cache_close (cache);
      scratch_folder_free (place);
    }
  scratch_folder_free (folder);
}

/* Totals -------------------------------------------------------------------------------------- */

static MdgDatabase *
open_database (const char *path)
{
  g_autoptr (GError) error = NULL;
  MdgDatabase *database = mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                                             mdg_cache_n_migrations, &error);

  g_assert_no_error (error);
  return database;
}

/* As receptions are: most go the usual way. Below @n: the higher, the more seldom. */
static guint
seldom (GRand *rand, guint n)
{
  return (guint)(g_rand_double (rand) * g_rand_double (rand) * n);
}

static void
fill (const char *path)
{
  g_autoptr (MdgDatabase) database = open_database (path);
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);
  gint64 first = now () - (gint64)ROW_DAYS * 86400;

  g_assert_true (mdg_database_begin (database, NULL));
  for (guint i = 0; i < ROWS; i++)
    {
      MdgFileSight sight = { i, 4000, first };
      MdgReception reception = { .at = first + (gint64)i * ROW_DAYS * 86400 / ROWS };

      reception.outcome = (MdgOutcome)(1 + seldom (rand, 3));
      reception.reference = (MdgReference)(1 + seldom (rand, 2));
      reception.validity = (MdgValidity)(1 + seldom (rand, 6));
      reception.prescription = (MdgPrescription)seldom (rand, 3);
      for (guint kind = 0; kind < 6; kind++)
        reception.consents[kind] = (guint8)(1 + seldom (rand, 2));
      g_assert_true (mdg_reception_book_put (database, &sight, &reception, NULL));
    }
  g_assert_true (mdg_database_commit (database, NULL));
}

static double
count_by_shell (const char *path)
{
  const char *argv[]
      = { "sqlite3", path, MDG_RECEPTION_COUNT_SQL MDG_RECEPTION_COUNT_GROUPS, NULL };
  g_autoptr (GError) error = NULL;
  double begin = children_seconds ();
  int status;

  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL,
                NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  return children_seconds () - begin;
}

/* One connection has the file to itself: it is closed again before the shell comes. */
static double
count_ourselves (const char *path)
{
  g_autoptr (MdgDatabase) database = open_database (path);
  g_autoptr (GPtrArray) totals = NULL;
  MdgReceptionQuery query = { 0 };
  double begin = own_seconds (), seconds;
  gint64 n = 0;

  totals = mdg_reception_totals_count (database, &query, MDG_PERIOD_MONTH, NULL);
  seconds = own_seconds () - begin;
  for (guint i = 0; i < totals->len; i++)
    n += ((MdgReceptionTotals *)totals->pdata[i])->n;
  g_assert_cmpint (n, ==, ROWS);
  return seconds;
}

static void
bench_totals (void)
{
  char *folder = scratch_folder_new ();
  g_autofree char *path = g_build_filename (folder, "cache.sqlite", NULL);

  fill (path);
  count_by_shell (path); /* not counted */
  for (guint i = 0; i < ROUNDS; i++)
    {
      double other = count_by_shell (path), ours = count_ourselves (path);

      g_print ("{\"name\": \"receptions-totals\", \"ours\": %.6f, \"other\": %.6f}\n", ours, other);
    }
  scratch_folder_free (folder);
}

/* Streams ------------------------------------------------------------------------------------- */

/* What the training invents, which has every code: seldom ones seldom. */
static MdgReceptionTotals *
invent_year (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (YEAR, 1, now (), &error);
  g_autofree gint64 *links = g_new0 (gint64, MDG_N_NODES * MDG_N_NODES);
  MdgReceptionTotals *totals = g_new0 (MdgReceptionTotals, 1);

  g_assert_no_error (error);
  totals->links = g_array_new (FALSE, FALSE, sizeof (MdgReceptionLink));
  totals->n = YEAR;
  for (guint i = 0; i < YEAR; i++)
    {
      g_autoptr (GBytes) content = mdg_result_files_content (files, i, NULL);
      MdgReception reception;
      MdgReceptionNode nodes[MDG_PATH_MAX];
      guint n;

      g_assert_cmpint (mdg_result_file_parse (g_bytes_get_data (content, NULL),
                                              g_bytes_get_size (content), &reception),
                       ==, MDG_RESULT_WHOLE);
      n = mdg_reception_path (&reception, nodes);
      for (guint k = 1; k < n; k++)
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

static char *
describe_count (gint64 n, gint64 of)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "件", n);
}

/* @totals: (nullable): the paper alone. */
static double
draw_streams (const MdgReceptionTotals *totals)
{
  MdgStreamWords words = { .count = describe_count };
  double begin = own_seconds ();
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1280, 720);
  cairo_t *cr = cairo_create (surface);

  for (guint i = 0; i < MDG_STATIONS; i++)
    words.stations[i] = "特定疾病療養受療証";
  for (guint i = 0; i < MDG_N_NODES; i++)
    words.nodes[i] = mdg_reception_node_term ((MdgReceptionNode)i);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  if (totals != NULL)
    {
      g_autoptr (MdgStreamPicture) picture
          = mdg_stream_picture_new (totals, &words, MDG_STREAM_HEIGHT);
      const MdgStreamLayout *layout = mdg_stream_picture_get_layout (picture);

      cairo_scale (cr, MIN (1280 / layout->width, 720 / layout->height),
                   MIN (1280 / layout->width, 720 / layout->height));
      mdg_stream_picture_draw (picture, cr, &mdg_flow_look_on_paper, MDG_N_NODES);
    }
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return own_seconds () - begin;
}

static void
bench_streams (void)
{
  g_autoptr (MdgReceptionTotals) totals = invent_year ();

  draw_streams (totals); /* fonts are looked for once */
  for (guint i = 0; i < ROUNDS; i++)
    {
      double other = draw_streams (NULL), ours = draw_streams (totals);

      g_print (
          "{\"name\": \"receptions-streams\", \"ours\": %.6f, \"other\": %.6f, \"streams\": %u}\n",
          ours, other, totals->links->len);
    }
}

int
main (int argc, char **argv)
{
  const char *what = argc > 1 ? argv[1] : "";

  if (g_str_equal (what, "read"))
    bench_read ();
  else if (g_str_equal (what, "totals"))
    bench_totals ();
  else if (g_str_equal (what, "streams"))
    bench_streams ();
  else
    return 2;
  return 0;
}
