/* reception-text.h: what receptions (資格確認履歴) are in the words of the program's language; in Japanese the documents' terms. */
#pragma once

#include "consent/stream-picture.h"

G_BEGIN_DECLS

/* Static; "–" for what the file does not say. */
const char *mdg_outcome_text (MdgOutcome outcome);
const char *mdg_reference_text (MdgReference reference);
const char *mdg_validity_text (MdgValidity validity);
const char *mdg_prescription_text (MdgPrescription prescription);
const char *mdg_consent_text (MdgConsent consent);
const char *mdg_consent_kind_text (MdgConsentKind kind);
const char *mdg_card_kind_text (MdgCardKind kind);

/* "一般、医療扶助": several qualifications have several. Returns: (transfer full) */
char *mdg_card_kinds_text (guint kinds);

/* "全て同意する", "手術、お薬". Returns: (transfer full) */
char *mdg_consents_text (const MdgReception *reception);

/* For the picture of the streams. */
const MdgStreamWords *mdg_stream_words (void);

/* When it was, in Japan, where the file was written, wherever this computer thinks it is. @at: seconds since 1970.
 * Returns: (transfer full) */
char *mdg_reception_time_text (gint64 at);

/* Noon of a day in Japan: seconds since 1970, for dates.h. @day: days since 1970-01-01 */
gint64 mdg_reception_noon (int day);

/* What stands below the title of a picture of receptions: what it is of, what was looked for, and, of those that the training
 * invented, that they are. @looked_for: (nullable). Returns: (transfer full) */
char *mdg_reception_sheet_line (const char *what, const char *looked_for, gboolean training);

G_END_DECLS
