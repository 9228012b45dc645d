/* test-accounts-service.c: 資格確認アカウント over real mutual TLS against the real training
 * service: the first load and the changes after it, offline and back, two people at one account,
 * and the rules. SPDX-License-Identifier: GPL-3.0-or-later */
#include "../app/store/scratch-folder.h"
#include "accounts-terminal.h"
#include "training/rules.h"
#include "training/training-service.h"
#include "../support/released.h"

#define APP "W0000001"     /* 利用可 */
#define OLD_APP "W0000003" /* 利用終了 */
#define LINKAGE "WA000001"
#define BEGINNER "3480123458" /* 利用開始申請 not complete */
#define GENERATED 600

typedef struct
{
  char *folder;
  MdgClock *clock;
  MdgTrainingService *training;
  MdgConnection *connection;
  guint port;
  Terminal one;
  Terminal two; /* another terminal of the same clinic */
  char *keys[2];
} Place;

static void
start (Place *p)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_build_filename (p->folder, "training", NULL);

  p->training = mdg_training_service_new (folder, p->clock, p->port, GENERATED, 1);
  mdg_backend_start_async (MDG_BACKEND (p->training), NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  g_clear_pointer (&p->connection, mdg_connection_free);
  p->connection = mdg_backend_start_finish (MDG_BACKEND (p->training), result, &error);
  g_assert_no_error (error);
  p->port = (guint)g_ascii_strtoull (strrchr (p->connection->endpoint, ':') + 1, NULL, 10);
}

static void
stop (Place *p)
{
  mdg_backend_stop (MDG_BACKEND (p->training));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  assert_released (p->training);
}

static void
reset (Place *p)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  mdg_backend_reset_async (MDG_BACKEND (p->training), NULL, terminal_keep, &result);
  terminal_until (result != NULL);
  mdg_backend_reset_finish (MDG_BACKEND (p->training), result, &error);
  g_assert_no_error (error);
}

static void
pass (Place *p, gint64 seconds)
{
  mdg_clock_advance (p->clock, seconds * G_USEC_PER_SEC);
}

static void
open_terminal (Place *p, Terminal *terminal)
{
  g_autofree char *folder = g_build_filename (p->folder, terminal == &p->one ? "one" : "two", NULL);

  terminal_open (terminal, folder, p->clock);
}

/* A passcode is not accepted twice. */
static void
connect (Place *p, Terminal *terminal)
{
  gboolean first = terminal == &p->one;

  pass (p, 31);
  terminal_connect (terminal, p->connection, first ? "WA000002" : "WA000001",
                    mdg_clock_wall (p->clock), &p->keys[first ? 0 : 1]);
}

static void
set_up (Place *p, gconstpointer data)
{
  p->folder = scratch_folder_new ();
  p->clock = mdg_clock_new_system ();
  start (p);
  open_terminal (p, &p->one);
  connect (p, &p->one);
}

static void
tear_down (Place *p, gconstpointer data)
{
  terminal_close (&p->one);
  if (p->two.desk != NULL)
    terminal_close (&p->two);
  if (p->training != NULL)
    stop (p);
  mdg_connection_free (p->connection);
  g_free (p->keys[0]);
  g_free (p->keys[1]);
  assert_released (p->clock);
  scratch_folder_free (p->folder);
}

static void
sync_well (Terminal *terminal)
{
  g_assert_cmpint (terminal_sync (terminal), ==, -1);
}

static const MdgDeskState *
state_of (Terminal *terminal)
{
  return mdg_account_desk_get_state (terminal->desk);
}

static void
assert_row (Terminal *terminal,
            const char *id,
            const char *note,
            MdgAccountStatus status,
            guint pending)
{
  g_autoptr (MdgAccountRow) row = terminal_account (terminal, id);

  g_assert_nonnull (row);
  g_assert_cmpstr (row->account->note, ==, note);
  g_assert_cmpint (row->account->status, ==, status);
  g_assert_cmpuint (row->pending, ==, pending);
}

static void
assert_at_service (Terminal *terminal, const char *id, const char *note, MdgAccountStatus status)
{
  g_autoptr (MdgAccount) account = terminal_ask (terminal, id);

  g_assert_cmpstr (account->note, ==, note);
  g_assert_cmpint (account->status, ==, status);
}

