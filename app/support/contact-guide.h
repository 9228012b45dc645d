/* contact-guide.h: whom to call for what (問い合わせ先, H1), as the documents name them (resources/support/contacts.json): contacts with
 * their hours, and what to call whom for, by symptom and by device. Read strictly. Immutable; any thread. */
#pragma once

#include "support/open-hours.h"

G_BEGIN_DECLS

#define MDG_CONTACTS_MAX 64
#define MDG_OWN_KINDS_MAX 16
#define MDG_TOPICS_MAX 64

typedef struct
{
  char *id;
  char *name;
  char *what;   /* for what */
  char *note;   /* (nullable) */
  char *phone;  /* (nullable): "0800-080-4583" */
  char *mail;   /* (nullable) */
  char *web;    /* (nullable): https://… */
  char *source; /* document and page */
  gboolean free; /* the call costs nothing */
  MdgOpenHours hours;
} MdgContact;

/* What the clinic's own contacts can be (レセコンの会社 …). */
typedef struct
{
  char *id;
  char *name;
} MdgOwnKind;

typedef enum
{
  MDG_TOPIC_SYMPTOM,
  MDG_TOPIC_DEVICE
} MdgTopicKind;

typedef struct
{
  char *id;
  MdgTopicKind kind;
  char *name;
  char *hint;     /* (nullable): what to look at before */
  GArray *own;    /* of guint: kinds of own contacts, which come first */
  GArray *contacts; /* of guint, in the order in which to call them */
} MdgTopic;

typedef struct
{
  char *checked;
  char *sources;
  GArray *own;      /* of MdgOwnKind */
  GArray *contacts; /* of MdgContact */
  GArray *topics;   /* of MdgTopic */
} MdgContactGuide;

/* @language: "ja", anything else: English. The first reads what is in the program, and a fault in it ends that. Errors:
 * MDG_ERROR_DAMAGED. Returns: (transfer full) (nullable) */
MdgContactGuide *mdg_contact_guide_new (const char *language);
MdgContactGuide *mdg_contact_guide_parse (const char *json, gssize length, const char *language, GError **error);
void mdg_contact_guide_free (MdgContactGuide *guide);

const MdgContact *mdg_contact_guide_contact (const MdgContactGuide *guide, guint number);
const MdgOwnKind *mdg_contact_guide_own (const MdgContactGuide *guide, guint number);
const MdgTopic *mdg_contact_guide_topic (const MdgContactGuide *guide, guint number);

/* By id. Returns: G_MAXUINT when there is none */
guint mdg_contact_guide_find_own (const MdgContactGuide *guide, const char *id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (MdgContactGuide, mdg_contact_guide_free)

G_END_DECLS
