/* way.h: the three ways of working (P1-P3) as settings and folders know them. Pure functions; any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_WAY_TRAINING, /* 訓練 */
  MDG_WAY_GATEWAY,  /* ゲートウェイ */
  MDG_WAY_ASSIST    /* ブラウザー併用 */
} MdgWay;
#define MDG_N_WAYS (MDG_WAY_ASSIST + 1)

/* Its word in the setting "profile", which is also the name of its folder. Static. */
const char *mdg_way_get_name (MdgWay way);

/* The way of that name. @way: (out). Returns: FALSE when there is none; "" is training, as nothing set is. */
gboolean mdg_way_from_name (const char *name, MdgWay *way);

/* Whether its cache has a person's passphrase: all but training. */
gboolean mdg_way_is_real (MdgWay way);

/* Where its cache lies, in the folder of the program's data. Returns: (transfer full) */
char *mdg_way_get_cache_folder (MdgWay way, const char *data_folder);

G_END_DECLS
