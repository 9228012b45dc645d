/* secret-label.h: shows a secret in groups of four (as it stands, when it has marks besides letters and
 * digits), covered until asked for, and covers it again by itself. While covered, the widgets hold
 * bullets only. */
#pragma once

#include <gtk/gtk.h>
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_SECRET_LABEL (mdg_secret_label_get_type ())
G_DECLARE_FINAL_TYPE (MdgSecretLabel, mdg_secret_label, MDG, SECRET_LABEL, GtkWidget)

/* Signal: revealed (somebody looked). Property: second (there is another one before it on its page: it has another key). */
GtkWidget *mdg_secret_label_new (void);

/* @secret: (nullable): ASCII text. Covers it. */
void mdg_secret_label_set_secret (MdgSecretLabel *label, MdgSecret *secret);
void mdg_secret_label_set_revealed (MdgSecretLabel *label, gboolean revealed);

/* What it is called ("セットアップキー"), for assistive technology. */
void mdg_secret_label_set_title (MdgSecretLabel *label, GtkWidget *title);

G_END_DECLS
