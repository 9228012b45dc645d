/* answer.c: reads an answer piece by piece, so that nobody can make us hold more than the limit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/answer.h"

#include <gnutls/gnutls.h>

#include "contract/endpoints.h"
#include "contract/problem.h"

#define FIRST_CAPACITY 4096

/* A lock lasts half an hour; a day is already nonsense. */
#define RETRY_AFTER_LIMIT (24 * 60 * 60)

typedef struct
{
  MdgAnswer *answer;
  GInputStream *stream;
  gsize capacity; /* one byte more is allocated, for the NUL */
} Reading;

static void
wipe (char *bytes, gsize length)
{
  if (bytes)
    gnutls_memset (bytes, 0, length);
  g_free (bytes);
}

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->answer, mdg_answer_free);
  g_clear_object (&reading->stream);
  g_free (reading);
}

/* Not g_realloc(), which would leave a copy behind. */
static void
grow (Reading *reading)
{
  MdgAnswer *answer = reading->answer;
  gsize capacity = MIN (reading->capacity * 2, MDG_ANSWER_LIMIT + 1);
  char *body = g_malloc0 (capacity + 1);

  memcpy (body, answer->body, answer->length);
  wipe (answer->body, answer->length);
  answer->body = body;
  reading->capacity = capacity;
}

static void read_more (GTask *task);

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  gssize count = g_input_stream_read_finish (G_INPUT_STREAM (source), result, &error);

  if (count < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  reading->answer->length += (gsize)count;
  if (count == 0)
    g_task_return_pointer (task, g_steal_pointer (&reading->answer),
                           (GDestroyNotify)mdg_answer_free);
  else if (reading->answer->length > MDG_ANSWER_LIMIT)
    g_task_return_error (task,
                         mdg_error_new (MDG_ERROR_BAD_ANSWER, "The answer is longer than %d bytes",
                                        MDG_ANSWER_LIMIT));
  else
    read_more (g_steal_pointer (&task));
}

/* Takes over @task. */
static void
read_more (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);
  MdgAnswer *answer = reading->answer;

  if (answer->length == reading->capacity)
    grow (reading);
  g_input_stream_read_async (reading->stream, answer->body + answer->length,
                             reading->capacity - answer->length, g_task_get_priority (task),
                             g_task_get_cancellable (task), on_read, task);
}

/* Seconds only: a date in this header would need the service's clock to be read. */
static gint64
parse_retry_after (const char *value)
{
  guint64 seconds = 0;

  if (value == NULL
      || !g_ascii_string_to_unsigned (value, 10, 0, RETRY_AFTER_LIMIT, &seconds, NULL))
    return 0;
  return (gint64)seconds;
}

static MdgAnswer *
answer_new (SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);
  MdgAnswer *answer = g_new0 (MdgAnswer, 1);

  answer->status = soup_message_get_status (message);
  answer->content_type = type ? g_ascii_strdown (type, -1) : NULL;
  answer->etag = g_strdup (soup_message_headers_get_one (headers, "ETag"));
  answer->next_after = g_strdup (soup_message_headers_get_one (headers, MDG_HEADER_NEXT_AFTER));
  answer->retry_after = parse_retry_after (soup_message_headers_get_one (headers, "Retry-After"));
  answer->body = g_malloc0 (FIRST_CAPACITY + 1);
  return answer;
}

void
mdg_answer_free (MdgAnswer *answer)
{
  if (answer == NULL)
    return;
  wipe (answer->body, answer->length);
  g_free (answer->content_type);
  g_free (answer->etag);
  g_free (answer->next_after);
  g_free (answer);
}

void
mdg_answer_read_async (SoupMessage *message,
                       GInputStream *stream,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, data);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, mdg_answer_read_async);
  reading->answer = answer_new (message);
  reading->stream = g_object_ref (stream);
  reading->capacity = FIRST_CAPACITY;
  g_task_set_task_data (task, reading, reading_free);
  read_more (task);
}

MdgAnswer *
mdg_answer_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
mdg_answer_check (const MdgAnswer *answer, GError **error)
{
  g_autoptr (GError) problem = NULL;
  gboolean is_problem = g_strcmp0 (answer->content_type, MDG_CONTENT_PROBLEM) == 0;

  if (answer->status >= 200 && answer->status < 300)
    return TRUE;
  if (answer->status < 400)
    {
      mdg_set_error (error, MDG_ERROR_BAD_ANSWER,
                     "The service answered with status %u, which leads elsewhere", answer->status);
      return FALSE;
    }
  problem = mdg_problem_parse (answer->status, is_problem ? answer->body : "",
                               is_problem ? (gssize)answer->length : 0);
  if (answer->retry_after > 0 && mdg_error_get_retry_after (problem) == 0)
    mdg_error_set_retry_after (problem, answer->retry_after);
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

gboolean
mdg_answer_check_type (const MdgAnswer *answer, const char *type, GError **error)
{
  if (g_strcmp0 (answer->content_type, type) == 0)
    return TRUE;
  mdg_set_error (error, MDG_ERROR_BAD_ANSWER, "The answer's content type is %s instead of %s",
                 answer->content_type ? "something else" : "missing", type);
  return FALSE;
}
