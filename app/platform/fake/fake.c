/* fake.c: the state of the computer for tests.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/fake/fake.h"

static GMutex lock;
static char *chosen_root;
static char *last_opened;
static gint broken;
static gint64 flipped_bit = -1;

void
mdg_fake_set_root (const char *root)
{
  g_mutex_lock (&lock);
  g_free (chosen_root);
  chosen_root = g_strdup (root);
  g_mutex_unlock (&lock);
}

char *
mdg_fake_root (void)
{
  char *root;

  g_mutex_lock (&lock);
  root = g_strdup (chosen_root != NULL ? chosen_root : g_getenv ("MADOGUCHI_FAKE_ROOT"));
  g_mutex_unlock (&lock);
  return root != NULL ? root : g_build_filename (g_get_tmp_dir (), "madoguchi-fake", NULL);
}

void
mdg_fake_set_working (gboolean working)
{
  g_atomic_int_set (&broken, !working);
}

gboolean
mdg_fake_is_working (void)
{
  return !g_atomic_int_get (&broken);
}

const char *
mdg_fake_last_opened (void)
{
  return last_opened;
}

void
mdg_fake_note_opened (const char *what)
{
  g_free (last_opened);
  last_opened = g_strdup (what);
}

void
mdg_fake_set_flipped_bit (gint64 bit)
{
  g_mutex_lock (&lock);
  flipped_bit = bit;
  g_mutex_unlock (&lock);
}

gint64
mdg_fake_get_flipped_bit (void)
{
  gint64 bit;

  g_mutex_lock (&lock);
  bit = flipped_bit;
  g_mutex_unlock (&lock);
  return bit;
}
