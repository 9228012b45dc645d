/* measure-accounts.h: for tests/bench/run: how soon the tab [アカウント] shows its first rows, and what it cost. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Waits until the cache's account list is known and the program has come to rest, opens the tab, and prints one JSON
 * line, {"name": "accounts", "opened_us": …, "pss_kib": …}, when the first row of the list has been drawn; then
 * closes @window. opened_us: from the click on the tab. Main thread. */
void mdg_measure_accounts (MdgWindow *window);

G_END_DECLS
