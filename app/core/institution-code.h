/* institution-code.h: 機関コード, the ten digits that name a medical institution (facts.md 7.1). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  MDG_INSTITUTION_CODE_OK,
  MDG_INSTITUTION_CODE_EMPTY,
  MDG_INSTITUTION_CODE_NOT_TEN_DIGITS, /* an error */
  MDG_INSTITUTION_CODE_PREFECTURE,     /* a warning: first two digits are no prefecture */
  MDG_INSTITUTION_CODE_CHECK_DIGIT     /* a warning: the samples of the documents break it, too */
} MdgInstitutionCodeVerdict;

/* Judges @code, which mdg_text_code() has normalised. Prefecture and check digit are at most a
 * warning, and skipped when @login_id is a W/WA account (third digit 8 is a number space of its
 * own). @login_id: (nullable) */
MdgInstitutionCodeVerdict mdg_institution_code_check (const char *code, const char *login_id);

/* The check digit (0-9) for the first nine digits of @code; -1 when they are not digits. */
int mdg_institution_code_check_digit (const char *code);

G_END_DECLS
