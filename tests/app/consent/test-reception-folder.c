/* test-reception-folder.c: a folder of result files, watched: real files, a real cache, and files
 * that come, go, are half-written, damaged or forbidden. SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "../store/scratch-folder.h"
#include "consent/reception-export.h"
#include "consent/reception-folder.h"
#include "core/table-text.h"
#include "consent/reception-totals.h"
#include "training/result-files.h"

#define NOW G_GINT64_CONSTANT (1795230000) /* 2026-11-21 12:00 in Japan */
#define NAME(hour) "OQSsiquc01res_face_3410712362AB_20261121" hour "0000.xml"
#define N_PEOPLE 24
#define WHOLE "<XmlMsg><QualificationValidity>1</QualificationValidity></XmlMsg>"

typedef struct
{
  char *top;
  char *place; /* of the result files */
  MdgClock *clock;
  MdgCache *cache;
  MdgReceptionFolder *folder;
  MdgReceptionList *list;
  guint n_changes;
} Fixture;

static MdgCache *
open_cache (const char *top)
{
  g_autofree char *path = g_build_filename (top, "cache", NULL);
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  MdgCache *cache;

  mdg_cache_open_training_async (path, NULL, NULL, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  cache = mdg_cache_open_training_finish (result, &error);
  g_assert_no_error (error);
  return cache;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->top = scratch_folder_new ();
  f->place = g_build_filename (f->top, "face", NULL);
  g_mkdir (f->place, 0700);
  f->clock = mdg_clock_new_manual (NOW * G_USEC_PER_SEC);
  f->cache = open_cache (f->top);
}

static void
until_idle (Fixture *f)
{
  while (!mdg_reception_folder_is_idle (f->folder))
    g_main_context_iteration (NULL, TRUE);
}

static void
leave (Fixture *f)
{
  mdg_reception_folder_stop (f->folder);
  until_idle (f);
  g_assert_finalize_object (g_steal_pointer (&f->folder));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->folder != NULL)
    leave (f);
  g_clear_object (&f->list);
  mdg_cache_close (f->cache);
  g_clear_object (&f->cache);
  g_clear_object (&f->clock);
  g_free (f->place);
  scratch_folder_free (f->top);
}

static void
on_receptions (MdgReceptionFolder *folder, Fixture *f)
{
  f->n_changes++;
  mdg_reception_list_reload (f->list);
}

/* The list follows the folder, as it will in the window. */
static void
watch (Fixture *f)
{
  if (f->list == NULL)
    f->list = mdg_reception_list_new (f->cache);
  f->folder = mdg_reception_folder_new (f->cache, f->place, f->clock);
  g_signal_connect (f->folder, "receptions-changed", G_CALLBACK (on_receptions), f);
}

static guint
count (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (mdg_reception_list_get_rows (f->list)));
}

