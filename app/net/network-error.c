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
           || error->code == G_IO_ERROR_NOT_CONNECTED || error->code == G_IO_ERROR_CLOSED;
  return error->domain == G_TLS_ERROR && state->server_trusted
         && error->code != G_TLS_ERROR_CERTIFICATE_REQUIRED;
}

/* What is not a break: before the service's certificate was found good, the fault is the service's.
 */
static MdgErrorCode
tls_code (const GError *error, const MdgConnectionState *state)
{
  if (error->code != G_TLS_ERROR_CERTIFICATE_REQUIRED)
    return MDG_ERROR_SERVER_UNTRUSTED;
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