/* Cache and service hold the same, row by row. */
static void
assert_same (Terminal *terminal)
{
  g_autofree char *after = g_strdup ("");
  gint64 n = 0;

  while (after != NULL)
    {
      g_autoptr (MdgPage) page
          = terminal_page (terminal, MDG_LIST_ACCOUNTS, *after ? after : NULL, -1);

      for (guint i = 0; i < page->items->len; i++)
        {
          const MdgAccount *account = page->items->pdata[i];
          g_autoptr (MdgAccountRow) row = terminal_account (terminal, account->id);
          g_autofree char *theirs = mdg_account_to_json (account);
          g_autofree char *ours = row != NULL ? mdg_account_to_json (row->account) : NULL;

          g_assert_cmpstr (ours, ==, theirs);
          n++;
        }
      g_free (after);
      after = g_strdup (page->next);
    }
  g_assert_cmpint (state_of (terminal)->n_accounts, ==, n);
}

/* The list ------------------------------------------------------------------------------------ */

static void
test_first_load (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  g_assert_true (state_of (&p->one)->loaded);
  g_assert_cmpint (state_of (&p->one)->synced_at, >=, mdg_clock_wall (p->clock) - 60);
  g_assert_cmpint (state_of (&p->one)->n_accounts, ==, GENERATED + 6);
  assert_same (&p->one);
}

/* Broken off after its first page and taken up by another process of the program. */
static void
test_resumed (Place *p, gconstpointer data)
{
  terminal_until (state_of (&p->one)->n_accounts >= 500);
  terminal_close (&p->one);
  open_terminal (p, &p->one);
  terminal_until (state_of (&p->one)->n_accounts >= 500);
  connect (p, &p->one);
  sync_well (&p->one);
  assert_same (&p->one);
}

/* What the other terminal changes comes alone. */
static void
test_changes (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  open_terminal (p, &p->two);
  connect (p, &p->two);
  sync_well (&p->two);
  g_assert_cmpint (terminal_set_note (&p->two, APP, "受付の奥"), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->two, LINKAGE), ==, -1);
  sync_well (&p->two);
  assert_row (&p->one, LINKAGE, "", MDG_ACCOUNT_USABLE, 0);
  sync_well (&p->one);
  assert_row (&p->one, APP, "受付の奥", MDG_ACCOUNT_USABLE, 0);
  assert_row (&p->one, LINKAGE, "", MDG_ACCOUNT_CANCELLING, 0);
  assert_same (&p->one);
}

/* The training begins anew: what is not on the list any more goes, the whole list comes again. */
static void
test_list_outdated (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_APP, 2), ==, -1);
  sync_well (&p->one);
  pass (p, MDG_RULE_DONE_SECONDS);
  terminal_disconnect (&p->one);
  connect (p, &p->one);
  sync_well (&p->one);
  g_assert_cmpint (state_of (&p->one)->n_accounts, ==, GENERATED + 8);
  reset (p);
  terminal_disconnect (&p->one);
  connect (p, &p->one);
  sync_well (&p->one);
  g_assert_cmpint (state_of (&p->one)->n_accounts, ==, GENERATED + 6);
  assert_same (&p->one);
}

static void
on_settled (MdgAccountList *list, gpointer data)
{
  (*(guint *)data)++;
}

/* A view follows the list, and shows rows by whatever is asked. */
static void
test_view (Place *p, gconstpointer data)
{
  g_autoptr (MdgAccountList) list = mdg_account_list_new (p->one.desk);
  GListModel *rows = G_LIST_MODEL (mdg_account_list_get_rows (list));
  MdgAccountQuery query = { .search = "うけつけ", .sort = MDG_SORT_NOTE };
  static guint settled;

  g_signal_connect (list, "settled", G_CALLBACK (on_settled), &settled);
  sync_well (&p->one);
  terminal_until (g_list_model_get_n_items (rows) == GENERATED + 6);
  for (guint i = 0; i < GENERATED + 6; i += 97)
    {
      g_autoptr (MdgRow) row = g_list_model_get_item (rows, i);

      terminal_until (mdg_row_get_value (row) != NULL);
    }
  query.search = "ＷＡ00000";
  mdg_account_list_set_query (list, &query);
  terminal_until (g_list_model_get_n_items (rows) == 2);
  g_assert_cmpint (terminal_set_note (&p->one, LINKAGE, "ﾚｾｺﾝ"), ==, -1);
  query.search = "れせこん wa000001";
  mdg_account_list_set_query (list, &query);
  terminal_until (g_list_model_get_n_items (rows) == 1);
  g_autoptr (MdgRow) row = g_list_model_get_item (rows, 0);
  const MdgAccountRow *value = mdg_row_get_value (row);
  g_assert_nonnull (value);
  g_assert_cmpstr (value->account->id, ==, LINKAGE);
  g_assert_cmpstr (value->account->note, ==, "ﾚｾｺﾝ");
  terminal_until (mdg_account_list_is_settled (list));
  g_assert_cmpuint (settled, >, 0);
  sync_well (&p->one);
  terminal_until (((const MdgAccountRow *)mdg_row_get_value (row))->pending == 0);
}

