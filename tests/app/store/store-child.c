/* store-child.c: the process beside a test.
 *
 *   store-child hold PATH           opens the database, says "held", keeps it until it is killed
 *   store-child try PATH [UID]      says what opening it came to: "ok" or the error's nick
 *   store-child work FOLDER SEED    works on a cache until it is killed
 *
 * "work" says what it is about to do ("+ OPERATION ACCOUNT VALUE") and, when the cache has
 * confirmed it, "="; or "!" when it was refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "scratch-folder.h"
#include "store/cache-store.h"

#define N_ACCOUNTS 3
#define INSTITUTION "3410712362"

static void say (const char *format, ...) G_GNUC_PRINTF (1, 2);

/* One write per line: a reader never sees half of one. */
static void
say (const char *format, ...)
{
  va_list arguments;
  g_autofree char *text = NULL;
  gsize length;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  length = strlen (text);
  if (write (STDOUT_FILENO, text, length) != (gssize)length)
    _exit (3);
}

static MdgDatabase *
open_database (const char *path, GError **error)
{
  return mdg_database_open (path, MDG_CACHE_APPLICATION_ID, mdg_cache_migrations,
                            mdg_cache_n_migrations, error);
}

static int
hold (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = open_database (path, &error);
  char byte;

  say (database != NULL ? "held\n" : "%s\n", error != NULL ? error->message : "");
  return read (STDIN_FILENO, &byte, 1) < 0;
}

static int
try (const char *path, const char *uid)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (MdgDatabase) database = NULL;

  if (uid != NULL && setuid ((uid_t)g_ascii_strtoull (uid, NULL, 10)) != 0)
    return 2;
  database = open_database (path, &error);
  say ("%s\n", database != NULL ? "ok" : mdg_error_code_nick ((MdgErrorCode)error->code));
  return 0;
}

/* What the loop below waits for. */
typedef struct
{
  MdgCache *cache;
  GAsyncResult *result;
} Work;

static void
begin (Work *work, char operation, const char *login_id, guint value)
{
  g_autofree char *text = g_strdup_printf ("%c%u", operation, value);
  g_autoptr (MdgSecret) secret = mdg_secret_new_from_string (text);
  g_autoptr (MdgSecret) uri = mdg_secret_new_from_string ("otpauth://totp/x?secret=ABCDEFGH");

  if (operation == 'R')
    mdg_cache_save_registration_async (work->cache, INSTITUTION, login_id, "訓練医院", secret, uri,
                                       NULL, scratch_store_result, &work->result);
  else if (operation == 'C')
    mdg_cache_confirm_registration_async (work->cache, INSTITUTION, login_id, value, NULL,
                                          scratch_store_result, &work->result);
  else if (operation == 'P')
    mdg_cache_propose_password_async (work->cache, INSTITUTION, login_id, secret, NULL,
                                      scratch_store_result, &work->result);
  else if (operation == 'A' || operation == 'D')
    mdg_cache_settle_password_async (work->cache, INSTITUTION, login_id, operation == 'A', value,
                                     value + 1, NULL, scratch_store_result, &work->result);
  else
    mdg_cache_record_print_async (work->cache, INSTITUTION, login_id, MDG_PRINT_PAPER, "受付",
                                  value, NULL, scratch_store_result, &work->result);
}

static int
work_on_cache (const char *folder, guint32 seed)
{
  static const char operations[] = "RRCPPADN";
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  g_autoptr (GAsyncResult) opened = NULL;
  g_autoptr (GError) error = NULL;
  Work work = { NULL, NULL };

  mdg_cache_open_training_async (folder, NULL, NULL, NULL, scratch_store_result, &work.result);
  opened = scratch_wait (&work.result);
  work.cache = mdg_cache_open_training_finish (opened, &error);
  if (work.cache == NULL)
    {
      say ("? %s\n", error->message);
      return 1;
    }
  say ("opened\n");
  for (;;)
    {
      g_autoptr (GAsyncResult) result = NULL;
      char operation = operations[g_rand_int_range (random, 0, sizeof operations - 1)];
      g_autofree char *login_id
          = g_strdup_printf ("WA%06d", g_rand_int_range (random, 0, N_ACCOUNTS));
      guint value = (guint)g_rand_int_range (random, 1, 1000000);

      say ("+ %c %s %u\n", operation, login_id, value);
      begin (&work, operation, login_id, value);
      result = scratch_wait (&work.result);
      say (mdg_cache_finish (work.cache, result, NULL) ? "=\n" : "!\n");
    }
}

int
main (int argc, char **argv)
{
  if (argc == 3 && strcmp (argv[1], "hold") == 0)
    return hold (argv[2]);
  if (argc >= 3 && strcmp (argv[1], "try") == 0)
    return try (argv[2], argc > 3 ? argv[3] : NULL);
  if (argc == 4 && strcmp (argv[1], "work") == 0)
    return work_on_cache (argv[2], (guint32)g_ascii_strtoull (argv[3], NULL, 10));
  return 2;
}
