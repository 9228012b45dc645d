/* office-start.c: the rules of the portal for 施術所等 from 利用開始申請 to 運用開始日登録.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/office-portal.h"

#include <string.h>
#include "training/office-private.h"
#include "training/rules.h"

/* 利用開始申請 */

MdgPortalFacility *
mdg_office_confirm_facility (MdgOffice *office,
                             const MdgLedgerUser *user,
                             const char *birth_date,
                             GError **error)
{
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (office, user->registration, error);
  GError *wrong;

  if (!facility)
    return NULL;
  if (g_strcmp0 (facility->birth_date, birth_date) == 0)
    return mdg_office_show_facility (facility);
  wrong = mdg_error_new (MDG_ERROR_FACILITY_UNCONFIRMED, "The birth date does not fit");
  mdg_error_set_field (wrong, "birth_date");
  g_propagate_error (error, wrong);
  return NULL;
}

/* One that began before the portal knew it, or nothing yet. */
static MdgPortalStart *
get_unwritten_start (MdgOffice *office, const MdgLedgerUser *user, GError **error)
{
  const MdgPortalFacility *facility
      = mdg_office_find_portal_facility (office, user->registration, error);
  g_autofree char *keeper = NULL;
  gboolean use_started;
  MdgPortalStart *start;

  if (!facility
      || !mdg_ledger_get_institution (office->ledger, facility->institution_code, &keeper,
                                      &use_started, error))
    return NULL;
  start = mdg_portal_start_new ();
  start->use = use_started ? MDG_PORTAL_USE_DONE : MDG_PORTAL_USE_NONE;
  return start;
}

MdgPortalStart *
mdg_office_get_start (MdgOffice *office, const MdgLedgerUser *user, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgPortalStart) start
      = mdg_ledger_find_start (office->ledger, user->registration, &fault);

  if (!start && !fault)
    start = get_unwritten_start (office, user, &fault);
  if (start && !fault)
    start->operation_on = mdg_ledger_get_operation (office->ledger, user->registration, &fault);
  if (!fault)
    return g_steal_pointer (&start);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

/* A document is looked at by people, afterwards; here it is taken for a good one. */
static gboolean
check_proof (MdgOffice *office,
             const MdgLedgerUser *user,
             const MdgPortalStartRequest *request,
             GError **error)
{
  g_autoptr (MdgPortalFacility) facility = NULL;

  if (request->proof == MDG_PORTAL_BY_DOCUMENT)
    return TRUE;
  facility = mdg_office_confirm_facility (office, user, request->birth_date, error);
  return facility != NULL;
}

MdgPortalStart *
mdg_office_start_use (MdgOffice *office,
                      const MdgLedgerUser *user,
                      const MdgPortalStartRequest *request,
                      GError **error)
{
  g_autoptr (MdgPortalStart) before = mdg_office_get_start (office, user, error);
  g_autoptr (MdgPortalStart) start = NULL;
  const MdgPortalFacility *facility;

  if (!before)
    return NULL;
  if (before->use != MDG_PORTAL_USE_NONE)
    {
      mdg_set_error (error, MDG_ERROR_ALREADY_APPLIED, "The use was applied for before");
      return NULL;
    }
  if (!check_proof (office, user, request, error)
      || !mdg_ledger_add_start (office->ledger, user, request, mdg_office_now (office), error))
    return NULL;
  facility = mdg_office_find_portal_facility (office, user->registration, error);
  start = mdg_office_get_start (office, user, error);
  if (!facility || !start || !mdg_office_send_received (office, user, facility, start, error))
    return NULL;
  return g_steal_pointer (&start);
}

/* Accounts that waited for the start come first, then new ones. */
static gboolean
start_waiting (MdgOffice *office,
               const MdgPortalFacility *facility,
               MdgPortalStart *start,
               GStrvBuilder *ids,
               int *left,
               GError **error)
{
  while (*left > 0)
    {
      g_autoptr (GError) fault = NULL;
      g_autoptr (MdgAccount) account
          = mdg_ledger_find_not_started (office->ledger, facility->institution_code, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!account)
        return TRUE;
      account->status = MDG_ACCOUNT_USABLE;
      g_free (account->started_on);
      account->started_on = mdg_office_day_of (start->done_at);
      if (!mdg_ledger_save_listed (office->ledger, account, 0, error))
        return FALSE;
      g_strv_builder_add (ids, account->id);
      (*left)--;
    }
  return TRUE;
}

