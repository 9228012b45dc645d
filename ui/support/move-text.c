/* move-text.c: 端末の引っ越し in words.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/move-text.h"

#include <glib/gi18n.h>

#include "core/settings.h"
#include "dates.h"

/* What means the same on another terminal. Where certificates and cards are read from is a matter
 * of each computer, but a path that is not there does no harm; window and connection are each one's
 * own. */
static const char *const movable[]
    = { MDG_SETTING_LANGUAGE, MDG_SETTING_CERTIFICATE_FOLDERS, MDG_SETTING_BACKUP_FOLDERS,
        MDG_SETTING_RECEPTION_FOLDER, MDG_SETTING_HOLIDAY_FILE };

static const struct
{
  const char *text;   /* msgid */
  const char *detail; /* msgid */
} parts[MDG_TRANSFER_N_PARTS] = {
  [MDG_TRANSFER_ACCOUNTS]
  = { NC_ ("moving", "Accounts, set-up keys, passwords"),
      N_ ("Login IDs, Authenticator keys, passwords and what is known of the last five, user "
          "settings, when sheets were printed") },
  [MDG_TRANSFER_AUTHENTICATOR]
  = { NC_ ("moving", "Entries of the tab “Authenticator”"), N_ ("With their keys and notes") },
  [MDG_TRANSFER_LIST] = { NC_ ("moving", "List of eligibility check accounts"),
                          N_ ("As it was fetched or imported last") },
  [MDG_TRANSFER_REGISTER] = { NC_ ("moving", "Other accounts of the terminal, own contacts"),
                              N_ ("Without passwords, which are not kept there") },
  [MDG_TRANSFER_PLANS]
  = { NC_ ("moving", "Introduction plan and forms"), N_ ("Dates, progress, notes, drafts") },
  [MDG_TRANSFER_CERTIFICATES]
  = { NC_ ("moving", "Issue notices, list of backups, passwords of certificate files"),
      N_ ("Not the certificate files: a new terminal usually gets its own") },
  [MDG_TRANSFER_FILES] = { NC_ ("moving", "Certificate files (.p12)"),
                           N_ ("Only when this terminal is replaced and not used any more") },
  [MDG_TRANSFER_SETTINGS] = { NC_ ("moving", "Settings"), N_ ("Language and folders") },
};

const char *
mdg_move_part_text (MdgTransferPart part)
{
  g_return_val_if_fail (part < MDG_TRANSFER_N_PARTS, NULL);

  return g_dpgettext2 (NULL, "moving", parts[part].text);
}

const char *
mdg_move_part_detail (MdgTransferPart part)
{
  g_return_val_if_fail (part < MDG_TRANSFER_N_PARTS, NULL);

  return _ (parts[part].detail);
}

const char *
mdg_move_identity_warning (void)
{
  return _ (
      "A certificate is the identity of one terminal and must not be used on two at once. Take "
      "its file along only when the old terminal is replaced; delete it there afterwards. "
      "While both are in use, have a certificate of its own issued for the new one.");
}

char *
mdg_move_count_text (const MdgTransferCount *count)
{
  g_autofree char *n_new = mdg_count_text (count->n_new);
  g_autofree char *n_different = mdg_count_text (count->n_different);
  g_autofree char *n_newer = mdg_count_text (count->n_newer);
  g_autofree char *n_same = mdg_count_text (count->n_same);

  if (count->n_new + count->n_different + count->n_newer + count->n_same == 0)
    return NULL;
  if (count->n_newer > 0)
    return g_strdup_printf (_ ("New: %s   Different here: %s   Newer here: %s   The same: %s"),
                            n_new, n_different, n_newer, n_same);
  return g_strdup_printf (_ ("New: %s   Different here: %s   The same: %s"), n_new, n_different,
                          n_same);
}

GStrv
mdg_move_settings (MdgSettings *settings)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new ();

  for (gsize i = 0; i < G_N_ELEMENTS (movable); i++)
    if (mdg_settings_get_origin (settings, movable[i]) == MDG_SETTING_USER)
      {
        g_ptr_array_add (list, g_strdup (movable[i]));
        g_ptr_array_add (list, mdg_settings_get (settings, movable[i]));
      }
  g_ptr_array_add (list, NULL);
  return (GStrv)g_ptr_array_free (g_steal_pointer (&list), FALSE);
}

static gboolean
is_movable (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (movable); i++)
    if (g_str_equal (movable[i], name))
      return TRUE;
  return FALSE;
}

/* Calls for each setting that this program moves, too. */
static void
compare (MdgSettings *settings,
         const char *const *offered,
         gboolean take,
         gboolean replace,
         MdgTransferCount *count)
{
  for (; offered != NULL && offered[0] != NULL && offered[1] != NULL; offered += 2)
    {
      g_autofree char *value = NULL;
      gboolean is_new, is_same;
      g_autoptr (GError) error = NULL;

      if (!is_movable (offered[0]))
        continue;
      value = mdg_settings_get (settings, offered[0]);
      is_same = g_str_equal (value, offered[1]);
      is_new = mdg_settings_get_origin (settings, offered[0]) == MDG_SETTING_BUILT_IN;
      if (!take)
        {
          count->n_same += is_same;
          count->n_new += !is_same && is_new;
          count->n_different += !is_same && !is_new;
        }
      else if (!is_same && (is_new || replace))
        {
          if (mdg_settings_set (settings, offered[0], offered[1], &error))
            count->n_new++;
          else
            g_info ("the setting %s stays: %s", offered[0], error->message);
        }
    }
}

MdgTransferCount
mdg_move_compare_settings (MdgSettings *settings, const char *const *offered)
{
  MdgTransferCount count = { 0 };

  compare (settings, offered, FALSE, FALSE, &count);
  return count;
}

guint
mdg_move_take_settings (MdgSettings *settings, const char *const *offered, gboolean replace)
{
  MdgTransferCount count = { 0 };

  compare (settings, offered, TRUE, replace, &count);
  return count.n_new;
}
