/* transfer-account.c: an account that is on both terminals.
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "store/transfer-private.h"

#include <string.h>

#include "store/password-candidates.h"

/* Fields of an account's row, as transfer-tables.c has them. */
enum
{
  CODE = 1,
  LOGIN,
  NAME,
  REGISTRATION,
  REGISTRATION_NUMBER,
  REGISTERED_AT,
  CHANGED_AT,
  EXPIRES_AT,
  LAST_LOGIN
};

/* How what the file says stands to what is here. */
typedef enum
{
  ALIKE,
  FILLS, /* there is nothing here */
  OLDER, /* what is here */
  LATER  /* the same */
} Side;

typedef struct
{
  Side name;
  Side registration;
  Side password;
} Account;

/* What is here. */
typedef struct
{
  char *name; /* (nullable) */
  gint64 registration;
  gint64 registered_at;
  gint64 changed_at;
} Here;

static MdgStatement *
find (MdgTransferWork *work, const MdgTransferRow *row, GError **error)
{
  MdgStatement *statement = mdg_statement_new (
      work->database,
      "SELECT institution_name, registration, registered_at, password_changed_at FROM account"
      " WHERE institution_code = ?1 AND login_id = ?2",
      error);

  if (statement == NULL)
    return NULL;
  mdg_statement_bind_text (statement, 0, row->fields[CODE].text);
  mdg_statement_bind_text (statement, 1, row->fields[LOGIN].text);
  return statement;
}

gboolean
mdg_transfer_has_account (MdgTransferWork *work, const MdgTransferRow *row)
{
  g_autoptr (MdgStatement) statement = find (work, row, NULL);
  gboolean found = FALSE;

  return statement != NULL && mdg_statement_step (statement, &found, NULL) && found;
}

static char *
owner_of (const MdgTransferRow *row)
{
  return g_strconcat (row->fields[CODE].text, "/", row->fields[LOGIN].text, NULL);
}

/* Times in seconds since 1970; 0: not known. */
static Side
compare_times (gboolean something_here, gint64 here, gboolean something_there, gint64 there)
{
  if (!something_here)
    return something_there ? FILLS : ALIKE;
  if (!something_there || here > there)
    return LATER;
  return there > here ? OLDER : ALIKE;
}

/* Of a name nobody knows how old it is. */
static Side
compare_names (const char *here, const char *there)
{
  if (there == NULL || g_strcmp0 (here, there) == 0)
    return ALIKE;
  return here == NULL || *here == '\0' ? FILLS : OLDER;
}

/* What there is nothing of in the file is no news, and nothing of it is replaced. */
static MdgTransferState
state_of (const Account *account, gboolean file_has_registration, gboolean file_has_password)
{
  if (account->registration == OLDER || account->password == OLDER || account->name == OLDER)
    return MDG_TRANSFER_DIFFERENT;
  if ((account->registration == LATER && file_has_registration)
      || (account->password == LATER && file_has_password))
    return MDG_TRANSFER_NEWER;
  if (account->registration == FILLS || account->password == FILLS || account->name == FILLS)
    return MDG_TRANSFER_NEW;
  return MDG_TRANSFER_SAME;
}

static gboolean
has_password (MdgTransferWork *work, const char *owner, gboolean *there, GError **error)
{
  MdgSecret *loaded;
  g_autoptr (MdgSecret) password = NULL;

  if (!mdg_transfer_load_secret (work->vault, "password", owner, &loaded, error))
    return FALSE;
  password = loaded;
  *there = password != NULL;
  return TRUE;
}