/* Offline ------------------------------------------------------------------------------------- */

static void
test_offline (Place *p, gconstpointer data)
{
  gint64 fetched_at = 0;

  sync_well (&p->one);
  mdg_facility_free (terminal_facility (&p->one, TERMINAL_KEEPER, NULL));
  stop (p);
  g_assert_cmpint (terminal_sync (&p->one), ==, MDG_ERROR_UNREACHABLE);
  g_assert_cmpint (terminal_set_note (&p->one, APP, "一"), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->one, APP, "二"), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->one, LINKAGE), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->one, LINKAGE), ==, MDG_ERROR_NOT_CANCELLABLE);
  g_assert_cmpint (terminal_cancel (&p->one, OLD_APP), ==, MDG_ERROR_NOT_CANCELLABLE);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_LINKAGE, 2), ==, -1);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_LINKAGE, 2), ==,
                   MDG_ERROR_LIMIT_EXCEEDED);
  terminal_until (mdg_account_desk_get_state (p->one.desk)->n_waiting >= 3);
  terminal_close (&p->one);

  open_terminal (p, &p->one);
  assert_row (&p->one, APP, "二", MDG_ACCOUNT_USABLE, MDG_PENDING_NOTE);
  assert_row (&p->one, LINKAGE, "", MDG_ACCOUNT_CANCELLING, MDG_PENDING_CANCELLATION);
  g_autoptr (MdgFacility) facility = terminal_facility (&p->one, TERMINAL_KEEPER, &fetched_at);
  g_assert_cmpint (facility->linkage_left, ==, 3);
  g_assert_cmpint (fetched_at, >, 0);
  start (p);
  connect (p, &p->one);
  sync_well (&p->one);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_autoptr (GPtrArray) applications = terminal_applications (&p->one);
  g_assert_cmpuint (outbox->len, ==, 0);
  g_assert_cmpuint (applications->len, ==, 1);
  assert_row (&p->one, APP, "二", MDG_ACCOUNT_USABLE, 0);
  assert_at_service (&p->one, APP, "二", MDG_ACCOUNT_USABLE);
  assert_at_service (&p->one, LINKAGE, "", MDG_ACCOUNT_CANCELLING);
  assert_same (&p->one);
}

/* Taken back before it was sent: nothing is sent. */
static void
test_taken_back (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  g_autoptr (MdgAccount) before = terminal_ask (&p->one, APP);
  terminal_disconnect (&p->one);
  g_assert_cmpint (terminal_set_note (&p->one, APP, "別"), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->one, APP, before->note), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->one, LINKAGE), ==, -1);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpint (terminal_dismiss (&p->one, ((MdgOutboxEntry *)outbox->pdata[0])->number), ==,
                   -1);
  assert_row (&p->one, LINKAGE, "", MDG_ACCOUNT_USABLE, 0);
  connect (p, &p->one);
  sync_well (&p->one);
  g_autoptr (MdgAccount) after = terminal_ask (&p->one, APP);
  g_assert_cmpint (after->revision, ==, before->revision);
}

