/* call-body.c: what a call brings: its body, its Idempotency-Key, and what tells it from others.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/api-private.h"

#include <sodium.h>
#include <string.h>
#include "contract/endpoints.h"

#define KEY_LENGTH_MAX 128

const char *
mdg_call_get_body (MdgCall *call, gssize *length)
{
  gsize size;
  const char *text;

  if (!call->body)
    call->body = soup_message_body_flatten (soup_server_message_get_request_body (call->message));
  text = g_bytes_get_data (call->body, &size);
  *length = (gssize)size;
  return text ? text : "";
}

gpointer
mdg_call_parse (MdgCall *call, MdgCallParse parse)
{
  g_autoptr (GError) error = NULL;
  gssize length;
  const char *text = mdg_call_get_body (call, &length);
  gpointer parsed = parse (text, length, &error);

  if (!parsed)
    mdg_call_answer_error (call, error);
  return parsed;
}

/* Visible ASCII, so that it means the same to everybody. */
static gboolean
is_good_key (const char *key)
{
  gsize length = strlen (key);

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (key[i]))
      return FALSE;
  return length >= 1 && length <= KEY_LENGTH_MAX;
}

gboolean
mdg_call_read_key (MdgCall *call, GError **error)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *key = soup_message_headers_get_one (headers, MDG_HEADER_IDEMPOTENCY_KEY);
  GError *wrong;

  if (!key || is_good_key (key))
    {
      call->idempotency_key = g_strdup (key);
      return TRUE;
    }
  wrong = mdg_error_new (MDG_ERROR_INVALID_INPUT,
                         "The idempotency key must be 1 to %d visible ASCII characters",
                         KEY_LENGTH_MAX);
  mdg_error_set_field (wrong, MDG_HEADER_IDEMPOTENCY_KEY);
  g_propagate_error (error, wrong);
  return FALSE;
}

gboolean
mdg_call_require_key (MdgCall *call)
{
  g_autoptr (GError) error = NULL;

  if (mdg_call_read_key (call, &error) && !call->idempotency_key)
    mdg_refuse_field (&error, MDG_HEADER_IDEMPOTENCY_KEY, "is missing");
  if (!error)
    return TRUE;
  mdg_call_answer_error (call, error);
  return FALSE;
}

void
mdg_call_take_fingerprint (MdgCall *call, const char *body, gsize length, const guint8 *extra)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (call->message);
  const char *parts[] = { soup_server_message_get_method (call->message),
                          g_uri_get_path (soup_server_message_get_uri (call->message)),
                          soup_message_headers_get_one (headers, "If-Match") };
  guint8 fingerprint[MDG_FINGERPRINT_BYTES];
  crypto_generichash_state state;

  crypto_generichash_init (&state, NULL, 0, sizeof fingerprint);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      crypto_generichash_update (&state, (const guint8 *)parts[i], strlen (parts[i]) + 1);
  crypto_generichash_update (&state, (const guint8 *)body, length);
  if (extra)
    crypto_generichash_update (&state, extra, MDG_FINGERPRINT_BYTES);
  crypto_generichash_final (&state, fingerprint, sizeof fingerprint);
  g_clear_pointer (&call->fingerprint, g_bytes_unref);
  call->fingerprint = g_bytes_new (fingerprint, sizeof fingerprint);
}
