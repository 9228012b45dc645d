/* assist-tries.h: how many wrong ones in a row the page beside the browser showed, at which question and of whom: only the person sees
 * them, and three lock the account. Any thread. */
#pragma once

#include "login/assist-question.h"

G_BEGIN_DECLS

/* What is taken for three wrong ones in a row ([0] p.15, 16): the account is locked. */
#define MDG_ASSIST_TRIES 3

typedef struct
{
  MdgAssistQuestion at;
  guint n;
  char *whose; /* (nullable): institution code and login ID */
} MdgAssistTries;

/* Wrong again. Another question, or somebody else, begins anew. Returns: tries that are left, 0 or less: locked */
int mdg_assist_tries_count (MdgAssistTries *tries, MdgAssistQuestion question, const char *whose);
void mdg_assist_tries_forget (MdgAssistTries *tries);

/* For the time the program does not run (assist-memory.h). Returns: (transfer full) (nullable): there was no wrong one */
char *mdg_assist_tries_to_words (const MdgAssistTries *tries);

/* @words: (nullable): as they were kept of @whose, unless theirs are being counted already. Others are forgotten. */
void mdg_assist_tries_recall (MdgAssistTries *tries, const char *words, const char *whose);

G_END_DECLS
