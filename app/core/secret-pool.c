/* secret-pool.c: where the bytes of secrets lie.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "core/secret-pool.h"

#include <sodium.h>

#define SLOT_BYTES 128
#define BLOCK_SLOTS 64 /* two pages */

/* A free slot holds nothing but the way to the next one. */
typedef union Slot
{
  union Slot *next;
  guint8 bytes[SLOT_BYTES];
} Slot;

static GMutex lock;
static Slot *free_slots; /* guarded by lock */

static gpointer
guarded_alloc (gsize size)
{
  gpointer memory = sodium_malloc (size);
  if (memory == NULL)
    g_error ("no guarded memory for %" G_GSIZE_FORMAT " bytes", size);
  return memory;
}

/* Blocks are kept until the program ends. */
static void
add_block (void)
{
  Slot *block = guarded_alloc (BLOCK_SLOTS * sizeof (Slot));
  for (int i = 0; i < BLOCK_SLOTS; i++)
    {
      block[i].next = free_slots;
      free_slots = &block[i];
    }
}

static void
start_sodium (void)
{
  static gsize started = 0;
  if (g_once_init_enter (&started))
    {
      if (sodium_init () < 0)
        g_error ("libsodium cannot be initialised");
      g_once_init_leave (&started, 1);
    }
}

gpointer
mdg_secret_pool_alloc (gsize size)
{
  start_sodium ();
  if (size > SLOT_BYTES)
    return guarded_alloc (size);
  g_mutex_lock (&lock);
  if (free_slots == NULL)
    add_block ();
  Slot *slot = free_slots;
  free_slots = slot->next;
  g_mutex_unlock (&lock);
  return slot;
}

void
mdg_secret_pool_free (gpointer memory, gsize size)
{
  if (size > SLOT_BYTES)
    {
      sodium_free (memory); /* wipes */
      return;
    }
  Slot *slot = memory;
  sodium_memzero (slot, sizeof *slot);
  g_mutex_lock (&lock);
  slot->next = free_slots;
  free_slots = slot;
  g_mutex_unlock (&lock);
}
