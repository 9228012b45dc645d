/* account-queue.c: one thing at a time per account.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/account-queue.h"

typedef struct
{
  MdgAccountFunc func;
  gpointer data;
  GDestroyNotify free_data;
} Turn;

struct _MdgAccountQueue
{
  GHashTable *waiting; /* account → GQueue of Turn; there is an entry while one is being served */
  guint n_waiting;
};

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  turn->free_data (turn->data);
  g_free (turn);
}

static void
free_line (gpointer data)
{
  g_queue_free_full (data, turn_free);
}

MdgAccountQueue *
mdg_account_queue_new (void)
{
  MdgAccountQueue *queue = g_new0 (MdgAccountQueue, 1);

  queue->waiting = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_line);
  return queue;
}

void
mdg_account_queue_free (MdgAccountQueue *queue)
{
  if (!queue)
    return;
  g_hash_table_unref (queue->waiting);
  g_free (queue);
}

gboolean
mdg_account_queue_push (MdgAccountQueue *queue,
                        const char *account,
                        MdgAccountFunc func,
                        gpointer data,
                        GDestroyNotify free_data)
{
  GQueue *line = g_hash_table_lookup (queue->waiting, account);
  Turn *turn;

  if (!line)
    {
      g_hash_table_insert (queue->waiting, g_strdup (account), g_queue_new ());
      func (data);
      return TRUE;
    }
  if (g_queue_get_length (line) >= MDG_ACCOUNT_QUEUE_LENGTH
      || queue->n_waiting >= MDG_ACCOUNT_QUEUE_TOTAL)
    return FALSE;
  turn = g_new (Turn, 1);
  *turn = (Turn){ func, data, free_data };
  g_queue_push_tail (line, turn);
  queue->n_waiting++;
  return TRUE;
}

void
mdg_account_queue_next (MdgAccountQueue *queue, const char *account)
{
  GQueue *line = g_hash_table_lookup (queue->waiting, account);
  g_autofree Turn *turn = NULL;

  g_return_if_fail (line != NULL);
  turn = g_queue_pop_head (line);
  if (!turn)
    {
      g_hash_table_remove (queue->waiting, account);
      return;
    }
  queue->n_waiting--;
  turn->func (turn->data);
}
