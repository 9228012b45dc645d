/* settings-layout.h: finds in the words of a PDF what stands beside or below which name. For
 * settings-reading.c. */
#pragma once

#include "accounts/settings-reading.h"

G_BEGIN_DECLS

/* What was found of one field, as it is written there. */
typedef struct
{
  char *text; /* (nullable): the first value; pieces parted by one space; wiped */
  gboolean several; /* and another value somewhere else */
} MdgSettingsFound;

typedef struct
{
  MdgSettingsFound fields[MDG_SETTINGS_N_FIELDS];
  gboolean title;   /* ユーザ設定情報 */
  gboolean app;     /* マイナ資格確認アプリ, in the title or its line */
  gboolean linkage; /* レセコン連携, likewise */
  guint n_labels;   /* how many different fields have their name on the page */
} MdgSettingsLayout;

/* Returns: (transfer full) */
MdgSettingsLayout *mdg_settings_layout_new (const MdgPdfWords *words);
void mdg_settings_layout_free (MdgSettingsLayout *layout);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgSettingsLayout, mdg_settings_layout_free)

G_END_DECLS
