/* password-question.h: asks for the password of a certificate file once, and keeps it in the vault if the person
 * wishes (F2). */
#pragma once

#include <gtk/gtk.h>

#include "certificates/certificate-desk.h"
#include "workplace.h"

G_BEGIN_DECLS

/* Asks over the window that @near is in; again while the password is wrong. What the file holds then shows in
 * @file. In training @workplace has a password to offer. Where keeping it fails, @near's page says so: (nullable) @failed */
typedef void (*MdgPasswordFailedFunc) (GtkWidget *near, const GError *error);
void mdg_password_question_ask (GtkWidget *near, MdgCertificateDesk *desk, MdgWorkplace *workplace,
                                MdgCertificateFile *file, MdgPasswordFailedFunc failed);

G_END_DECLS
