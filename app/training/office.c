/* office.c: the rules of 資格確認アカウント.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "training/mail-words.h"
#include "training/office-private.h"

#include "training/rules.h"

#define JAPAN_SECONDS (9 * 60 * 60)

/* IDs that an application brings: from here on, and past the generated ones when these are used. */
#define FIRST_NUMBER 101
#define NUMBERS_BEFORE_GENERATED 800
#define FIRST_NUMBER_AFTER 902001
#define LAST_NUMBER 999999

MdgOffice *
mdg_office_new (MdgLedger *ledger, const MdgScenario *scenario, const MdgTrainingClock *clock)
{
  MdgOffice *office = g_new0 (MdgOffice, 1);

  office->ledger = ledger;
  office->scenario = scenario;
  office->clock = clock;
  return office;
}

void
mdg_office_free (MdgOffice *office)
{
  if (!office)
    return;
  g_clear_pointer (&office->directory, g_ptr_array_unref);
  g_free (office);
}

char *
mdg_office_day_of (gint64 when)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (when + JAPAN_SECONDS);

  return g_date_time_format (time, "%Y-%m-%d");
}

/* What comes about by itself */

/* Which account the @serial-th one is that an application brings. */
static char *
make_id (MdgAccountKind kind, gint64 serial, GError **error)
{
  gint64 number = serial <= NUMBERS_BEFORE_GENERATED
                      ? FIRST_NUMBER - 1 + serial
                      : FIRST_NUMBER_AFTER - 1 + serial - NUMBERS_BEFORE_GENERATED;

  if (number <= LAST_NUMBER)
    return g_strdup_printf (
        kind == MDG_ACCOUNT_LINKAGE ? "WA%06" G_GINT64_FORMAT : "W%07" G_GINT64_FORMAT, number);
  mdg_set_error (error, MDG_ERROR_FAILED, "All account IDs are used");
  return NULL;
}

char *
mdg_office_issue (MdgOffice *office,
                  const char *keeper,
                  const MdgAccountApplication *application,
                  gint64 serial,
                  GError **error)
{
  g_autoptr (MdgAccount) account = mdg_account_new ();

  account->id = make_id (application->kind, serial, error);
  if (!account->id)
    return NULL;
  account->institution_code = g_strdup (application->institution_code);
  account->institution_name = g_strdup (application->institution_name);
  account->status = MDG_ACCOUNT_USABLE;
  account->note = g_strdup ("");
  account->started_on = mdg_office_day_of (application->done_at);
  if (!mdg_ledger_add_listed (office->ledger, keeper, account, serial, error)
      || (application->kind == MDG_ACCOUNT_LINKAGE
          && !mdg_ledger_add_login (office->ledger, office->scenario, account, serial,
                                    application->done_at, error)))
    return NULL;
  return g_steal_pointer (&account->id);
}

static gboolean
send_mail (MdgOffice *office,
           const char *keeper,
           const MdgAccountApplication *application,
           GError **error)
{
  gboolean linkage = application->kind == MDG_ACCOUNT_LINKAGE;
  g_autoptr (MdgMail) mail = mdg_mail_new ();
  g_autofree char *count = g_strdup_printf ("%d", application->count);

  mail->institution_code = g_strdup (application->institution_code);
  mail->sent_at = application->done_at;
  return mdg_mail_words_fill (mail, linkage ? "added-linkage" : "added-app", error, "facility",
                              application->institution_name, "count", count, NULL)
         && mdg_ledger_add_mail (office->ledger, keeper, mail, error);
}

static gboolean
complete (MdgOffice *office, const char *keeper, MdgAccountApplication *application, GError **error)
{
  gint64 serial = mdg_ledger_get_last_serial (office->ledger, error);

  if (serial < 0)
    return FALSE;
  application->status = MDG_APPLICATION_DONE;
  application->done_at = application->received_at + MDG_RULE_DONE_SECONDS;
  for (int i = 0; i < application->count; i++)
    {
      g_autofree char *id = mdg_office_issue (office, keeper, application, ++serial, error);

      if (!id)
        return FALSE;
    }
  return mdg_ledger_save_application (office->ledger, application, error)
         && send_mail (office, keeper, application, error);
}

