/* fake.h: a computer for tests: its folders lie below one directory, and what it was asked to open
 * can be read back. Main thread but for mdg_fake_root() and mdg_fake_is_working(). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The directory below which everything lies, from now on. Without it the environment's
 * MADOGUCHI_FAKE_ROOT counts, and without that a folder in the temporary directory.
 * @root: (nullable): back to the environment */
void mdg_fake_set_root (const char *root);

/* Returns: (transfer full) */
char *mdg_fake_root (void);

/* Whether wrapping and opening work, or answer MDG_ERROR_FAILED. */
void mdg_fake_set_working (gboolean working);
gboolean mdg_fake_is_working (void);

/* The page or file that was opened last; NULL: none. Owned by the fake. */
const char *mdg_fake_last_opened (void);
void mdg_fake_note_opened (const char *what);

G_END_DECLS
