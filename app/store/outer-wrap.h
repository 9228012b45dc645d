/* outer-wrap.h: what binds bytes to the user of this computer, besides what people know: the functions of
 * platform/secrets.h, which the store is handed (DESIGN decision 5). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Returns: (transfer full) (nullable): NULL with @error; unwrapping that is refused: MDG_ERROR_WRAP_REFUSED */
typedef GBytes *(*MdgWrapFunc) (GBytes *bytes, GError **error);

typedef struct
{
  MdgWrapFunc wrap;
  MdgWrapFunc unwrap;
  const char *name; /* mdg_secrets_wrap_name(): kept beside what was wrapped */
} MdgOuterWrap;

#define MDG_OUTER_WRAP_NONE "none" /* the name of one that leaves the bytes as they are */

G_END_DECLS
