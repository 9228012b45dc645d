/* released.h: what was ours alone is gone when we let it go.
 *
 * Like g_assert_finalize_object, where tasks have threads: those let go of what they worked for a moment
 * after their answer came. */
#pragma once

#include <glib-object.h>

static inline gboolean
look_again (gpointer data)
{
  return G_SOURCE_CONTINUE;
}

/* Takes the reference to @object, and runs the main loop until nobody else has one; ends the program
 * when somebody keeps it for two minutes. */
static inline void
assert_released (gpointer object)
{
  gint64 end = g_get_monotonic_time () + 120 * G_TIME_SPAN_SECOND;
  guint ticker = g_timeout_add (1, look_again, NULL);
  GWeakRef left;

  g_weak_ref_init (&left, object);
  g_object_unref (object);
  while ((object = g_weak_ref_get (&left)) != NULL)
    {
      g_object_unref (object);
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
  g_weak_ref_clear (&left);
  g_source_remove (ticker);
}
