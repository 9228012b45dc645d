/* notifications.c: a desktop that remembers what it was told.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "platform/notifications.h"

#include "platform/fake/fake.h"

typedef struct
{
  char *text;
  char *action;
  GApplication *application;
} Shown;

static GHashTable *shown; /* id → Shown */

static void
shown_free (gpointer data)
{
  Shown *word = data;

  g_free (word->text);
  g_free (word->action);
  g_object_unref (word->application);
  g_free (word);
}

gboolean
mdg_notifications_show (GApplication *application, const MdgNotification *notification)
{
  Shown *word;

  if (!mdg_fake_is_working ())
    return FALSE;
  word = g_new0 (Shown, 1);
  word->text = g_strconcat (notification->title, "\n", notification->body, NULL);
  word->action = g_strdup (notification->action);
  word->application = g_object_ref (application);
  if (shown == NULL)
    shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shown_free);
  g_hash_table_replace (shown, g_strdup (notification->id), word);
  return TRUE;
}

void
mdg_notifications_end (void)
{
  g_clear_pointer (&shown, g_hash_table_unref);
}

const char *
mdg_fake_notification (const char *id)
{
  const Shown *word = shown != NULL ? g_hash_table_lookup (shown, id) : NULL;

  return word != NULL ? word->text : NULL;
}

void
mdg_fake_click_notification (const char *id)
{
  const Shown *word = g_hash_table_lookup (shown, id);

  g_action_group_activate_action (G_ACTION_GROUP (word->application), word->action, NULL);
}
