/* record-rows.c: 操作の記録 as a list.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "support/record-rows.h"

#include <glib/gi18n.h>
#include <string.h>

#include "core/text.h"
#include "dates.h"

struct _MdgRecordRow
{
  GObject parent_instance;

  char *texts[MDG_RECORD_COLUMNS];
};

G_DEFINE_FINAL_TYPE (MdgRecordRow, mdg_record_row, G_TYPE_OBJECT)

/* words --------------------------------------------------------------------------------------- */

typedef struct
{
  const char *word;
  const char *text; /* msgid */
  MdgRecordGroup group;
} Word;

static const Word acts[] = {
  { MDG_ACT_CREATED, NC_ ("act", "Began"), MDG_RECORD_OTHER },
  { MDG_ACT_PRINTED, NC_ ("act", "Printed"), MDG_RECORD_HANDED_OUT },
  { MDG_ACT_SAVED, NC_ ("act", "Saved as PDF"), MDG_RECORD_HANDED_OUT },
  { MDG_ACT_REVEALED, NC_ ("act", "Shown on the screen"), MDG_RECORD_SEEN },
  { MDG_ACT_COPIED, NC_ ("act", "Copied"), MDG_RECORD_SEEN },
  { MDG_ACT_EXPORTED, NC_ ("act", "Exported to a file"), MDG_RECORD_HANDED_OUT },
  { MDG_ACT_UNLOCKED, NC_ ("act", "Unlocked"), MDG_RECORD_DOOR },
  { MDG_ACT_RECOVERY_USED, NC_ ("act", "Unlocked with the recovery code"), MDG_RECORD_DOOR },
  { MDG_ACT_LOCKED, NC_ ("act", "Locked"), MDG_RECORD_DOOR },
  { MDG_ACT_WRONG_PASSPHRASE, NC_ ("act", "Wrong passphrase"), MDG_RECORD_DOOR },
  { MDG_ACT_WRONG_RECOVERY_CODE, NC_ ("act", "Wrong recovery code"), MDG_RECORD_DOOR },
  { MDG_ACT_PASSPHRASE_CHANGED, NC_ ("act", "Passphrase changed"), MDG_RECORD_DOOR },
  { MDG_ACT_TRANSFERRED_OUT, NC_ ("act", "Written into a moving file"), MDG_RECORD_HANDED_OUT },
  { MDG_ACT_TRANSFERRED_IN, NC_ ("act", "Taken in from a moving file"), MDG_RECORD_OTHER },
  { MDG_ACT_RESTORED, NC_ ("act", "Restored from an earlier state"), MDG_RECORD_OTHER },
  { MDG_ACT_SET_ASIDE, NC_ ("act", "Unreadable records set aside"), MDG_RECORD_OTHER },
  { MDG_ACT_RESET, NC_ ("act", "Training begun anew"), MDG_RECORD_OTHER },
  { MDG_ACT_OLDER_FILE, NC_ ("act", "An older file was put back"), MDG_RECORD_OTHER },
  { MDG_ACT_OTHER_FILE, NC_ ("act", "New records in the place of others"), MDG_RECORD_OTHER },
  { MDG_ACT_NO_COUNTER, NC_ ("act", "The counter of this record was missing"), MDG_RECORD_OTHER },
  { MDG_ACT_LIST_BEGUN, NC_ ("act", "List of the secrets begun"), MDG_RECORD_OTHER },
  { MDG_ACT_COPIES_STAY, NC_ ("act", "Copies stay that the former passphrase opens"),
    MDG_RECORD_OTHER },
  { MDG_ACT_RECOVERY_DAMAGED, NC_ ("act", "What the recovery code opens was damaged"),
    MDG_RECORD_OTHER },
  { MDG_ACT_LIST_LOST, NC_ ("act", "The list of the secrets was damaged"), MDG_RECORD_OTHER },
};