static gboolean
start_work (MdgOffice *office, MdgAccountApplication *application, GError **error)
{
  application->status = MDG_APPLICATION_IN_PROGRESS;
  return mdg_ledger_save_application (office->ledger, application, error);
}

/* Moves on all that are at @status and came at or before @before. */
static gboolean
move_applications (MdgOffice *office, MdgApplicationStatus status, gint64 before, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) fault = NULL;
      g_autofree char *keeper = NULL;
      g_autoptr (MdgAccountApplication) application
          = mdg_ledger_find_open (office->ledger, status, before, &keeper, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!application)
        return TRUE;
      if (!(status == MDG_APPLICATION_RECEIVED ? start_work (office, application, error)
                                               : complete (office, keeper, application, error)))
        return FALSE;
    }
}

static gboolean
end_cancelled (MdgOffice *office, gint64 now, GError **error)
{
  for (;;)
    {
      g_autoptr (GError) fault = NULL;
      gint64 due_at = 0;
      g_autoptr (MdgAccount) account = mdg_ledger_find_due (office->ledger, now, &due_at, &fault);

      if (fault)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      if (!account)
        return TRUE;
      account->status = MDG_ACCOUNT_ENDED;
      g_free (account->ended_on);
      account->ended_on = mdg_office_day_of (due_at);
      if (!mdg_ledger_save_listed (office->ledger, account, 0, error)
          || !mdg_ledger_remove_login (office->ledger, account, error))
        return FALSE;
    }
}

gboolean
mdg_office_settle (MdgOffice *office, GError **error)
{
  gint64 now = mdg_training_clock_now (office->clock);

  return move_applications (office, MDG_APPLICATION_RECEIVED, now - MDG_RULE_WORK_SECONDS, error)
         && move_applications (office, MDG_APPLICATION_IN_PROGRESS, now - MDG_RULE_DONE_SECONDS,
                               error)
         && mdg_office_settle_starts (office, now - MDG_RULE_DONE_SECONDS, error)
         && end_cancelled (office, now, error);
}

/* What is asked for */

gboolean
mdg_office_check_since (MdgOffice *office, gint64 since, GError **error)
{
  if (since >= mdg_ledger_get_number (office->ledger, MDG_LEDGER_LIST_BEGINS, 0)
      && since <= mdg_ledger_get_revision (office->ledger))
    return TRUE;
  mdg_set_error (error, MDG_ERROR_LIST_OUTDATED, "The list began anew after that revision");
  return FALSE;
}

MdgAccount *
mdg_office_get_account (MdgOffice *office, const char *keeper, const char *id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  MdgAccount *account = mdg_ledger_find_listed (office->ledger, keeper, id, &fault);

  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!account)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no such account on the list");
  return account;
}

/* The password that the account began with. FALSE when it cannot log in. */
static gboolean
add_login_settings (MdgOffice *office, MdgAccountSettings *settings, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (MdgLedgerAccount) login
      = mdg_ledger_find_account (office->ledger, settings->institution_code, settings->id, &fault);
  g_autoptr (MdgScenarioAccount) begins = NULL;

  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!login)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "The account has no login");
  if (!login)
    return FALSE;
  begins = mdg_scenario_get (office->scenario, login->origin);
  settings->password = mdg_secret_new_from_string (begins->account.password);
  settings->user_type = g_strdup (MDG_USER_TYPE_AUTHENTICATOR);
  settings->url = g_strdup (MDG_LINKAGE_URL);
  return TRUE;
}

MdgAccountSettings *
mdg_office_get_settings (MdgOffice *office, const char *keeper, const char *id, GError **error)
{
  g_autoptr (MdgAccount) account = mdg_office_get_account (office, keeper, id, error);
  g_autoptr (MdgAccountSettings) settings = NULL;
  MdgAccountKind kind = MDG_ACCOUNT_APP;

  if (!account)
    return NULL;
  if (!account->started_on || account->status == MDG_ACCOUNT_ENDED)
    {
      mdg_set_error (error, MDG_ERROR_NOT_FOUND, "The account is “%s”: it has no PDF",
                     mdg_account_status_nick (account->status));
      return NULL;
    }
  mdg_account_id_check (account->id, &kind);
  settings = mdg_account_settings_new (kind);
  settings->issued_on = g_strdup (account->started_on);
  settings->institution_code = g_strdup (account->institution_code);
  settings->institution_name = g_strdup (account->institution_name);
  settings->id = g_strdup (account->id);
  if (kind == MDG_ACCOUNT_APP)
    mdg_scenario_fill_app (office->scenario, settings);
  else if (!add_login_settings (office, settings, error))
    return NULL;
  return g_steal_pointer (&settings);
}

