/* contact-text.h: hours in a person's words, in the language of the program. */
#pragma once

#include "support/open-hours.h"

G_BEGIN_DECLS

/* "ただいま受付中（18:00 まで）", "時間外（次は 2026年11月24日(火) 8:00）". @today: in Japan. Returns: (transfer full) */
char *mdg_open_now_words (const MdgOpenNow *now, MdgDay today);

/* "月～金 8:00–18:00、土 8:00–16:00（祝日、12月29日～1月3日を除く）". Returns: (transfer full) */
char *mdg_open_hours_words (const MdgOpenHours *hours);

G_END_DECLS