static const Word matters[] = {
  { MDG_MATTER_REGISTRATION_SHEET, NC_ ("matter", "Authenticator sheet"), 0 },
  { MDG_MATTER_SETTINGS_SHEET, NC_ ("matter", "User settings sheet"), 0 },
  { MDG_MATTER_AUTHENTICATOR_SHEET, NC_ ("matter", "Authenticator sheet"), 0 },
  { MDG_MATTER_SETUP_KEY, NC_ ("matter", "Set-up key"), 0 },
  { MDG_MATTER_PASSWORD, NC_ ("matter", "Password"), 0 },
  { MDG_MATTER_PASSCODE, NC_ ("matter", "Passcode"), 0 },
  { MDG_MATTER_ACTIVATION_CODE, NC_ ("matter", "Activation code"), 0 },
  { MDG_MATTER_REQUEST_ID, NC_ ("matter", "Request ID"), 0 },
  { MDG_MATTER_REFERENCE_ID, NC_ ("matter", "Reference ID"), 0 },
  { MDG_MATTER_NOTICE, NC_ ("matter", "Issue notice"), 0 },
  { MDG_MATTER_AUTHENTICATOR, NC_ ("matter", "Authenticator entries"), 0 },
  { MDG_MATTER_RECOVERY_CODE, NC_ ("matter", "Recovery code"), 0 },
  { MDG_MATTER_ACCOUNTS, NC_ ("matter", "List of accounts"), 0 },
  { MDG_MATTER_RECORD, NC_ ("matter", "Record of acts"), 0 },
  { MDG_MATTER_VAULT, NC_ ("matter", "Secrets of this computer"), 0 },
  { MDG_MATTER_TRAINING, NC_ ("matter", "Training"), 0 },
  { MDG_MATTER_TRANSFER_FILE, NC_ ("matter", "Moving file"), 0 },
};

/* (nullable): it is not known */
static const Word *
find (const Word *words, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (words[i].word, word))
      return &words[i];
  return NULL;
}

static char *
describe (const Word *words, gsize n, const char *context, const char *word)
{
  const Word *known = find (words, n, word);

  return g_strdup (known != NULL ? g_dpgettext2 (NULL, context, known->text) : word);
}

static char *
describe_records (const char *number)
{
  gint64 n = g_ascii_strtoll (number, NULL, 10);
  g_autofree char *count = mdg_count_text (n);

  return g_strdup_printf (ngettext ("%s record", "%s records", (gulong)n), count);
}

/* Acts of the program carry a number. */
static char *
describe_matter (const MdgAuditEvent *event)
{
  static const char *const counted[]
      = { MDG_ACT_SET_ASIDE, MDG_ACT_OLDER_FILE, MDG_ACT_OTHER_FILE, MDG_ACT_COPIES_STAY, NULL };

  if (g_strv_contains (counted, event->act))
    return describe_records (event->what);
  if (g_str_equal (event->act, MDG_ACT_RESTORED))
    return mdg_date_time_text (g_ascii_strtoll (event->what, NULL, 10));
  if (*event->what == '\0' || g_str_equal (event->act, MDG_ACT_NO_COUNTER))
    return g_strdup ("");
  return describe (matters, G_N_ELEMENTS (matters), "matter", event->what);
}

static char *
describe_owner (const MdgAuditEvent *event)
{
  if (g_str_equal (event->what, MDG_MATTER_TRANSFER_FILE))
    return describe_records (event->of_whom);
  return g_strdup (event->of_whom);
}

/* rows ---------------------------------------------------------------------------------------- */

static void
mdg_record_row_finalize (GObject *object)
{
  for (guint i = 0; i < MDG_RECORD_COLUMNS; i++)
    g_free (MDG_RECORD_ROW (object)->texts[i]);
  G_OBJECT_CLASS (mdg_record_row_parent_class)->finalize (object);
}

static void
mdg_record_row_class_init (MdgRecordRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mdg_record_row_finalize;
}

static void
mdg_record_row_init (MdgRecordRow *self)
{
}

