/* mail-words.h: what the training's mails say, in our own words after those of [2] p.13 and [3] (resources/training/mails.json). */
#pragma once

#include "contract/accounts.h"

G_BEGIN_DECLS

/* Fills subject and lines of @mail in the language of the process, Japanese unless that is English. @kind: as in the file. What
 * follows are names and their values by turns, then NULL: in the text {NAME} stands for them. Any thread. Errors: MDG_ERROR_DAMAGED,
 * which is a fault of the program */
gboolean mdg_mail_words_fill (MdgMail *mail, const char *kind, GError **error, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
