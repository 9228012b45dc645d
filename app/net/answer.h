/* answer.h: one answer of the service: status, kind and a bounded body. Plain struct; its body may
 * hold secrets and is wiped. */
#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

typedef struct
{
  guint status;
  char *content_type; /* (nullable): without parameters, lower case */
  gint64 retry_after; /* seconds, from the header; 0 when absent */
  char *etag;         /* (nullable): as it stands in the header */
  char *next_after;   /* (nullable): the same */
  char *body;         /* a NUL follows it */
  gsize length;
} MdgAnswer;

void mdg_answer_free (MdgAnswer *answer);

/* Reads @stream, the body of @message's answer, to its end. Errors: MDG_ERROR_BAD_ANSWER beyond
 * MDG_ANSWER_LIMIT; those of the stream. Returns (finish): (transfer full) (nullable) */
void mdg_answer_read_async (SoupMessage *message, GInputStream *stream, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data);
MdgAnswer *mdg_answer_read_finish (GAsyncResult *result, GError **error);

/* Whether the answer says yes (2xx). Otherwise the error its problem document, or failing that its
 * status, stands for; MDG_ERROR_BAD_ANSWER for redirects, which nobody follows. */
gboolean mdg_answer_check (const MdgAnswer *answer, GError **error);

/* Whether its body calls itself @type; else MDG_ERROR_BAD_ANSWER. */
gboolean mdg_answer_check_type (const MdgAnswer *answer, const char *type, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgAnswer, mdg_answer_free)

G_END_DECLS
