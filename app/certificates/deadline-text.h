/* deadline-text.h: a date as a person copies it from the 電子証明書発行通知書. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* "2026-08-31", "2026/8/31", "2026.8.31", "20260831", "2026年8月31日", "令和8年8月31日", "R8.8.31"; full-width or not, with
 * spaces anywhere. Returns: (transfer full) (nullable): "2026-08-31"; NULL when it is no date that exists */
char *mdg_deadline_parse (const char *text);

G_END_DECLS
