/* passphrase-fields.h: a new staff passphrase (パスフレーズ), typed twice, with how hard it is to guess in words and as a bar. */
#pragma once

#include <gtk/gtk.h>

#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_PASSPHRASE_FIELDS (mdg_passphrase_fields_get_type ())
G_DECLARE_FINAL_TYPE (MdgPassphraseFields, mdg_passphrase_fields, MDG, PASSPHRASE_FIELDS, GtkWidget)

/* Signal: activate (Enter in the second field). */
GtkWidget *mdg_passphrase_fields_new (void);

/* Whether it will do; where not, says why at the field and goes there. */
gboolean mdg_passphrase_fields_check (MdgPassphraseFields *fields);

/* What was typed. Returns: (transfer full) */
MdgSecret *mdg_passphrase_fields_get_passphrase (MdgPassphraseFields *fields);
MdgSecret *mdg_passphrase_fields_get_repeated (MdgPassphraseFields *fields);

G_END_DECLS