MdgRecordRow *
mdg_record_row_new (const MdgAuditEvent *event)
{
  MdgRecordRow *self = g_object_new (MDG_TYPE_RECORD_ROW, NULL);

  self->texts[0] = mdg_date_time_text (event->at);
  self->texts[1] = g_strdup (event->by_whom);
  self->texts[2] = describe (acts, G_N_ELEMENTS (acts), "act", event->act);
  self->texts[3] = describe_matter (event);
  self->texts[4] = describe_owner (event);
  return self;
}

const char *
mdg_record_row_get_text (MdgRecordRow *self, guint column)
{
  g_return_val_if_fail (MDG_IS_RECORD_ROW (self) && column < MDG_RECORD_COLUMNS, NULL);

  return self->texts[column];
}

gboolean
mdg_record_row_matches (MdgRecordRow *self,
                        const MdgAuditEvent *event,
                        MdgRecordGroup group,
                        const char *words)
{
  const Word *act = find (acts, G_N_ELEMENTS (acts), event->act);
  g_autofree char *all = NULL;
  g_autofree char *folded = NULL;
  g_auto (GStrv) parts = NULL;

  if (group != MDG_RECORD_ALL && (act != NULL ? act->group : MDG_RECORD_OTHER) != group)
    return FALSE;
  if (*words == '\0')
    return TRUE;
  all = g_strjoin (" ", self->texts[0], self->texts[1], self->texts[2], self->texts[3],
                   self->texts[4], NULL);
  folded = mdg_text_fold (all);
  parts = g_strsplit (words, " ", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strstr (folded, parts[i]) == NULL)
      return FALSE;
  return TRUE;
}

const char *
mdg_record_group_text (MdgRecordGroup group)
{
  static const char *const texts[MDG_RECORD_N_GROUPS]
      = { NC_ ("record group", "All"), NC_ ("record group", "Printed, saved, exported"),
          NC_ ("record group", "Shown, copied"), NC_ ("record group", "Lock and passphrase"),
          NC_ ("record group", "Other") };

  g_return_val_if_fail (group < MDG_RECORD_N_GROUPS, NULL);

  return g_dpgettext2 (NULL, "record group", texts[group]);
}

/* columns ------------------------------------------------------------------------------------- */

static const struct
{
  const char *title; /* msgid */
  int width;         /* characters; 0: what is left */
} columns[MDG_RECORD_COLUMNS] = {
  { NC_ ("record column", "Date and time"), 22 }, { NC_ ("record column", "Who"), 10 },
  { NC_ ("record column", "What was done"), 16 }, { NC_ ("record column", "With what"), 14 },
  { NC_ ("record column", "Whose"), 0 },
};

const char *
mdg_record_column_title (guint column)
{
  g_return_val_if_fail (column < MDG_RECORD_COLUMNS, NULL);

  return g_dpgettext2 (NULL, "record column", columns[column].title);
}

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_label_new (NULL);
  int width = columns[GPOINTER_TO_UINT (column)].width;

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (width > 0)
    gtk_label_set_width_chars (GTK_LABEL (label), width);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_list_item_set_child (item, label);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer column)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *text
      = mdg_record_row_get_text (gtk_list_item_get_item (item), GPOINTER_TO_UINT (column));

  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_set_tooltip_text (label, text);
}

void
mdg_record_columns_add (GtkColumnView *view)
{
  for (guint i = 0; i < MDG_RECORD_COLUMNS; i++)
    {
      GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
      g_autoptr (GtkColumnViewColumn) column
          = gtk_column_view_column_new (mdg_record_column_title (i), factory);

      g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), GUINT_TO_POINTER (i));
      g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), GUINT_TO_POINTER (i));
      gtk_column_view_column_set_resizable (column, TRUE);
      gtk_column_view_column_set_expand (column, columns[i].width == 0);
      gtk_column_view_append_column (view, column);
    }
}
