/* passphrase-strength.h: how hard a staff passphrase (パスフレーズ) is to guess, roughly, and whether it will do. Pure functions; any
 * thread. */
#pragma once

#include "core/secret.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_STRENGTH_NONE, /* nothing typed */
  MDG_STRENGTH_TOO_WEAK, /* not taken */
  MDG_STRENGTH_WEAK,
  MDG_STRENGTH_GOOD,
  MDG_STRENGTH_STRONG
} MdgStrength;

/* The fewest bytes that are taken; Japanese has three a character. */
#define MDG_PASSPHRASE_BYTES_MIN 8

typedef struct
{
  MdgStrength strength;
  double bits;       /* an estimate: how often it would have to be guessed, as a power of two */
  gsize n_bytes;     /* after NFC, as they are used */
  guint n_distinct;  /* different characters */
  gboolean common;   /* a word stands in it that everybody tries first */
  gboolean repeated; /* runs, sequences or a part that comes twice make up much of it */
} MdgPassphraseJudgement;

/* @passphrase: text as it was typed. Each character adds what its kind is worth in words that people choose; runs ("aaaa"),
 * sequences ("1234", "あいう", "qwer"), parts that came before, and words that everybody tries first add next to nothing. It holds
 * no secret afterwards. */
void mdg_passphrase_judge (MdgSecret *passphrase, MdgPassphraseJudgement *judgement);

G_END_DECLS