MdgFacility *
mdg_office_get_facility (MdgOffice *office,
                         const char *keeper,
                         const char *institution_code,
                         GError **error)
{
  g_autoptr (GError) fault = NULL;
  int linkage_ever = 0;
  MdgFacility *facility
      = mdg_ledger_find_facility (office->ledger, keeper, institution_code, &linkage_ever, &fault);

  if (fault)
    g_propagate_error (error, g_steal_pointer (&fault));
  else if (!facility)
    mdg_set_error (error, MDG_ERROR_NOT_FOUND, "There is no such facility");
  if (!facility)
    return NULL;
  facility->app_limit = MDG_RULE_APPS_PER_APPLICATION;
  facility->linkage_left = MAX (MDG_RULE_LINKAGE_PER_FACILITY - linkage_ever, 0);
  return facility;
}

MdgAccount *
mdg_office_set_note (MdgOffice *office,
                     const char *keeper,
                     const char *id,
                     gint64 revision,
                     const char *note,
                     GError **error)
{
  g_autoptr (MdgAccount) account = mdg_office_get_account (office, keeper, id, error);

  if (!account)
    return NULL;
  if (account->revision != revision)
    {
      mdg_set_error (error, MDG_ERROR_EDIT_CONFLICT, "The account was changed meanwhile");
      return NULL;
    }
  g_free (account->note);
  account->note = g_strdup (note);
  /* One that is about to end goes on being so. */
  return mdg_ledger_save_listed (office->ledger, account, MDG_LEDGER_SAME_DUE, error)
             ? g_steal_pointer (&account)
             : NULL;
}

MdgAccount *
mdg_office_cancel (MdgOffice *office, const char *keeper, const char *id, GError **error)
{
  gint64 now = mdg_training_clock_now (office->clock);
  g_autoptr (MdgAccount) account = mdg_office_get_account (office, keeper, id, error);

  if (!account)
    return NULL;
  if (account->status != MDG_ACCOUNT_USABLE)
    {
      mdg_set_error (error, MDG_ERROR_NOT_CANCELLABLE, "The account is “%s”",
                     mdg_account_status_nick (account->status));
      return NULL;
    }
  account->status = MDG_ACCOUNT_CANCELLING;
  return mdg_ledger_save_listed (office->ledger, account, now + MDG_RULE_CANCEL_SECONDS, error)
             ? g_steal_pointer (&account)
             : NULL;
}

static gboolean
check_limit (const MdgFacility *facility, const MdgApplicationRequest *request, GError **error)
{
  int limit = request->kind == MDG_ACCOUNT_LINKAGE ? facility->linkage_left : facility->app_limit;
  GError *too_many;

  if (request->count <= limit)
    return TRUE;
  too_many = mdg_error_new (MDG_ERROR_LIMIT_EXCEEDED, "There may be %d at most", limit);
  mdg_error_set_limit (too_many, limit);
  mdg_error_set_field (too_many, "count");
  g_propagate_error (error, too_many);
  return FALSE;
}

MdgAccountApplication *
mdg_office_apply (MdgOffice *office,
                  const char *keeper,
                  const MdgApplicationRequest *request,
                  GError **error)
{
  g_autoptr (MdgFacility) facility
      = mdg_office_get_facility (office, keeper, request->institution_code, error);
  g_autoptr (MdgAccountApplication) application = NULL;

  if (!facility)
    return NULL;
  if (!facility->use_started)
    {
      mdg_set_error (error, MDG_ERROR_USE_NOT_STARTED, "Its 利用開始申請 is not complete");
      return NULL;
    }
  if (!check_limit (facility, request, error))
    return NULL;
  application = mdg_account_application_new ();
  application->institution_code = g_strdup (facility->institution_code);
  application->institution_name = g_strdup (facility->institution_name);
  application->kind = request->kind;
  application->count = request->count;
  application->received_at = mdg_training_clock_now (office->clock);
  return mdg_ledger_add_application (office->ledger, keeper, application, error)
             ? g_steal_pointer (&application)
             : NULL;
}
