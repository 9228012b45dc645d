/* log.c: the program's log.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/log.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "core/file.h"

#ifndef O_BINARY
#define O_BINARY 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

#define OWN_DOMAIN "madoguchi"
#define LINE_MAX_BYTES 4096 /* of the message */
#define SECRET_SCHEME "otpauth"
#define MODE_FILE 0600

static GMutex lock;
static char *folder_in_use; /* NULL: closed */
static int file = -1;
static goffset rotate_at; /* bytes; more than MDG_LOG_FILE_BYTES after a rotation that failed */

static char *
name_of (guint age)
{
  g_autofree char *name
      = age == 0 ? g_strdup (MDG_LOG_NAME) : g_strdup_printf (OWN_DOMAIN ".%u.log", age);

  return g_build_filename (folder_in_use, name, NULL);
}

static void
close_file (void)
{
  if (file >= 0)
    g_close (file, NULL);
  file = -1;
}

static gboolean
open_file (void)
{
  g_autofree char *path = name_of (0);

  file = g_open (path, O_WRONLY | O_CREAT | O_APPEND | O_BINARY | O_CLOEXEC, MODE_FILE);
  return file >= 0;
}

static goffset
size_of_file (void)
{
  off_t end = lseek (file, 0, SEEK_END);

  return end > 0 ? (goffset)end : 0;
}

/* Every file becomes one older, the oldest goes. Where another program has the file open (Windows),
 * its name stays: then it grows on for a while. */
static void
rotate (void)
{
  close_file ();
  for (guint age = MDG_LOG_FILES - 1; age > 0; age--)
    {
      g_autofree char *older = name_of (age);
      g_autofree char *newer = name_of (age - 1);
      g_rename (newer, older);
    }
  rotate_at = MDG_LOG_FILE_BYTES;
  if (open_file ())
    while (size_of_file () >= rotate_at)
      rotate_at += MDG_LOG_FILE_BYTES;
}

/* "otpauth:", "otpauth-migration:" */
static gboolean
is_secret_uri (const char *text)
{
  gsize length = strlen (SECRET_SCHEME);

  return g_ascii_strncasecmp (text, SECRET_SCHEME, length) == 0
         && (text[length] == ':' || text[length] == '-');
}

/* One line, whatever the message holds; nothing in it steers a terminal that shows it. */
static void
append_message (GString *line, const char *text, gsize length)
{
  g_autofree char *valid = g_utf8_make_valid (text, (gssize)length);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_secret_uri (p))
        {
          g_string_append (line, SECRET_SCHEME ":\u2026");
          p += strcspn (p, " \t\r\n\"'") - 1;
        }
      else if (c == '\n')
        g_string_append (line, " | ");
      else
        g_string_append_unichar (line, g_unichar_iscntrl (c) ? '?' : c);
    }
}

static const char *
word_for (GLogLevelFlags level)
{
  if (level & G_LOG_LEVEL_ERROR)
    return "error";
  if (level & G_LOG_LEVEL_CRITICAL)
    return "critical";
  if (level & G_LOG_LEVEL_WARNING)
    return "warning";
  return level & G_LOG_LEVEL_MESSAGE ? "message" : "info";
}

static GString *
line_of (GLogLevelFlags level, const char *domain, const char *text, gsize length)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *stamp = g_date_time_format (now, "%Y-%m-%dT%H:%M:%S");
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "%s.%03dZ %s %s: ", stamp, g_date_time_get_microsecond (now) / 1000,
                          word_for (level), domain != NULL ? domain : OWN_DOMAIN);
  append_message (line, text, MIN (length, LINE_MAX_BYTES));
  g_string_append_c (line, '\n');
  return line;
}

/* Libraries tell whole requests at lower levels; those could hold anything. */
static gboolean
is_kept (GLogLevelFlags level, const char *domain)
{
  if (level & (G_LOG_LEVEL_ERROR | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING))
    return TRUE;
  return (level & (G_LOG_LEVEL_MESSAGE | G_LOG_LEVEL_INFO)) != 0
         && (domain == NULL || g_str_has_prefix (domain, OWN_DOMAIN));
}

/* A log that cannot be written stops nothing. */
static void
keep (const GString *line)
{
  if (file < 0 && (folder_in_use == NULL || !open_file ()))
    return;
  if (size_of_file () + (goffset)line->len > rotate_at)
    rotate ();
  if (file >= 0 && write (file, line->str, line->len) < 0)
    close_file ();
}

static gsize
length_of (const GLogField *field)
{
  return field->length < 0 ? strlen (field->value) : (gsize)field->length;
}

static GLogWriterOutput
write_message (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
  const GLogField *message = NULL;
  const char *domain = NULL;

  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, "MESSAGE"))
      message = &fields[i];
    else if (g_str_equal (fields[i].key, "GLIB_DOMAIN"))
      domain = fields[i].value;
  if (message != NULL && is_kept (level, domain))
    {
      GString *line = line_of (level, domain, message->value, length_of (message));

      g_mutex_lock (&lock);
      keep (line);
      g_mutex_unlock (&lock);
      g_string_free (line, TRUE);
    }
  return g_log_writer_default (level, fields, n_fields, data);
}

/* GLib takes a writer once and for good. */
static void
take_messages (void)
{
  static gsize taken;

  if (g_once_init_enter (&taken))
    {
      g_log_set_writer_func (write_message, NULL, NULL);
      g_once_init_leave (&taken, 1);
    }
}

gboolean
mdg_log_open (const char *folder, GError **error)
{
  int failure;

  g_return_val_if_fail (folder != NULL, FALSE);

  if (!mdg_file_make_folder (folder, error))
    return FALSE;
  mdg_log_close ();
  g_mutex_lock (&lock);
  folder_in_use = g_strdup (folder);
  rotate_at = MDG_LOG_FILE_BYTES;
  failure = open_file () ? 0 : errno;
  if (failure != 0)
    g_clear_pointer (&folder_in_use, g_free);
  g_mutex_unlock (&lock);
  if (failure != 0)
    {
      g_propagate_error (error, mdg_file_error_from_errno (failure, "open the log in", folder));
      return FALSE;
    }
  take_messages ();
  return TRUE;
}

char *
mdg_log_get_folder (void)
{
  char *folder;

  g_mutex_lock (&lock);
  folder = g_strdup (folder_in_use);
  g_mutex_unlock (&lock);
  return folder;
}

void
mdg_log_close (void)
{
  g_mutex_lock (&lock);
  close_file ();
  g_clear_pointer (&folder_in_use, g_free);
  g_mutex_unlock (&lock);
}