/* A file that nobody tells of (on a share) would be seen some seconds later. */
static void
until (Fixture *f, guint n)
{
  while (count (f) != n || !mdg_reception_list_is_settled (f->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
until_state (Fixture *f, MdgFolderState state)
{
  while (mdg_reception_folder_get_watch (f->folder)->state != state)
    g_main_context_iteration (NULL, TRUE);
}

/* Without waiting until somebody tells of it, which not every system does at once. */
static void
bring (Fixture *f, const char *name, const char *text)
{
  scratch_folder_write (f->place, name, text, strlen (text));
  mdg_reception_folder_look (f->folder);
}

/* Looks again and again, without waiting in between. */
static void
until_unreadable (Fixture *f, guint n)
{
  while (mdg_reception_folder_get_watch (f->folder)->n_unreadable != n)
    {
      mdg_reception_folder_look (f->folder);
      until_idle (f);
    }
}

static void
write_text (Fixture *f, const char *name, const char *text)
{
  scratch_folder_write (f->place, name, text, strlen (text));
}

static gboolean
take (GPtrArray *receptions, gpointer data)
{
  g_ptr_array_extend_and_steal (data, g_ptr_array_ref (receptions));
  return TRUE;
}

static GPtrArray *
take_all (Fixture *f)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_reception_free);
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  mdg_reception_list_for_each_async (f->list, take, all, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_reception_list_for_each_finish (f->list, result, &error));
  g_assert_no_error (error);
  return all;
}

static void
test_before_and_after (Fixture *f, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  g_autofree char *inside = g_build_filename (f->place, NAME ("23"), NULL);

  write_text (f, NAME ("09"), WHOLE);
  write_text (f, NAME ("10"), WHOLE);
  write_text (f, "OQSsiquc01res_other_20261121100000.xml", WHOLE);
  g_assert_cmpint (g_mkdir (inside, 0700), ==, 0);
  before = scratch_folder_fingerprint (f->place);
  watch (f);
  until (f, 2);
  until_idle (f);
  g_assert_cmpint (mdg_reception_folder_get_watch (f->folder)->state, ==, MDG_FOLDER_WATCHED);
  after = scratch_folder_fingerprint (f->place);
  g_assert_cmpstr (before, ==, after);
  /* The system tells of what comes. */
  write_text (f, NAME ("11"), WHOLE);
  until (f, 3);
}

/* Nothing is read twice, by the same or by another program that comes after. */
static void
test_once (Fixture *f, gconstpointer data)
{
  write_text (f, NAME ("09"), WHOLE);
  watch (f);
  until (f, 1);
  until_idle (f);
  g_assert_cmpuint (mdg_reception_folder_get_watch (f->folder)->n_read, ==, 1);
  f->n_changes = 0;
  mdg_reception_folder_look (f->folder);
  until_idle (f);
  g_assert_cmpuint (f->n_changes, ==, 0);
  leave (f);
  watch (f);
  until_idle (f);
  g_assert_cmpuint (mdg_reception_folder_get_watch (f->folder)->n_read, ==, 0);
  g_assert_cmpuint (f->n_changes, ==, 0);
  /* Under the same name with something else in it: what it told before is replaced. */
  bring (f, NAME ("09"), "<XmlMsg><QualificationValidity>2</QualificationValidity> </XmlMsg>");
  while (f->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  until (f, 1);
}

static void
test_half_written (Fixture *f, gconstpointer data)
{
  write_text (f, NAME ("09"), "<XmlMsg><Qualification");
  write_text (f, NAME ("10"), "");
  watch (f);
  while (mdg_reception_folder_get_watch (f->folder)->n_unfinished != 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (mdg_reception_folder_get_watch (f->folder)->n_unreadable, ==, 0);
  bring (f, NAME ("09"), WHOLE);
  bring (f, NAME ("10"), WHOLE);
  until (f, 2);
  until_idle (f);
  g_assert_cmpuint (mdg_reception_folder_get_watch (f->folder)->n_unfinished, ==, 0);
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *large = g_strnfill (2 * 1024 * 1024, 'x');

  write_text (f, NAME ("09"), "<XmlMsg></Other>");
  write_text (f, NAME ("10"), "<html/>");
  write_text (f, NAME ("11"), large);
  write_text (f, NAME ("12"), WHOLE);
  watch (f);
  until (f, 1);
  until_unreadable (f, 3);
  /* Each is right as soon as it is. */
  bring (f, NAME ("10"), WHOLE);
  until (f, 2);
  until_idle (f);
  g_assert_cmpuint (mdg_reception_folder_get_watch (f->folder)->n_unreadable, ==, 2);
}

static void
test_gone_and_back (Fixture *f, gconstpointer data)
{
  g_autofree char *elsewhere = g_build_filename (f->top, "elsewhere", NULL);

  g_assert_cmpint (g_rmdir (f->place), ==, 0);
  watch (f);
  until_state (f, MDG_FOLDER_MISSING);
  until_idle (f);
  g_assert_cmpint (g_mkdir (f->place, 0700), ==, 0);
  write_text (f, NAME ("09"), WHOLE);
  mdg_reception_folder_look (f->folder);
  until (f, 1);
  until_state (f, MDG_FOLDER_WATCHED);
  until_idle (f);
  /* What was read stays when the other system takes its files away. */
  g_assert_cmpint (g_rename (f->place, elsewhere), ==, 0);
  mdg_reception_folder_look (f->folder);
  until_state (f, MDG_FOLDER_MISSING);
  g_assert_cmpuint (count (f), ==, 1);
}

static void
test_forbidden (Fixture *f, gconstpointer data)
{
  g_chmod (f->place, 0);
  if (g_access (f->place, R_OK) == 0)
    {
      g_chmod (f->place, 0700);
      g_test_skip ("whoever runs this may read everything");
      return;
    }
  watch (f);
  until_state (f, MDG_FOLDER_FORBIDDEN);
  until_idle (f);
  g_chmod (f->place, 0700);
  write_text (f, NAME ("09"), WHOLE);
  mdg_reception_folder_look (f->folder);
  until (f, 1);
}

static void
test_old (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) receptions = NULL;

  write_text (f, "OQSsiquc01res_face_x_20250901120000.xml", WHOLE);
  write_text (f, NAME ("09"), WHOLE);
  watch (f);
  until (f, 1);
  until_idle (f);
  /* Half a year later the second is still there; then it is forgotten with the first look that
   * finds something. */
  mdg_clock_advance (f->clock, 200 * G_TIME_SPAN_DAY);
  bring (f, "OQSsiquc01res_face_x_20270601120000.xml", WHOLE);
  until (f, 2);
  until_idle (f);
  f->n_changes = 0;
  mdg_clock_advance (f->clock, 250 * G_TIME_SPAN_DAY);
  bring (f, "OQSsiquc01res_face_x_20280101120000.xml", WHOLE);
  while (f->n_changes == 0)
    g_main_context_iteration (NULL, TRUE);
  until (f, 2);
  receptions = take_all (f);
  g_assert_cmpint (((MdgReception *)receptions->pdata[1])->at, >, NOW + 100 * 86400);
}

/* What cannot be written is told, and tried again. */
static void
test_closed_cache (Fixture *f, gconstpointer data)
{
  write_text (f, NAME ("09"), WHOLE);
  f->list = mdg_reception_list_new (f->cache);
  while (!mdg_reception_list_is_settled (f->list))
    g_main_context_iteration (NULL, TRUE);
  mdg_cache_close (f->cache);
  watch (f);
  while (mdg_reception_folder_get_watch (f->folder)->problem == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count (f), ==, 0);
}

/* Resetting the training takes them away; a folder that is watched anew brings them back. */
static void
test_reset (Fixture *f, gconstpointer data)
{
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  write_text (f, NAME ("09"), WHOLE);
  watch (f);
  until (f, 1);
  leave (f);
  mdg_cache_clear_async (f->cache, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_cache_finish (f->cache, result, NULL));
  mdg_reception_list_reload (f->list);
  until (f, 0);
  watch (f);
  until (f, 1);
}

static void
test_stop (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (300, 1, NOW, NULL);

  g_assert_true (mdg_result_files_write (files, f->place, NULL));
  watch (f);
  mdg_reception_folder_stop (f->folder);
  until_idle (f);
  g_assert_cmpuint (f->n_changes, ==, 0);
}

/* Many ---------------------------------------------------------------------------------------- */

static void
check_all_codes (GPtrArray *receptions)
{
  guint outcomes = 0, references = 0, validities = 0, prescriptions = 0, kinds = 0;
  guint consents[MDG_N_CONSENTS] = { 0 };

  for (guint i = 0; i < receptions->len; i++)
    {
      const MdgReception *r = receptions->pdata[i];

      outcomes |= 1u << r->outcome;
      references |= 1u << r->reference;
      validities |= 1u << r->validity;
      prescriptions |= 1u << r->prescription;
      kinds |= r->card_kinds;
      for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
        consents[kind] |= 1u << r->consents[kind];
    }
  g_assert_cmphex (outcomes, ==, 0x0e);
  g_assert_cmphex (references, ==, 0x06);
  g_assert_cmphex (validities, ==, 0x7f);
  g_assert_cmphex (prescriptions, ==, 0x07);
  g_assert_cmphex (kinds, ==, 0xff);
  for (guint kind = 0; kind < MDG_N_CONSENTS; kind++)
    g_assert_cmphex (consents[kind] & 0x1e, ==, 0x1e);
}

static GPtrArray *
total (Fixture *f, MdgPeriod period)
{
  MdgReceptionQuery query = { 0 };
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  GPtrArray *totals;

  mdg_reception_totals_async (f->cache, &query, period, NULL, scratch_store_result, &place);
  result = scratch_wait (&place);
  totals = mdg_reception_totals_finish (result, &error);
  g_assert_no_error (error);
  return totals;
}

static void
test_many (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (600, 1, NOW, NULL);
  g_autoptr (GPtrArray) receptions = NULL, first = NULL, totals = NULL;

  g_assert_true (mdg_result_files_write (files, f->place, NULL));
  watch (f);
  until (f, 600);
  receptions = take_all (f);
  g_assert_cmpuint (receptions->len, ==, 600);
  first = g_ptr_array_new ();
  for (guint i = 0; i < MDG_RESULT_FILES_ALL_CODES; i++)
    g_ptr_array_add (first, receptions->pdata[receptions->len - 1 - i]);
  check_all_codes (first);
  totals = total (f, MDG_PERIOD_DAY);
  g_assert_cmpuint (totals->len, ==, 6); /* 40 hours of being open */
}

/* As a file ----------------------------------------------------------------------------------- */

static void
export_as (Fixture *f, const char *path, MdgTableEncoding encoding, guint wanted)
{
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  guint n = 0;

  mdg_reception_export_async (f->list, path, encoding, NULL, NULL, NULL, scratch_store_result,
                              &place);
  result = scratch_wait (&place);
  g_assert_true (mdg_reception_export_finish (f->list, result, &n, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, wanted);
}

static void
test_export (Fixture *f, gconstpointer data)
{
  g_autofree char *path = g_build_filename (f->top, "履歴.csv", NULL);
  g_autofree char *nowhere = g_build_filename (f->top, "no", "such", "folder.csv", NULL);
  g_autoptr (GError) error = NULL;
  GAsyncResult *place = NULL;
  g_autoptr (GAsyncResult) result = NULL;

  write_text (f, NAME ("09"),
              "<XmlMsg><ReferenceClassification>1</ReferenceClassification>"
              "<QualificationValidity>3</QualificationValidity>"
              "<InsuredCardClassification>01</InsuredCardClassification>"
              "<InsuredCardClassification>A1</InsuredCardClassification>"
              "<PharmacistsInfoConsFlg>1</PharmacistsInfoConsFlg></XmlMsg>");
  write_text (f, NAME ("10"), WHOLE);
  watch (f);
  until (f, 2);
  for (MdgTableEncoding encoding = MDG_TABLE_UTF8_BOM; encoding <= MDG_TABLE_CP932; encoding++)
    {
      g_autofree char *text = NULL;
      g_autoptr (MdgTable) table = NULL;
      gsize length = 0;

      export_as (f, path, encoding, 2);
      g_assert_true (g_file_get_contents (path, &text, &length, NULL));
      table = mdg_table_read (text, length, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (table->encoding, ==, encoding);
      g_assert_cmpuint (table->rows->len, ==, 3);
      const MdgTableRow *head = table->rows->pdata[0], *row = table->rows->pdata[2];
      g_assert_cmpuint (head->n, ==, 19);
      g_assert_cmpstr (head->cells[8], ==, "お薬");
      g_assert_cmpstr (row->cells[0], ==, "2026/11/21 09:00:00");
      g_assert_cmpstr (row->cells[1], ==, "マイナンバーカード");
      g_assert_cmpstr (row->cells[3], ==, "無効（新しい資格あり）");
      g_assert_cmpstr (row->cells[4], ==, "一般、医療扶助");
      g_assert_cmpstr (row->cells[8], ==, "あり");
      g_assert_cmpstr (row->cells[9], ==, "");
    }
  mdg_reception_export_async (f->list, nowhere, MDG_TABLE_UTF8_BOM, NULL, NULL, NULL,
                              scratch_store_result, &place);
  result = scratch_wait (&place);
  g_assert_false (mdg_reception_export_finish (f->list, result, NULL, &error));
  g_assert_error (error, MDG_ERROR, MDG_ERROR_NOT_FOUND);
}

/* Nobody is kept ------------------------------------------------------------------------------ */

static GString *everything_said;
static GMutex saying;

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n, gpointer data)
{
  g_mutex_lock (&saying);
  for (gsize i = 0; i < n && everything_said != NULL; i++)
    {
      if (fields[i].length < 0)
        g_string_append (everything_said, fields[i].value);
      else
        g_string_append_len (everything_said, fields[i].value, fields[i].length);
      g_string_append_c (everything_said, '\n');
    }
  g_mutex_unlock (&saying);
  /* What is below would stand among the verdicts. */
  if (level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG))
    return G_LOG_WRITER_HANDLED;
  return g_log_writer_default (level, fields, n, data);
}

/* Everything that lies in @folder, as one text. */
static char *
read_everything (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GString *all = g_string_new (NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *content = NULL;
      gsize length = 0;

      g_string_append_printf (all, "%s\n", name);
      if (g_file_get_contents (path, &content, &length, NULL))
        g_string_append_len (all, content, (gssize)length);
    }
  for (gsize i = 0; i < all->len; i++)
    if (all->str[i] == '\0')
      all->str[i] = '\n';
  return g_string_free (all, FALSE);
}

static void
check_nowhere (const char *cache, GPtrArray *personal)
{
  g_autofree char *kept = read_everything (cache);

  for (guint i = 0; i < personal->len; i++)
    {
      const char *value = personal->pdata[i];
      g_autofree char *shift_jis = g_convert (value, -1, "CP932", "UTF-8", NULL, NULL, NULL);

      g_assert_nonnull (shift_jis);
      g_assert_null (strstr (kept, value));
      g_assert_null (strstr (kept, shift_jis));
      g_assert_null (strstr (everything_said->str, value));
      g_assert_null (strstr (everything_said->str, shift_jis));
    }
  /* The search does find what is there. */
  g_assert_nonnull (strstr (kept, "reception_by_way"));
}

/* Of each file every value that is about a person, and as many files that are damaged or cut off in
 * the midst. */
static void
test_nobody (Fixture *f, gconstpointer data)
{
  g_autoptr (MdgResultFiles) files = mdg_result_files_new (N_PEOPLE, 3, NOW, NULL);
  g_autoptr (GPtrArray) personal = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *cache = g_build_filename (f->top, "cache", NULL);

  everything_said = g_string_new (NULL);
  g_assert_true (mdg_result_files_write (files, f->place, NULL));
  for (guint i = 0; i < N_PEOPLE; i++)
    {
      g_autoptr (GBytes) content = mdg_result_files_content (files, i, personal);
      g_autofree char *name = g_strdup_printf ("OQSsiquc01res_face_y_20261120%06u.xml", i);
      g_autofree char *text
          = g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content) - 40);
      g_autofree char *broken = g_strconcat (text, "</Nothing></Of></That>", NULL);

      write_text (f, name, i % 2 ? text : broken);
    }
  g_assert_cmpuint (personal->len, >, N_PEOPLE * 6);
  watch (f);
  until (f, N_PEOPLE);
  until_unreadable (f, N_PEOPLE / 2);
  leave (f);
  g_clear_object (&f->list);
  check_nowhere (cache, personal);
  /* And when the write-ahead log has been brought into the file. */
  mdg_cache_close (f->cache);
  check_nowhere (cache, personal);
  g_string_free (g_steal_pointer (&everything_said), TRUE);
}

#define ADD(name, function) g_test_add (name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_setenv ("G_MESSAGES_DEBUG", "all", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_log_set_writer_func (write_log, NULL, NULL);
  ADD ("/reception-folder/before-and-after", test_before_and_after);
  ADD ("/reception-folder/once", test_once);
  ADD ("/reception-folder/half-written", test_half_written);
  ADD ("/reception-folder/damaged", test_damaged);
  ADD ("/reception-folder/gone-and-back", test_gone_and_back);
  ADD ("/reception-folder/forbidden", test_forbidden);
  ADD ("/reception-folder/old", test_old);
  ADD ("/reception-folder/closed-cache", test_closed_cache);
  ADD ("/reception-folder/reset", test_reset);
  ADD ("/reception-folder/stop", test_stop);
  ADD ("/reception-folder/many", test_many);
  ADD ("/reception-folder/export", test_export);
  ADD ("/reception-folder/nobody", test_nobody);
  return g_test_run ();
}
