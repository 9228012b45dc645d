/* result-file.h: a face reader's result file (資格確認結果, OQSsiquc01res_face_…; facts.md 1.3-1.6), of which only what is not
 * about a person is taken. Pure functions; any thread.
 *
 * Shift_JIS (CP932) and UTF-8 alike: nothing that is kept has a character beyond ASCII, so every byte beyond it is blotted out
 * before anything looks at it. In neither encoding can a part of such a character be taken for markup: the second
 * byte of Shift_JIS is never one of < > & / = " ' or a space. */
#pragma once

#include "consent/reception.h"

G_BEGIN_DECLS

/* Longer than any: a file with ten qualifications has some 40 KB. */
#define MDG_RESULT_FILE_MAX (1024 * 1024)

typedef enum
{
  MDG_RESULT_WHOLE,
  MDG_RESULT_UNFINISHED, /* half-written: it ends before its end, or the rest is still zeros */
  MDG_RESULT_FOREIGN,    /* some other XML */
  MDG_RESULT_DAMAGED     /* whatever follows, it will not become one */
} MdgResultVerdict;

/* Elements in any order; unknown ones, and codes that are too long, are passed over; a document type, an entity of one's own
 * or nesting without end makes it DAMAGED. @reception: (out): all 0 unless WHOLE; its time is 0 when the file does not
 * say it. */
MdgResultVerdict mdg_result_file_parse (const char *bytes, gsize length, MdgReception *reception);

/* Whether a file of that name is one (OQSsiquc01res_face_ + anything + _ + 14 digits + .xml; upper and lower case alike).
 * @at: (out) (optional): the time in it, seconds since 1970 UTC; 0: none. */
gboolean mdg_result_file_is_name (const char *name, gint64 *at);

/* What a file is remembered by instead of its name. */
gint64 mdg_result_file_key (const char *name);

G_END_DECLS
