-- ledger-4.sql: the training service's ledger, version 4: the portal for 施術所等.

-- 新規ユーザー登録. registration: which facility, as mdg_portal_number_to_word() writes it. One who has not opened the link
-- gives way to another registration of the address.
CREATE TABLE portal_user (
  id            INTEGER PRIMARY KEY,
  mail_address  TEXT NOT NULL UNIQUE,
  family_name   TEXT NOT NULL,
  given_name    TEXT NOT NULL,
  phone         TEXT NOT NULL,
  registration  TEXT NOT NULL,
  salt          BLOB NOT NULL CHECK (length (salt) = 16),
  password_hash BLOB NOT NULL CHECK (length (password_hash) = 32),
  link_hash     BLOB NOT NULL UNIQUE CHECK (length (link_hash) = 32),
  registered_at INTEGER NOT NULL,
  -- 0: the link was not opened yet.
  confirmed_at  INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE portal_session (
  token_hash     BLOB PRIMARY KEY CHECK (length (token_hash) = 32),
  user_id        INTEGER NOT NULL REFERENCES portal_user (id) ON DELETE CASCADE,
  last_action_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX portal_session_user ON portal_session (user_id);
CREATE INDEX portal_session_last_action ON portal_session (last_action_at);

-- 利用開始申請, once per facility. proof: 0 birth date, 1 document, of which only name and length are kept.
-- accounts: the IDs, parted by spaces.
CREATE TABLE start_of_use (
  registration    TEXT PRIMARY KEY,
  user_id         INTEGER NOT NULL REFERENCES portal_user (id),
  proof           INTEGER NOT NULL CHECK (proof IN (0, 1)),
  document_name   TEXT,
  document_length INTEGER NOT NULL DEFAULT 0,
  staff           INTEGER NOT NULL CHECK (staff > 0),
  terminals       INTEGER NOT NULL CHECK (terminals > 0),
  received_at     INTEGER NOT NULL,
  done_at         INTEGER NOT NULL DEFAULT 0,
  accounts        TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;

CREATE INDEX start_of_use_open ON start_of_use (received_at) WHERE done_at = 0;

-- 運用開始日登録
CREATE TABLE operation_start (
  registration TEXT PRIMARY KEY,
  day          TEXT NOT NULL,
  kept_at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The mailbox of an address. link: what its link carries, NULL: there is none in it.
CREATE TABLE portal_mail (
  id               INTEGER PRIMARY KEY,
  mail_address     TEXT NOT NULL,
  institution_code TEXT NOT NULL,
  sent_at          INTEGER NOT NULL,
  subject          TEXT NOT NULL,
  body             TEXT NOT NULL,
  link             TEXT
) STRICT;

CREATE INDEX portal_mail_address ON portal_mail (mail_address, id);
