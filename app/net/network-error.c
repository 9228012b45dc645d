/* network-error.c: from many domains of errors to one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "net/network-error.h"

#include <libsoup/soup.h>

gboolean
mdg_network_error_is_break (const GError *error, const MdgConnectionState *state)
{
  if (error->domain == G_IO_ERROR)
    return error->code == G_IO_ERROR_CONNECTION_CLOSED || error->code == G_IO_ERROR_PARTIAL_INPUT
           || error->code == G_IO_ERROR_NOT_CONNECTED || error->code == G_IO_ERROR_CLOSED
           || (error->code == G_IO_ERROR_FAILED && state->server_trusted);
  if (error->domain != G_TLS_ERROR || error->code == G_TLS_ERROR_CERTIFICATE_REQUIRED
      || error->code == G_TLS_ERROR_BAD_CERTIFICATE)
    return FALSE;
  /* "Not TLS" is also what glib-networking calls a connection that breaks in the handshake. */
  return state->server_trusted || error->code == G_TLS_ERROR_EOF;
}

/* What is not a break. Something that does not speak our TLS is not the service, which makes the
 * service unreachable; "untrusted" is kept for a certificate that was looked at. */
static MdgErrorCode
tls_code (const GError *error, const MdgConnectionState *state)
{
  if (error->code == G_TLS_ERROR_BAD_CERTIFICATE)
    return MDG_ERROR_SERVER_UNTRUSTED;
  if (error->code != G_TLS_ERROR_CERTIFICATE_REQUIRED)
    return MDG_ERROR_UNREACHABLE;
  return state->with_identity ? MDG_ERROR_CERTIFICATE_REFUSED : MDG_ERROR_CERTIFICATE_MISSING;
}

MdgErrorCode
mdg_network_error_code (const GError *error, const MdgConnectionState *state)
{
  if (error->domain == MDG_ERROR)
    return (MdgErrorCode)error->code;
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT))
    return MDG_ERROR_TIMED_OUT;
  if (state->answering || error->domain == SOUP_SESSION_ERROR)
    return MDG_ERROR_BAD_ANSWER;
  if (mdg_network_error_is_break (error, state))
    return MDG_ERROR_UNREACHABLE;
  if (error->domain == G_TLS_ERROR)
    return tls_code (error, state);
  /* Refused, no route, unknown name, and whatever else sockets come up with. */
  return MDG_ERROR_UNREACHABLE;
}
