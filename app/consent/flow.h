/* flow.h: 同意フロー (E1): the patient's way through the card reader that recognises faces, as resources/consent/flow.json has
 * it: steps, questions, answers, and the options that switch them on and off ([1] p.12; facts.md 6.3, 6.4; as of November
 * 2026). Plain structs that nobody changes once they are made: any thread. */
#pragma once

#include "core/error.h"

G_BEGIN_DECLS

#define MDG_FLOW_OPTIONS_MAX 8
#define MDG_FLOW_VALUES_MAX 8       /* of an option */
#define MDG_FLOW_NODES_MAX 64
#define MDG_FLOW_ANSWERS_MAX 8      /* of a node */
#define MDG_FLOW_INFORMATION_MAX 16
#define MDG_FLOW_STAGES_MAX 8
#define MDG_FLOW_NONE G_MAXUINT     /* no node */

/* One value for every option. */
typedef struct
{
  guint8 value[MDG_FLOW_OPTIONS_MAX];
} MdgFlowVariant;

/* Bits (1 << value) of the values that an option may have. */
typedef struct
{
  guint8 allowed[MDG_FLOW_OPTIONS_MAX];
} MdgFlowWhen;

/* What a facility is or has, and what a patient brings. */
typedef struct
{
  char *id;
  char *name;
  char **values;      /* ids */
  char **value_names;
  guint8 standard;    /* the value to begin with */
} MdgFlowOption;

/* What a clinic may get to see. */
typedef struct
{
  char *id;
  char *name;
  char *seen;     /* what it is, in a sentence */
  char *code;     /* 情報種別 (OQSCD036), "SHJ"; "" where there is none */
  gboolean asked; /* of the patient; otherwise it comes with the eligibility */
  guint hours;    /* how long after the consent; 0: no such time */
} MdgFlowInformation;

/* A part of the way: a row of the picture. */
typedef struct
{
  char *id;
  char *name;
} MdgFlowStage;

typedef enum
{
  MDG_FLOW_START,
  MDG_FLOW_STEP,     /* one answer: it is done */
  MDG_FLOW_QUESTION, /* of the patient, or something that can come out in several ways */
  MDG_FLOW_END
} MdgFlowKind;

/* Who acts. */
typedef enum
{
  MDG_FLOW_PATIENT,
  MDG_FLOW_STAFF,
  MDG_FLOW_READER /* 顔認証付きカードリーダー and what stands behind it */
} MdgFlowWho;

typedef enum
{
  MDG_FLOW_PLAIN,
  MDG_FLOW_YES,
  MDG_FLOW_NO
} MdgFlowTone;

typedef struct
{
  char *id;
  char *label;
  MdgFlowTone tone;
  MdgFlowWhen when; /* the variants that have it */
  guint to;         /* node */
  guint32 grants;   /* bits (1 << information) */
  guint32 refuses;
} MdgFlowAnswer;

typedef struct
{
  char *id;
  MdgFlowKind kind;
  MdgFlowWho who;
  MdgFlowTone tone; /* of an end */
  guint stage;
  MdgFlowWhen when;   /* the variants that have it */
  guint skip;         /* in the others: the node that comes in its place; NONE when all have it */
  gboolean assumed;   /* no document has its words, or its place, exactly */
  char *source;       /* "[1] p.12" */
  GPtrArray *title;   /* texts: ask mdg_flow_text() */
  GPtrArray *words;   /* on the reader's screen; lines */
  GPtrArray *meaning; /* what it means, for staff */
  GPtrArray *after;   /* what the clinic may see afterwards */
  GArray *answers;    /* of MdgFlowAnswer */
} MdgFlowNode;

typedef struct
{
  char *checked; /* as of when this was so, "2026-11" */
  char *sources;
  GArray *options;     /* of MdgFlowOption */
  GArray *stages;      /* of MdgFlowStage */
  GArray *information; /* of MdgFlowInformation */
  GArray *nodes;       /* of MdgFlowNode; the first is the start */
} MdgFlow;

/* The flow of the program. @language: "ja", anything else: English. A fault in the data is a fault of the program and ends
 * it. Returns: (transfer full) */
MdgFlow *mdg_flow_new (const char *language);

/* The same of any data. Strict: an unknown member, a missing text in either language, a name that leads nowhere, a circle, a
 * dead end or a node, an end or an answer that no variant reaches is MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgFlow *mdg_flow_parse (const char *json, gssize length, const char *language, GError **error);

void mdg_flow_free (MdgFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgFlow, mdg_flow_free)

/* Within @flow. */
const MdgFlowNode *mdg_flow_node (const MdgFlow *flow, guint node);
const MdgFlowAnswer *mdg_flow_answer (const MdgFlow *flow, guint node, guint answer);
const MdgFlowOption *mdg_flow_option (const MdgFlow *flow, guint option);
const MdgFlowInformation *mdg_flow_information (const MdgFlow *flow, guint information);

/* Returns: its number, NONE when there is none */
guint mdg_flow_find (const MdgFlow *flow, const char *node_id);

/* A text of a node as @variant has it. Within the flow. */
const char *mdg_flow_text (const GPtrArray *text, const MdgFlowVariant *variant);

/* The standard values. */
MdgFlowVariant mdg_flow_standard (const MdgFlow *flow);

/* Sets @variant's option @option to @value, both by id. Returns: FALSE when there is no such */
gboolean
mdg_flow_choose (const MdgFlow *flow, MdgFlowVariant *variant, const char *option, const char *value);

/* The variants one after the other, from all first values; FALSE after the last. */
gboolean mdg_flow_next_variant (const MdgFlow *flow, MdgFlowVariant *variant);

gboolean mdg_flow_when (const MdgFlowWhen *when, const MdgFlowVariant *variant);

G_END_DECLS
