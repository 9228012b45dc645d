/* appearance.h: light, dark or high contrast, as set in Windows. */
#pragma once

#include "platform/drawing.h"

G_BEGIN_DECLS

/* Reads 設定 > アクセシビリティ > コントラスト テーマ, then 個人用設定 > 色. */
MdgAppearance mdg_appearance_read (void);

G_END_DECLS
