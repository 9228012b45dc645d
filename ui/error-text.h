/* error-text.h: the one place where an error becomes the person's sentence (DESIGN decision 9):
 * what happened, what was kept, what to do next; and the code that stands small beside it. Needs no
 * display. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

typedef struct
{
  char *happened;   /* never empty */
  char *kept;       /* (nullable): where there is something that could have been lost */
  char *next;       /* never empty */
  const char *code; /* stable nick */
} MdgErrorText;

/* In the language of the process. @error: any error; one of another domain gets the words of
 * MDG_ERROR_FAILED. Returns: (transfer full) */
MdgErrorText *mdg_error_text_new (const GError *error);

/* What is said of a code alone, without the numbers that travel with an error; and how many codes there are, from 0 on: to list
 * them. Returns: (transfer full) */
MdgErrorText *mdg_error_text_new_for_code (MdgErrorCode code);
guint mdg_error_text_count (void);
void mdg_error_text_free (MdgErrorText *text);

/* What was kept and what to do next, in one. Returns: (transfer full) */
char *mdg_error_text_get_body (const MdgErrorText *text);

/* The short sentence that stands at a form's field. @field: as in the contract. Returns: (transfer
 * full) */
char *mdg_error_text_for_field (const char *field);

/* How many tries are left before the lock. Returns: (transfer full) (nullable): when that is not
 * known */
char *mdg_error_text_attempts (const GError *error);

/* What is wrong with a staff passphrase that was tried, and how long there is to wait. Returns: (transfer full) (nullable): it is
 * another error */
char *mdg_error_text_for_passphrase (const GError *error);

/* Two sentences in a row: what stands between them depends on the language. @second: (nullable).
 * Returns: (transfer full) */
char *mdg_text_join (const char *first, const char *second);

/* A span of time in words: "29 min 58 s". Returns: (transfer full) */
char *mdg_text_duration (gint64 seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgErrorText, mdg_error_text_free)

G_END_DECLS
