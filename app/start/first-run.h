/* first-run.h: 《本番の設定を始める》 (day one): from training to a profile that real work is done in, step by step. Until the person
 * has shown to have the recovery code on paper nothing of it is on the disk; then the cache is made in one go, or not
 * at all. Knows no widget. Main thread. */
#pragma once

#include "start/way.h"
#include "store/cache-open.h"

G_BEGIN_DECLS

typedef enum
{
  MDG_FIRST_RUN_WAY,        /* which way of working */
  MDG_FIRST_RUN_GATEWAY,    /* address, CA, certificate: of that way only */
  MDG_FIRST_RUN_PASSPHRASE, /* typed twice */
  MDG_FIRST_RUN_RECOVERY,   /* printed, and asked for once */
  MDG_FIRST_RUN_MAKING,     /* cannot be left */
  MDG_FIRST_RUN_MADE,       /* there is a cache, open */
  MDG_FIRST_RUN_READY,      /* the way had one already: it only needs to be gone */
  MDG_FIRST_RUN_LEFT        /* given up: nothing was changed */
} MdgFirstRunStep;

/* What is wrong with what was typed. */
typedef enum
{
  MDG_FIRST_RUN_FINE,
  MDG_FIRST_RUN_EMPTY,
  MDG_FIRST_RUN_NO_TEXT, /* the passphrase is not UTF-8 */
  MDG_FIRST_RUN_DIFFERS, /* the second passphrase, or the recovery code */
} MdgFirstRunFault;

#define MDG_TYPE_FIRST_RUN (mdg_first_run_get_type ())
G_DECLARE_FINAL_TYPE (MdgFirstRun, mdg_first_run, MDG, FIRST_RUN, GObject)

/* @data_folder: of the program. @outer: (nullable), static. Property: step (int, read-only, notified).
 * Returns: (transfer full): at MDG_FIRST_RUN_WAY */
MdgFirstRun *mdg_first_run_new (const char *data_folder, const MdgOuterWrap *outer);

/* The way is settled already (by policy, or because its records are to begin anew): begins behind the choice, and
 * never goes back before it. Only at the first step. */
void mdg_first_run_settle_way (MdgFirstRun *run, MdgWay way);

MdgFirstRunStep mdg_first_run_get_step (MdgFirstRun *run);
MdgWay mdg_first_run_get_way (MdgFirstRun *run);

/* At WAY. Training is READY at once, and so is a way that has a cache. */
void mdg_first_run_choose (MdgFirstRun *run, MdgWay way);

/* At GATEWAY: the address stands; who asked for it keeps it when the records are made, not before. */
void mdg_first_run_go_on (MdgFirstRun *run);

/* At PASSPHRASE. Whether it is strong enough is for the caller to say. */
MdgFirstRunFault mdg_first_run_set_passphrase (MdgFirstRun *run, MdgSecret *passphrase, MdgSecret *repeated);

/* From RECOVERY on. (nullable) (transfer none) */
MdgSecret *mdg_first_run_get_recovery_code (MdgFirstRun *run);

/* At RECOVERY: what the person reads off the paper. FINE: MAKING. */
MdgFirstRunFault mdg_first_run_confirm_code (MdgFirstRun *run, const char *typed);

/* Back one step, as far as one can; what was typed before is asked for again. */
gboolean mdg_first_run_can_go_back (MdgFirstRun *run);
void mdg_first_run_go_back (MdgFirstRun *run);

/* Gives up: secrets are wiped, nothing was made. Not while MAKING, nor after. */
void mdg_first_run_leave (MdgFirstRun *run);

/* Why making failed, at RECOVERY again: it can be tried once more. (nullable) */
const GError *mdg_first_run_get_error (MdgFirstRun *run);

/* MADE: hands over the open cache. Returns: (transfer full) (nullable): once */
MdgCache *mdg_first_run_take_cache (MdgFirstRun *run);

G_END_DECLS