/* Applications come to their end by the service's clock, with the mail. */
static void
test_application (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_LINKAGE, 1), ==, -1);
  sync_well (&p->one);
  g_autoptr (GPtrArray) received = terminal_applications (&p->one);
  g_assert_cmpint (((MdgAccountApplication *)received->pdata[0])->status, ==,
                   MDG_APPLICATION_RECEIVED);
  pass (p, MDG_RULE_DONE_SECONDS);
  terminal_disconnect (&p->one);
  connect (p, &p->one);
  sync_well (&p->one);
  g_autoptr (GPtrArray) done = terminal_applications (&p->one);
  g_autoptr (GPtrArray) mail = terminal_mail (&p->one);
  g_assert_cmpint (((MdgAccountApplication *)done->pdata[0])->status, ==, MDG_APPLICATION_DONE);
  g_assert_cmpuint (mail->len, ==, 1);
  g_assert_cmpint (state_of (&p->one)->n_accounts, ==, GENERATED + 7);
  sync_well (&p->one);
  assert_same (&p->one);
}

/* What the service refuses is kept with its reason. */
static void
test_refused (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_LINKAGE, 5), ==, -1);
  g_assert_cmpint (terminal_apply (&p->one, BEGINNER, MDG_ACCOUNT_APP, 1), ==, -1);
  g_assert_cmpint (terminal_apply (&p->one, TERMINAL_KEEPER, MDG_ACCOUNT_APP, 1), ==, -1);
  sync_well (&p->one);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_assert_cmpuint (outbox->len, ==, 2);
  const MdgOutboxEntry *first = outbox->pdata[0], *second = outbox->pdata[1];
  g_assert_cmpint (first->state, ==, MDG_OUTBOX_REFUSED);
  g_assert_cmpint (first->reason, ==, MDG_ERROR_LIMIT_EXCEEDED);
  g_assert_cmpint (first->limit, ==, 3);
  g_assert_cmpint (first->request->count, ==, 5);
  g_assert_cmpint (second->reason, ==, MDG_ERROR_USE_NOT_STARTED);
  g_assert_cmpint (terminal_dismiss (&p->one, first->number), ==, -1);
  g_assert_cmpint (terminal_dismiss (&p->one, second->number), ==, -1);
  g_autoptr (GPtrArray) applications = terminal_applications (&p->one);
  g_assert_cmpuint (applications->len, ==, 1);
}

/* Two at one account -------------------------------------------------------------------------- */

/* Both write while terminal one is offline; one's entry is in conflict then. Returns: its number */
static gint64
make_conflict (Place *p)
{
  sync_well (&p->one);
  open_terminal (p, &p->two);
  connect (p, &p->two);
  sync_well (&p->two);
  terminal_disconnect (&p->one);
  g_assert_cmpint (terminal_set_note (&p->one, APP, "私の備考"), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->two, APP, "別の備考"), ==, -1);
  sync_well (&p->two);
  connect (p, &p->one);
  sync_well (&p->one);
  assert_row (&p->one, APP, "私の備考", MDG_ACCOUNT_USABLE,
              MDG_PENDING_NOTE | MDG_PENDING_CONFLICT);
  assert_at_service (&p->one, APP, "別の備考", MDG_ACCOUNT_USABLE);
  g_assert_cmpuint (state_of (&p->one)->n_conflicts, ==, 1);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_assert_cmpuint (outbox->len, ==, 1);
  const MdgOutboxEntry *entry = outbox->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_CONFLICT);
  g_assert_cmpstr (entry->note, ==, "私の備考");
  g_assert_cmpstr (entry->their_note, ==, "別の備考");
  g_assert_cmpstr (entry->base_note, ==, "受付 ノートパソコン");
  return entry->number;
}

static void
test_conflict (Place *p, gconstpointer data)
{
  MdgDecision decision = (MdgDecision)GPOINTER_TO_INT (data);
  const char *result = decision == MDG_DECIDE_MINE     ? "私の備考"
                       : decision == MDG_DECIDE_THEIRS ? "別の備考"
                                                       : "両方の備考";
  gint64 entry = make_conflict (p);

  /* What follows for the account waits until it is decided; others do not. */
  g_assert_cmpint (terminal_cancel (&p->one, APP), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->one, LINKAGE, "ほか"), ==, -1);
  sync_well (&p->one);
  assert_at_service (&p->one, APP, "別の備考", MDG_ACCOUNT_USABLE);
  assert_at_service (&p->one, LINKAGE, "ほか", MDG_ACCOUNT_USABLE);
  g_assert_cmpint (terminal_decide (&p->one, entry, decision, "両方の備考"), ==, -1);
  sync_well (&p->one);
  assert_at_service (&p->one, APP, result, MDG_ACCOUNT_CANCELLING);
  assert_row (&p->one, APP, result, MDG_ACCOUNT_CANCELLING, 0);
  g_assert_cmpint (terminal_decide (&p->one, entry, decision, NULL), ==, MDG_ERROR_NOT_FOUND);
  g_assert_cmpuint (state_of (&p->one)->n_conflicts, ==, 0);
}