static gboolean
issue_accounts (MdgOffice *office,
                const MdgPortalFacility *facility,
                const char *keeper,
                MdgPortalStart *start,
                GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  MdgAccountApplication application = { .institution_code = facility->institution_code,
                                        .institution_name = facility->facility_name,
                                        .kind = MDG_ACCOUNT_APP,
                                        .done_at = start->done_at };
  gint64 serial = mdg_ledger_get_last_serial (office->ledger, error);
  int left = start->terminals;

  if (serial < 0 || !start_waiting (office, facility, start, ids, &left, error))
    return FALSE;
  for (; left > 0; left--)
    {
      g_autofree char *id = mdg_office_issue (office, keeper, &application, ++serial, error);

      if (!id)
        return FALSE;
      g_strv_builder_add (ids, id);
    }
  g_strfreev (start->accounts);
  start->accounts = g_strv_builder_end (ids);
  return TRUE;
}

/* A facility that is on nobody's list yet comes on that of the institution whose terminal this is.
 */
static gboolean
finish_start (MdgOffice *office,
              const char *registration,
              gint64 user_id,
              MdgPortalStart *start,
              GError **error)
{
  const MdgPortalFacility *facility = mdg_office_find_portal_facility (office, registration, error);
  g_autoptr (MdgLedgerUser) user = mdg_ledger_get_user (office->ledger, user_id, error);
  g_autofree char *keeper = NULL;
  gboolean use_started;

  if (!facility || !user
      || !mdg_ledger_get_institution (office->ledger, facility->institution_code, &keeper,
                                      &use_started, error))
    return FALSE;
  if (!keeper)
    keeper = g_strdup (mdg_scenario_get_institution_code (office->scenario));
  start->done_at = start->received_at + MDG_RULE_DONE_SECONDS;
  return mdg_ledger_start_use (office->ledger, facility, keeper, error)
         && issue_accounts (office, facility, keeper, start, error)
         && mdg_ledger_finish_start (office->ledger, registration, start, error)
         && mdg_office_send_done (office, user->mail_address, facility, start, error);
}

gboolean
mdg_office_settle_starts (MdgOffice *office, gint64 before, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) fault = NULL;
      g_autofree char *registration = NULL;
      gint64 user_id = 0;
      g_autoptr (MdgPortalStart) start
          = mdg_ledger_find_open_start (office->ledger, before, &registration, &user_id, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!start)
        return TRUE;
      if (!finish_start (office, registration, user_id, start, error))
        return FALSE;
    }
}

/* 運用開始日登録 */

MdgPortalStart *
mdg_office_set_operation (MdgOffice *office,
                          const MdgLedgerUser *user,
                          const char *day,
                          GError **error)
{
  g_autoptr (MdgPortalStart) start = mdg_office_get_start (office, user, error);
  g_autofree char *first = NULL;
  GError *wrong;

  if (!start)
    return NULL;
  if (start->use != MDG_PORTAL_USE_DONE)
    {
      mdg_set_error (error, MDG_ERROR_USE_NOT_STARTED, "Its 利用開始申請 is not complete");
      return NULL;
    }
  first = start->done_at != 0 ? mdg_office_day_of (start->done_at) : g_strdup ("");
  if (strcmp (day, first) < 0)
    {
      wrong = mdg_error_new (MDG_ERROR_INVALID_INPUT, "Before %s nobody can begin", first);
      mdg_error_set_field (wrong, "operation_on");
      g_propagate_error (error, wrong);
      return NULL;
    }
  if (!mdg_ledger_set_operation (office->ledger, user->registration, day, mdg_office_now (office),
                                 error))
    return NULL;
  g_free (start->operation_on);
  start->operation_on = g_strdup (day);
  return g_steal_pointer (&start);
}
