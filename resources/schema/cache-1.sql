-- cache-1.sql: the cache of one profile, version 1. Times are seconds since 1970 UTC; 0: not known.

-- 機関コード + ログインID. registration_number counts the set-up keys the account has had, so that
-- printings of a sheet are counted for the key that stands on it.
CREATE TABLE account (
  id INTEGER PRIMARY KEY,
  institution_code TEXT NOT NULL,
  login_id TEXT NOT NULL,
  institution_name TEXT,
  registration INTEGER NOT NULL DEFAULT 0 CHECK (registration BETWEEN 0 AND 2),
  registration_number INTEGER NOT NULL DEFAULT 0,
  registered_at INTEGER NOT NULL DEFAULT 0,
  password_changed_at INTEGER NOT NULL DEFAULT 0,
  password_expires_at INTEGER NOT NULL DEFAULT 0,
  locked_until INTEGER NOT NULL DEFAULT 0,
  locked_by_passcode INTEGER NOT NULL DEFAULT 0 CHECK (locked_by_passcode IN (0, 1)),
  last_login INTEGER NOT NULL DEFAULT 0,
  UNIQUE (institution_code, login_id)
) STRICT;

-- Who printed which sheet when (B3). kind: 0 paper, 1 PDF.
CREATE TABLE print (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  registration_number INTEGER NOT NULL,
  printed_at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (0, 1))
) STRICT;
CREATE INDEX print_by_account ON print (account, registration_number);

-- The vault's key, wrapped once per way to open it (store/vault-wrap.h). fingerprint: a plain hash
-- of the other columns, which tells a damaged row from a wrong passphrase.
CREATE TABLE vault_key (
  kind TEXT PRIMARY KEY CHECK (kind IN ('passphrase', 'recovery')),
  algorithm INTEGER NOT NULL,
  operations INTEGER NOT NULL,
  memory INTEGER NOT NULL,
  salt BLOB NOT NULL,
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL,
  fingerprint BLOB NOT NULL
) STRICT, WITHOUT ROWID;

-- The secrets, each sealed with its id, kind and owner as associated data (store/vault.h).
CREATE TABLE secret (
  id BLOB PRIMARY KEY CHECK (length (id) = 16),
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL,
  UNIQUE (kind, owner)
) STRICT, WITHOUT ROWID;
