/* password-question.c: asks for the password of a certificate file.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "certificates/password-question.h"

#include <glib/gi18n.h>

#include "certificates/certificate-passwords.h"
#include "certificates/certificate-text.h"
#include "widgets/field.h"
#include "widgets/question.h"
#include "widgets/secret-field.h"
#include "widgets/training-password.h"
#include "widgets/widget-tools.h"

/* One asking, from the first question to the file that is open; held by the question that is open,
 * then by the work that goes on. */
typedef struct
{
  GtkWidget *near; /* weak */
  MdgCertificateDesk *desk;
  MdgWorkplace *workplace;
  MdgCertificateFile *file;
  MdgPasswordFailedFunc failed;
  GtkWidget *field; /* of the open question */
  GtkWidget *secret;
  GtkWidget *keep;
  MdgSecret *password; /* (nullable): what was typed */
  gboolean wants_keeping;
} Asking;

static void ask (Asking *asking, const GError *error);

static void
asking_clear (gpointer data)
{
  Asking *asking = data;

  g_clear_weak_pointer (&asking->near);
  g_object_unref (asking->desk);
  g_object_unref (asking->workplace);
  g_object_unref (asking->file);
  g_clear_pointer (&asking->password, mdg_secret_unref);
}

static void
asking_unref (Asking *asking)
{
  g_rc_box_release_full (asking, asking_clear);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, asking_unref)

static void
drop_asking (gpointer asking, GClosure *closure)
{
  asking_unref (asking);
}

static void
on_kept (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;

  if (!mdg_certificate_passwords_finish (MDG_CACHE (source), result, &error) && asking->near != NULL
      && asking->failed != NULL)
    asking->failed (asking->near, error);
}

static void
keep (Asking *asking)
{
  MdgCache *cache = mdg_certificate_desk_get_cache (asking->desk);
  MdgCertificateInfo *info = mdg_certificate_file_get_info (asking->file);

  mdg_certificate_desk_add_password (asking->desk, asking->password);
  if (asking->wants_keeping && cache != NULL && info != NULL)
    mdg_certificate_passwords_keep_async (cache, info->sha256, asking->password, NULL, on_kept,
                                          g_rc_box_acquire (asking));
}

/* What else is wrong with the file, its card says. */
static void
on_opened (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Asking) asking = data;
  g_autoptr (GError) error = NULL;

  if (mdg_certificate_file_open_finish (MDG_CERTIFICATE_FILE (source), result, &error))
    keep (asking);
  else if (g_error_matches (error, MDG_ERROR, MDG_ERROR_P12_WRONG_PASSWORD) && asking->near != NULL
           && gtk_widget_get_root (asking->near) != NULL)
    ask (asking, error);
}

static void
answered (MdgQuestion *question, const char *answer, Asking *asking)
{
  g_autoptr (GPtrArray) passwords = NULL;

  if (!g_str_equal (answer, "open"))
    return;
  g_clear_pointer (&asking->password, mdg_secret_unref);
  asking->password = mdg_secret_field_get_secret (MDG_SECRET_FIELD (asking->secret));
  asking->wants_keeping = gtk_check_button_get_active (GTK_CHECK_BUTTON (asking->keep));
  passwords = g_ptr_array_new_with_free_func ((GDestroyNotify)mdg_secret_unref);
  g_ptr_array_add (passwords, mdg_secret_ref (asking->password));
  mdg_certificate_file_open_async (asking->file, passwords, NULL, on_opened,
                                   g_rc_box_acquire (asking));
}

static void
entered (MdgQuestion *question)
{
  mdg_question_answer (question, "open");
}

/* (transfer floating) */
static GtkWidget *
make_training_offer (Asking *asking)
{
  GtkWidget *offer = mdg_training_password_new ();
  g_autoptr (MdgSecret) password = NULL;

  mdg_workplace_get_training_certificate (asking->workplace, NULL, &password);
  mdg_training_password_offer (MDG_TRAINING_PASSWORD (offer), password,
                               MDG_SECRET_FIELD (asking->secret));
  return offer;
}

static GtkWidget *
make_form (Asking *asking, const GError *error)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  asking->secret = mdg_secret_field_new ();
  gtk_widget_set_name (asking->secret, "certificate-password"); /* for the tour */
  asking->field = mdg_field_new (_ ("_Password of the certificate file"), asking->secret);
  asking->keep
      = gtk_check_button_new_with_mnemonic (_ ("_Remember it, encrypted, on this computer"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (asking->keep), asking->wants_keeping);
  gtk_widget_set_sensitive (asking->keep, mdg_certificate_desk_get_cache (asking->desk) != NULL);
  if (error != NULL)
    {
      g_autofree char *fault = mdg_certificate_fault_text (error);
      mdg_field_set_fault (MDG_FIELD (asking->field), fault);
      mdg_field_set_cure (MDG_FIELD (asking->field),
                          mdg_error_code_nick ((MdgErrorCode)error->code));
    }
  gtk_box_append (GTK_BOX (box), asking->field);
  gtk_box_append (GTK_BOX (box), make_training_offer (asking));
  gtk_box_append (GTK_BOX (box), asking->keep);
  return box;
}

static void
ask (Asking *asking, const GError *error)
{
  g_autofree char *heading
      = g_strdup_printf (_ ("Password of %s"), mdg_certificate_file_get_name (asking->file));
  MdgQuestion *question = mdg_question_new (
      heading, _ ("Type the password that was set when this certificate file was downloaded or "
                  "exported. Remembered, it also opens the certificate after the next start, and "
                  "backups are checked with it."));

  mdg_question_set_extra (question, make_form (asking, error));
  mdg_question_add_button (question, MDG_ANSWER_CANCEL, _ ("_Cancel"), MDG_ANSWER_NORMAL);
  mdg_question_add_button (question, "open", _ ("_Open"), MDG_ANSWER_PRIMARY);
  g_signal_connect_object (asking->secret, "activate", G_CALLBACK (entered), question,
                           G_CONNECT_SWAPPED);
  g_signal_connect_data (question, "answered", G_CALLBACK (answered), g_rc_box_acquire (asking),
                         drop_asking, 0);
  mdg_question_present (question, asking->near);
}

void
mdg_password_question_ask (GtkWidget *near,
                           MdgCertificateDesk *desk,
                           MdgWorkplace *workplace,
                           MdgCertificateFile *file,
                           MdgPasswordFailedFunc failed)
{
  g_autoptr (Asking) asking = g_rc_box_new0 (Asking);

  g_set_weak_pointer (&asking->near, near);
  asking->desk = g_object_ref (desk);
  asking->workplace = g_object_ref (workplace);
  asking->file = g_object_ref (file);
  asking->failed = failed;
  ask (asking, NULL);
}
