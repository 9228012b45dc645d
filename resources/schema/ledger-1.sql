-- ledger-1.sql: the training service's ledger, version 1. Times are seconds since 1970 by the
-- service's clock; 0 stands for "never".

CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

CREATE TABLE institution (
  code TEXT PRIMARY KEY CHECK (length (code) = 10),
  name TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE account (
  id                  INTEGER PRIMARY KEY,
  institution_code    TEXT NOT NULL REFERENCES institution (code),
  login_id            TEXT NOT NULL,
  -- Its number in the scenario, which alone knows the password it begins with.
  origin              INTEGER NOT NULL,
  salt                BLOB NOT NULL CHECK (length (salt) = 16),
  -- NULL until the password it begins with has been given correctly once: deriving 100,000 of
  -- them beforehand would take an hour.
  password_hash       BLOB CHECK (password_hash IS NULL OR length (password_hash) = 32),
  password_initial    INTEGER NOT NULL DEFAULT 1 CHECK (password_initial IN (0, 1)),
  password_changed_at INTEGER NOT NULL,
  password_expires_at INTEGER NOT NULL DEFAULT 0,
  setup_key           BLOB CHECK (setup_key IS NULL OR length (setup_key) = 20),
  registered_at       INTEGER NOT NULL DEFAULT 0,
  last_step           INTEGER NOT NULL DEFAULT 0,
  password_failures   INTEGER NOT NULL DEFAULT 0,
  passcode_failures   INTEGER NOT NULL DEFAULT 0,
  locked_until        INTEGER NOT NULL DEFAULT 0,
  UNIQUE (institution_code, login_id)
) STRICT;

CREATE INDEX account_origin ON account (origin);

-- The passwords an account has had, the present one included; the five newest are kept.
CREATE TABLE password_history (
  account_id  INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  generation  INTEGER NOT NULL,
  hash        BLOB NOT NULL CHECK (length (hash) = 32),
  prefix_hash BLOB NOT NULL CHECK (length (prefix_hash) = 32),
  PRIMARY KEY (account_id, generation)
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  token_hash     BLOB PRIMARY KEY CHECK (length (token_hash) = 32),
  account_id     INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  stage          INTEGER NOT NULL CHECK (stage IN (0, 1, 2)),
  last_action_at INTEGER NOT NULL,
  -- 0: alive, 1: thirty minutes without action, 2: a second login. Ended ones are kept a while, so
  -- that whoever comes back with the token learns why.
  ended          INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1, 2)),
  ended_at       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE INDEX session_account ON session (account_id);
CREATE INDEX session_last_action ON session (last_action_at);

-- Answers given to writes with an Idempotency-Key. The fingerprint is keyed with the session's token,
-- which the ledger does not know: the request held passwords.
CREATE TABLE answer (
  token_hash  BLOB NOT NULL REFERENCES session (token_hash) ON DELETE CASCADE,
  key         TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status      INTEGER NOT NULL,
  body        TEXT NOT NULL,
  given_at    INTEGER NOT NULL,
  PRIMARY KEY (token_hash, key)
) STRICT, WITHOUT ROWID;

-- Tries with codes that no account has, so that they are answered as wrong passwords are. Bounded:
-- the oldest go first.
CREATE TABLE stranger (
  institution_code  TEXT NOT NULL,
  login_id          TEXT NOT NULL,
  password_failures INTEGER NOT NULL,
  locked_until      INTEGER NOT NULL,
  tried_at          INTEGER NOT NULL,
  PRIMARY KEY (institution_code, login_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX stranger_tried ON stranger (tried_at);
