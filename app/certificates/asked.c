/* asked.c: the data of a callback that may come too late.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "certificates/asked.h"

typedef struct
{
  GWeakRef object;
  GCancellable *question;
} Asked;

gpointer
mdg_asked_new (gpointer object, GCancellable *question)
{
  Asked *asked = g_new0 (Asked, 1);

  g_weak_ref_init (&asked->object, object);
  asked->question = g_object_ref (question);
  return asked;
}

gpointer
mdg_asked_end (gpointer data)
{
  Asked *asked = data;
  gpointer object
      = g_cancellable_is_cancelled (asked->question) ? NULL : g_weak_ref_get (&asked->object);

  g_weak_ref_clear (&asked->object);
  g_object_unref (asked->question);
  g_free (asked);
  return object;
}
