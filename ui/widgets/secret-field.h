/* secret-field.h: a field for a password whose text nothing else can read.
 *
 * In GTK 4.8 the text of a GtkPasswordEntry can be read over AT-SPI and every typed character is
 * told to it. Here the entry itself never holds the password: what is typed is taken out on its way
 * in and kept as an MdgSecret, and the entry gets a bullet for every character. Only 《表示》 puts
 * the real text into the entry, until it is switched off, the focus leaves the field or a minute
 * has passed. */
#pragma once

#include <gtk/gtk.h>
#include "core/secret.h"

G_BEGIN_DECLS

#define MDG_TYPE_SECRET_FIELD (mdg_secret_field_get_type ())
G_DECLARE_FINAL_TYPE (MdgSecretField, mdg_secret_field, MDG, SECRET_FIELD, GtkWidget)

/* Property: length (uint, read-only): characters typed. Signals: changed, activate (Enter). */
GtkWidget *mdg_secret_field_new (void);

/* What was typed. Returns: (transfer full), never NULL */
MdgSecret *mdg_secret_field_get_secret (MdgSecretField *field);

/* @text: (nullable): empties the field. */
void mdg_secret_field_set_text (MdgSecretField *field, const char *text);

guint mdg_secret_field_get_length (MdgSecretField *field);

/* The control that takes the keyboard, for labels. */
GtkWidget *mdg_secret_field_get_entry (MdgSecretField *field);

/* Also what an input method makes, such as Japanese: for a passphrase that is not sent to anybody who would refuse that. */
void mdg_secret_field_allow_input_method (MdgSecretField *field);

/* 《表示》 */
void mdg_secret_field_set_revealed (MdgSecretField *field, gboolean revealed);

G_END_DECLS
