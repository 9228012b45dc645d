/* walk.h: walks the consent flow (同意フロー) step by step (E2): staff in training, or with a patient. No display. One walk is
 * used by one thread. */
#pragma once

#include "consent/flow-graph.h"

G_BEGIN_DECLS

typedef struct _MdgWalk MdgWalk;

/* What became of a kind of information. */
typedef enum
{
  MDG_WALK_OPEN,       /* not asked yet */
  MDG_WALK_GIVEN,
  MDG_WALK_REFUSED,
  MDG_WALK_NOT_ASKED   /* the walk ended without asking */
} MdgWalkConsent;

/* One step that was taken. */
typedef struct
{
  guint node;
  guint answer;
  gint64 at; /* seconds since 1970 */
} MdgWalkStep;

/* What a clinic may see after the walk. */
typedef struct
{
  guint information;
  MdgWalkConsent consent;
  gint64 given_at; /* seconds since 1970; 0 unless GIVEN */
  gint64 until;    /* seconds since 1970; 0: no such time */
} MdgWalkResult;

/* Begins at the start. @flow: must outlive the walk. Returns: (transfer full) */
MdgWalk *mdg_walk_new (const MdgFlow *flow, const MdgFlowVariant *variant);
void mdg_walk_free (MdgWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgWalk, mdg_walk_free)

/* Another variant; the steps that it has, too, are kept, up to the first that it has not. */
void mdg_walk_set_variant (MdgWalk *walk, const MdgFlowVariant *variant);
const MdgFlowVariant *mdg_walk_get_variant (const MdgWalk *walk);

/* Where it stands. */
guint mdg_walk_get_node (const MdgWalk *walk);
gboolean mdg_walk_is_over (const MdgWalk *walk);

/* Its answers in this variant: numbers of the flow's. @answers: (out): at least MDG_FLOW_ANSWERS_MAX. Returns: how many */
guint mdg_walk_list_answers (const MdgWalk *walk, guint *answers);

/* Answers, at @now (seconds since 1970). Returns: FALSE when there is no such answer here */
gboolean mdg_walk_answer (MdgWalk *walk, guint answer, gint64 now);

/* A card was laid on the reader, at @now: a walk that has not begun, or is over, begins with it. Or the last one was lifted: a
 * walk under way ends, and stands at the start again; one that is over stays to be read. Returns: whether it moved */
gboolean mdg_walk_set_card (MdgWalk *walk, gboolean present, gint64 now);

/* Takes the last answer back. Returns: FALSE at the start */
gboolean mdg_walk_back (MdgWalk *walk);
void mdg_walk_restart (MdgWalk *walk);

/* The steps taken, of MdgWalkStep. Within the walk */
const GArray *mdg_walk_get_steps (const MdgWalk *walk);

/* Whether the walk came along the answer, or through the node. */
gboolean mdg_walk_took (const MdgWalk *walk, guint node, guint answer);
gboolean mdg_walk_visited (const MdgWalk *walk, guint node);

/* How long it took: seconds from its first step, which lays the card on the reader, to @now, or to the last step when it is
 * over. Returns: -1: it has not begun */
gint64 mdg_walk_get_seconds (const MdgWalk *walk, gint64 now);

/* Until when something of what was consented to can be seen, seconds since 1970. Returns: 0: nothing that has such a time */
gint64 mdg_walk_get_until (const MdgWalk *walk);

/* What was consented to so far, one MdgWalkResult for each kind of information. An end that is none of success gives nothing.
 * Returns: (transfer full): of MdgWalkResult */
GArray *mdg_walk_summarize (const MdgWalk *walk);

G_END_DECLS