/* The other writes once more while one is deciding: it is not overwritten unseen. */
static void
test_conflict_again (Place *p, gconstpointer data)
{
  gint64 entry = make_conflict (p);

  g_assert_cmpint (terminal_set_note (&p->two, APP, "三つ目の備考"), ==, -1);
  sync_well (&p->two);
  g_assert_cmpint (terminal_decide (&p->one, entry, MDG_DECIDE_MINE, NULL), ==, -1);
  sync_well (&p->one);
  assert_at_service (&p->one, APP, "三つ目の備考", MDG_ACCOUNT_USABLE);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpstr (((MdgOutboxEntry *)outbox->pdata[0])->their_note, ==, "三つ目の備考");
}

/* The other changed something else, or wrote the same: there is nothing to decide. */
static void
test_no_conflict (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  open_terminal (p, &p->two);
  connect (p, &p->two);
  sync_well (&p->two);
  terminal_disconnect (&p->one);
  g_assert_cmpint (terminal_set_note (&p->one, APP, "私の備考"), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->one, LINKAGE, "同じ備考"), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->two, APP), ==, -1);
  g_assert_cmpint (terminal_set_note (&p->two, LINKAGE, "同じ備考"), ==, -1);
  sync_well (&p->two);
  connect (p, &p->one);
  sync_well (&p->one);
  assert_row (&p->one, APP, "私の備考", MDG_ACCOUNT_CANCELLING, 0);
  assert_row (&p->one, LINKAGE, "同じ備考", MDG_ACCOUNT_USABLE, 0);
  assert_at_service (&p->one, APP, "私の備考", MDG_ACCOUNT_CANCELLING);
  g_autoptr (GPtrArray) outbox = terminal_outbox (&p->one);
  g_assert_cmpuint (outbox->len, ==, 0);
  /* Cancelled there, too: what was wanted has come about. */
  terminal_disconnect (&p->one);
  g_assert_cmpint (terminal_cancel (&p->one, LINKAGE), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->two, LINKAGE), ==, -1);
  sync_well (&p->two);
  connect (p, &p->one);
  sync_well (&p->one);
  assert_row (&p->one, LINKAGE, "同じ備考", MDG_ACCOUNT_CANCELLING, 0);
  g_assert_cmpuint (state_of (&p->one)->n_refused, ==, 0);
}

typedef struct
{
  Terminal *terminal;
  char *text;
  GAsyncResult *noted, *synced;
} Writer;

/* Both write and send at the same moment. */
static void
write_at_once (Writer *writers)
{
  for (guint i = 0; i < 2; i++)
    {
      mdg_account_desk_set_note_async (writers[i].terminal->desk, APP, writers[i].text, NULL, NULL,
                                       terminal_keep, &writers[i].noted);
      mdg_account_desk_sync_async (writers[i].terminal->desk, NULL, terminal_keep,
                                   &writers[i].synced);
    }
  for (guint i = 0; i < 2; i++)
    {
      terminal_until (writers[i].noted != NULL && writers[i].synced != NULL);
      g_assert_true (mdg_account_desk_finish (writers[i].terminal->desk, writers[i].noted, NULL));
      g_clear_object (&writers[i].noted);
      g_clear_object (&writers[i].synced);
      sync_well (writers[i].terminal);
    }
}

