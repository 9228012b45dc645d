/* portal-flow-private.h: what the files of the portal's flow share. */
#pragma once

#include "portal/portal-flow.h"

typedef enum
{
  MDG_PORTAL_TRACK_ACT,
  MDG_PORTAL_TRACK_LOOK_UP,
  MDG_PORTAL_TRACK_MAILS,
  MDG_PORTAL_TRACK_START,
  MDG_PORTAL_TRACK_FACILITIES,
  MDG_PORTAL_N_TRACKS
} MdgPortalTrack;

struct _MdgPortalFlow
{
  GObject parent_instance;

  MdgPortalService *service; /* (nullable) */
  GCancellable *tracks[MDG_PORTAL_N_TRACKS];

  MdgPortalState state;
  gboolean busy;
  GError *error;
  const char *notice;

  GPtrArray *facilities;
  char *looked_up; /* (nullable): the number as a word */
  MdgPortalFacility *found;
  GError *look_up_error;
  MdgPortalReceipt *receipt;
  GPtrArray *mails;
  gboolean has_mailbox;
  char *mail_address;
  MdgPortalUser *user;
  MdgPortalStart *start;
  char *confirmed;  /* (nullable) */
  char *confirming; /* (nullable) */

  /* The last write, as long as nobody said what became of it: the same one sent again bears the
   * same key. */
  char *unsettled;
  char *key;
};

/* Emits "changed". */
void mdg_portal_flow_tell (MdgPortalFlow *self);

/* A new cancellable for @track; what is under way there is not wanted any more. (transfer none) */
GCancellable *mdg_portal_flow_renew (MdgPortalFlow *self, MdgPortalTrack track);
gboolean mdg_portal_flow_was_cancelled (const GError *error);

/* Begins an act. Returns: FALSE: one is under way, or there is no service */
gboolean mdg_portal_flow_begin (MdgPortalFlow *self);

/* The key of a write. @content: (transfer full): what tells it from others; wiped. */
const char *mdg_portal_flow_key (MdgPortalFlow *self, char *content);

/* Ends the act. @error: (transfer full) (nullable). Returns: whether it went well */
gboolean mdg_portal_flow_end (MdgPortalFlow *self, GError *error);

/* What went well leads to @state. @notice: (nullable): static */
void mdg_portal_flow_succeed (MdgPortalFlow *self, const char *notice, MdgPortalState state);

void mdg_portal_flow_forget_session (MdgPortalFlow *self);
void mdg_portal_flow_set_mail_address (MdgPortalFlow *self, const char *mail_address);
void mdg_portal_flow_refresh_mails (MdgPortalFlow *self);
void mdg_portal_flow_refresh_start (MdgPortalFlow *self);
void mdg_portal_flow_refresh_facilities (MdgPortalFlow *self);
