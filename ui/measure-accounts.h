/* measure-accounts.h: for tests/bench/run: how soon the tab [アカウント] shows its first rows, what it cost, and how it scrolls. */
#pragma once

#include "window.h"

G_BEGIN_DECLS

/* Waits until the cache's account list is known and the program has come to rest, opens the tab, and prints one JSON
 * line, {"name": "accounts", "opened_us": …, "pss_kib": …}, when the first row of the list has been drawn; then
 * closes @window. opened_us: from the click on the tab.
 * @scrolls: instead scrolls through all of the list, as measure-scroll.h says, and prints what came of it:
 * {"name": "scroll", "rows": …, "seen": …, "stayed": …, "pages_us": […], "jumps_us": […], "flights_us": […]}. Main thread. */
void mdg_measure_accounts (MdgWindow *window, gboolean scrolls);

G_END_DECLS