/* The service takes one, and the other decides what is to be. */
static void
decide_between (Writer *writers, gboolean mine)
{
  guint loser = state_of (writers[0].terminal)->n_conflicts == 1 ? 0 : 1;
  Terminal *terminal = writers[loser].terminal;
  g_autoptr (GPtrArray) outbox = terminal_outbox (terminal);
  g_autoptr (GPtrArray) other = terminal_outbox (writers[1 - loser].terminal);
  const MdgOutboxEntry *entry;

  g_assert_cmpuint (outbox->len, ==, 1);
  g_assert_cmpuint (other->len, ==, 0);
  entry = outbox->pdata[0];
  g_assert_cmpint (entry->state, ==, MDG_OUTBOX_CONFLICT);
  g_assert_cmpstr (entry->note, ==, writers[loser].text);
  g_assert_cmpstr (entry->their_note, ==, writers[1 - loser].text);
  assert_at_service (terminal, APP, writers[1 - loser].text, MDG_ACCOUNT_USABLE);
  g_assert_cmpint (
      terminal_decide (terminal, entry->number, mine ? MDG_DECIDE_MINE : MDG_DECIDE_THEIRS, NULL),
      ==, -1);
  for (guint i = 0; i < 2; i++)
    sync_well (writers[loser ^ i].terminal);
  for (guint i = 0; i < 2; i++)
    assert_row (writers[i].terminal, APP, writers[mine ? loser : 1 - loser].text,
                MDG_ACCOUNT_USABLE, 0);
}

/* Two write at once again and again: each time one of them comes first and the other is asked. Each
 * text that the service took is one change there. */
static void
test_at_once (Place *p, gconstpointer data)
{
  g_autoptr (MdgPage) before = NULL, after = NULL;
  gint64 expected = 0;

  sync_well (&p->one);
  open_terminal (p, &p->two);
  connect (p, &p->two);
  sync_well (&p->two);
  before = terminal_page (&p->one, MDG_LIST_ACCOUNTS, NULL, -1);
  for (guint round = 0; round < 4; round++)
    {
      Writer writers[] = { { &p->one, g_strdup_printf ("一 %u", round), NULL, NULL },
                           { &p->two, g_strdup_printf ("二 %u", round), NULL, NULL } };

      write_at_once (writers);
      decide_between (writers, round % 2 == 0);
      expected += round % 2 == 0 ? 2 : 1;
      g_free (writers[0].text);
      g_free (writers[1].text);
    }
  after = terminal_page (&p->one, MDG_LIST_ACCOUNTS, NULL, -1);
  g_assert_cmpint (after->revision - before->revision, ==, expected);
  assert_same (&p->one);
  assert_same (&p->two);
}

/* Cancelled there, and over by now. */
static void
test_ended_meanwhile (Place *p, gconstpointer data)
{
  sync_well (&p->one);
  open_terminal (p, &p->two);
  connect (p, &p->two);
  sync_well (&p->two);
  terminal_disconnect (&p->one);
  g_assert_cmpint (terminal_cancel (&p->one, APP), ==, -1);
  g_assert_cmpint (terminal_cancel (&p->two, APP), ==, -1);
  sync_well (&p->two);
  terminal_disconnect (&p->two);
  pass (p, MDG_RULE_CANCEL_SECONDS);
  connect (p, &p->one);
  sync_well (&p->one);
  assert_row (&p->one, APP, "受付 ノートパソコン", MDG_ACCOUNT_ENDED, 0);
  g_assert_cmpuint (state_of (&p->one)->n_refused, ==, 0);
}

#define ADD(name, data, func)                                                                      \
  g_test_add ("/accounts/service/" name, Place, data, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-load", NULL, test_first_load);
  ADD ("resumed", NULL, test_resumed);
  ADD ("changes", NULL, test_changes);
  ADD ("list-outdated", NULL, test_list_outdated);
  ADD ("view", NULL, test_view);
  ADD ("offline", NULL, test_offline);
  ADD ("taken-back", NULL, test_taken_back);
  ADD ("application", NULL, test_application);
  ADD ("refused", NULL, test_refused);
  ADD ("conflict/mine", GINT_TO_POINTER (MDG_DECIDE_MINE), test_conflict);
  ADD ("conflict/theirs", GINT_TO_POINTER (MDG_DECIDE_THEIRS), test_conflict);
  ADD ("conflict/edited", GINT_TO_POINTER (MDG_DECIDE_EDITED), test_conflict);
  ADD ("conflict/again", NULL, test_conflict_again);
  ADD ("conflict/none", NULL, test_no_conflict);
  ADD ("conflict/at-once", NULL, test_at_once);
  ADD ("conflict/ended", NULL, test_ended_meanwhile);
  return g_test_run ();
}
