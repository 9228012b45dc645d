/* appearance.h: light, dark or high contrast, as set in Windows. */
#pragma once

#include "platform/drawing.h"

G_BEGIN_DECLS

/* Reads 設定 > アクセシビリティ > コントラスト テーマ, then 個人用設定 > 色. */
MdgAppearance mdg_appearance_read (void);

/* Whether everything is shown at 100 %, and will be as long as this process lives: its manifest
 * says that it takes the scale of the time when the person signed in. */
gboolean mdg_appearance_is_unscaled (void);

G_END_DECLS
