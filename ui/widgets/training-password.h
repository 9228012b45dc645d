/* training-password.h: where the password of a certificate file is typed, training offers that of its own certificate:
 * nobody has one of a certificate that nobody applied for. Training passwords are no secrets. */
#pragma once

#include <gtk/gtk.h>
#include "widgets/secret-field.h"

G_BEGIN_DECLS

#define MDG_TYPE_TRAINING_PASSWORD (mdg_training_password_get_type ())
G_DECLARE_FINAL_TYPE (MdgTrainingPassword, mdg_training_password, MDG, TRAINING_PASSWORD, GtkWidget)

/* Shows nothing yet. */
GtkWidget *mdg_training_password_new (void);

/* Offers @password ((nullable): nothing, as outside training) to be filled into @field, which has to live as long. */
void mdg_training_password_offer (MdgTrainingPassword *offer, MdgSecret *password, MdgSecretField *field);

G_END_DECLS
