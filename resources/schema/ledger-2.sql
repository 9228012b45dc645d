-- ledger-2.sql: the training service's ledger, version 2: 資格確認アカウント, applications, mailbox.

-- Whose list the institution's accounts are on, and whether its 利用開始申請 is complete.
ALTER TABLE institution ADD COLUMN keeper TEXT NOT NULL DEFAULT '';
ALTER TABLE institution ADD COLUMN use_started INTEGER NOT NULL DEFAULT 1;
UPDATE institution SET keeper = code;

-- One row of 資格確認アカウント管理. Rows are never taken away: an account that is over stays on the
-- list as 利用終了. Each change of a row gives it a revision that no row has had before.
CREATE TABLE listed (
  id               TEXT PRIMARY KEY,
  keeper           TEXT NOT NULL,
  institution_code TEXT NOT NULL REFERENCES institution (code),
  kind             INTEGER NOT NULL CHECK (kind IN (0, 1)),
  status           INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
  note             TEXT NOT NULL DEFAULT '',
  started_on       TEXT,
  ended_on         TEXT,
  suspended_on     TEXT,
  -- When a cancelled account is over; 0: not cancelled.
  due_at           INTEGER NOT NULL DEFAULT 0,
  -- Counts those that an application brought; 0: the scenario's.
  serial           INTEGER NOT NULL DEFAULT 0,
  revision         INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX listed_keeper ON listed (keeper, id);
CREATE UNIQUE INDEX listed_revision ON listed (keeper, revision);
CREATE INDEX listed_institution ON listed (institution_code, kind);
CREATE INDEX listed_due ON listed (due_at) WHERE due_at > 0;
CREATE INDEX listed_serial ON listed (serial) WHERE serial > 0;

CREATE TABLE application (
  id               INTEGER PRIMARY KEY,
  keeper           TEXT NOT NULL,
  institution_code TEXT NOT NULL REFERENCES institution (code),
  kind             INTEGER NOT NULL CHECK (kind IN (0, 1)),
  count            INTEGER NOT NULL CHECK (count > 0),
  status           INTEGER NOT NULL CHECK (status IN (0, 1, 2)),
  received_at      INTEGER NOT NULL,
  done_at          INTEGER NOT NULL DEFAULT 0,
  revision         INTEGER NOT NULL
) STRICT;

CREATE INDEX application_keeper ON application (keeper, id);
CREATE UNIQUE INDEX application_revision ON application (keeper, revision);
CREATE INDEX application_open ON application (received_at) WHERE status < 2;

CREATE TABLE mail (
  id               INTEGER PRIMARY KEY,
  keeper           TEXT NOT NULL,
  institution_code TEXT NOT NULL REFERENCES institution (code),
  sent_at          INTEGER NOT NULL,
  subject          TEXT NOT NULL,
  body             TEXT NOT NULL
) STRICT;

CREATE INDEX mail_keeper ON mail (keeper, id);

-- Answers given to writes about accounts. Unlike those of a session they outlive it: what waited for
-- the service to come back is sent in another session.
CREATE TABLE kept_answer (
  keeper      TEXT NOT NULL,
  key         TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status      INTEGER NOT NULL,
  body        TEXT NOT NULL,
  given_at    INTEGER NOT NULL,
  PRIMARY KEY (keeper, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX kept_answer_given ON kept_answer (keeper, given_at);