gboolean
mdg_transfer_compare_account (MdgTransferWork *work,
                              const MdgTransferRow *row,
                              MdgTransferState *state,
                              GError **error)
{
  g_autoptr (MdgStatement) statement = find (work, row, error);
  g_autofree char *owner = owner_of (row);
  g_autofree Account *account = g_new0 (Account, 1);
  gboolean registered_there = row->fields[REGISTRATION].number != 0;
  gboolean changed_there = row->fields[CHANGED_AT].number != 0;
  gboolean found, kept;
  gint64 changed_at;

  if (statement == NULL || !mdg_statement_step (statement, &found, error)
      || !has_password (work, owner, &kept, error))
    return FALSE;
  changed_at = mdg_statement_get_int (statement, 3);
  account->name = compare_names (mdg_statement_get_text (statement, 0), row->fields[NAME].text);
  account->registration = compare_times (mdg_statement_get_int (statement, 1) != 0,
                                         mdg_statement_get_int (statement, 2), registered_there,
                                         row->fields[REGISTERED_AT].number);
  /* Of a password of unknown age on both sides each is compared by itself. */
  account->password = changed_at == 0 && !changed_there
                          ? ALIKE
                          : compare_times (kept || changed_at != 0, changed_at, changed_there,
                                           row->fields[CHANGED_AT].number);
  *state = state_of (account, registered_there, changed_there);
  g_hash_table_insert (work->accounts, g_steal_pointer (&owner), g_steal_pointer (&account));
  return TRUE;
}

static gboolean
is_taken (const MdgTransferWork *work, Side side)
{
  return side == FILLS || (side == OLDER && work->replace);
}

gboolean
mdg_transfer_merge_account (MdgTransferWork *work, const MdgTransferRow *row, GError **error)
{
  static const int columns[]
      = { REGISTRATION, REGISTRATION_NUMBER, REGISTERED_AT, CHANGED_AT, EXPIRES_AT, LAST_LOGIN };
  g_autofree char *owner = owner_of (row);
  const Account *account = g_hash_table_lookup (work->accounts, owner);
  g_autoptr (MdgStatement) statement = mdg_statement_new (
      work->database,
      "UPDATE account SET institution_name = iif (?10, ?3, institution_name),"
      " registration = iif (?11, ?4, registration),"
      " registration_number = iif (?11, ?5, registration_number),"
      " registered_at = iif (?11, ?6, registered_at),"
      " password_changed_at = iif (?12, ?7, password_changed_at),"
      " password_expires_at = iif (?12, ?8, password_expires_at),"
      " last_login = max (last_login, ?9) WHERE institution_code = ?1 AND login_id = ?2",
      error);

  if (statement == NULL)
    return FALSE;
  mdg_statement_bind_text (statement, 0, row->fields[CODE].text);
  mdg_statement_bind_text (statement, 1, row->fields[LOGIN].text);
  mdg_statement_bind_text (statement, 2, row->fields[NAME].text);
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    mdg_statement_bind_int (statement, 3 + (int)i, row->fields[columns[i]].number);
  mdg_statement_bind_int (statement, 9, is_taken (work, account->name));
  mdg_statement_bind_int (statement, 10, is_taken (work, account->registration));
  mdg_statement_bind_int (statement, 11, is_taken (work, account->password));
  return mdg_statement_run (statement, error);
}

/* The password, or one of the candidates for it. */
static gboolean
is_of_password (const char *kind)
{
  for (guint i = 0; i < MDG_PASSWORD_CANDIDATES; i++)
    if (g_str_equal (kind, mdg_password_candidate_get_kind (i)))
      return TRUE;
  return g_str_equal (kind, "password");
}

static Side
side_of_kind (const Account *account, const char *kind)
{
  static const char *const registration[]
      = { "setup-key", "otpauth-uri", "pending-setup-key", "pending-otpauth-uri", NULL };

  if (account != NULL && g_strv_contains (registration, kind))
    return account->registration;
  return account != NULL && is_of_password (kind) ? account->password : ALIKE;
}

MdgTransferState
mdg_transfer_state_of_secret (MdgTransferWork *work,
                              const char *kind,
                              const char *owner,
                              gboolean there,
                              gboolean same,
                              gboolean *wanted)
{
  Side side = side_of_kind (g_hash_table_lookup (work->accounts, owner), kind);
  MdgTransferState state = !there ? MDG_TRANSFER_NEW : MDG_TRANSFER_DIFFERENT;

  if (same)
    state = MDG_TRANSFER_SAME;
  else if (side == LATER)
    state = MDG_TRANSFER_NEWER;
  else if (side == OLDER)
    state = MDG_TRANSFER_DIFFERENT; /* not without what it belongs to */
  *wanted = state == MDG_TRANSFER_NEW || side == FILLS
            || (state == MDG_TRANSFER_DIFFERENT && work->replace);
  return state;
}
