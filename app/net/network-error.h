/* network-error.h: what GIO, TLS and libsoup report, told as what a person can act on. */
#pragma once

#include <gio/gio.h>

#include "core/error.h"

G_BEGIN_DECLS

/* How far a connection had come when it failed. */
typedef struct
{
  gboolean server_trusted; /* its certificate was found good, now or before */
  gboolean with_identity;  /* we had a client certificate to show */
  gboolean answering;      /* the answer's head had arrived */
} MdgConnectionState;

/* TRUE when the other side went away (closed, reset, cut off), with a TLS alert or without. */
gboolean mdg_network_error_is_break (const GError *error, const MdgConnectionState *state);

/* The code for @error. A break before any answer is MDG_ERROR_UNREACHABLE here; whether it means
 * that our certificate was refused is for mdg_certificate_probe_async() to find out. */
MdgErrorCode mdg_network_error_code (const GError *error, const MdgConnectionState *state);

G_END_DECLS
