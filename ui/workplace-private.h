/* workplace-private.h: the fields of a workplace, for the files that it stands in: workplace.c (what it is composed of) and
 * workplace-service.c (the way to the service). */
#pragma once

#include "net/https-service.h"
#include "workplace.h"

G_BEGIN_DECLS

struct _MdgWorkplace
{
  GObject parent_instance;

  MdgBackend *backend;
  MdgClock *clock;
  MdgSettings *settings;
  MdgHolidays *holidays;
  MdgRecords *records;
  gboolean training;

  GCancellable *cancellable;
  MdgConnection *connection;
  MdgIdentity *identity;
  MdgHttpsService *service;
  MdgAssistService *assist; /* (nullable) */
  MdgLoginFlow *flow;

  MdgServiceState state;
  gboolean starting;
  gboolean identity_is_new; /* it came after the service was asked for */
  gboolean describing;      /* the backend is asked how the accounts stand */
  gboolean describe_again;  /* and once more when it has answered */
  GError *service_error;
  GError *identity_error;
};

/* Its signals. */
typedef enum
{
  MDG_TELL_SERVICE_CHANGED,
  MDG_TELL_IDENTITY_CHANGED,
  MDG_TELL_ACCOUNTS_CHANGED,
  MDG_TELL_CACHE_CHANGED,
  MDG_TELL_CACHE_SET_ASIDE,
  MDG_TELL_RESTARTED,
  MDG_N_TELLS
} MdgWorkplaceTell;

/* Emits one that bears nothing. */
void mdg_workplace_tell (MdgWorkplace *self, MdgWorkplaceTell what);

/* Brings the service up, or what is missing of it; nothing while that is under way. */
void mdg_workplace_start_service (MdgWorkplace *self);

/* An act of the flow has ended, or begun: it may tell about the service. */
void mdg_workplace_hear_flow (MdgWorkplace *self);

/* A gateway's certificate that did not open by itself: the vault, now open, may have its password. */
void mdg_workplace_try_kept_password (MdgWorkplace *self);

G_END_DECLS
