-- cache-3.sql: 資格確認アカウント: the list of each institution that logs in here, its applications, mails
-- and outbox (C1-C4, C8). Times are seconds since 1970 UTC; 0: not known. Days are "YYYY-MM-DD" in Japan.

-- keeper: whose list it is (機関コード). revision: every change up to it is here; -1: the whole list has not been here yet.
-- While the whole list is being fetched: load_after is the last ID that is here (NULL: it is not being fetched),
-- load_revision what its changes begin after. load_round counts these: rows of an earlier one go at the end.
CREATE TABLE account_list (
  id INTEGER PRIMARY KEY,
  keeper TEXT NOT NULL UNIQUE,
  revision INTEGER NOT NULL DEFAULT -1,
  load_round INTEGER NOT NULL DEFAULT 0,
  load_after TEXT,
  load_revision INTEGER NOT NULL DEFAULT 0,
  n_expected INTEGER NOT NULL DEFAULT 0,
  applications_revision INTEGER NOT NULL DEFAULT -1,
  synced_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- One row of 資格確認アカウント管理 as the service said it last. kind, status: as in contract/accounts.h.
-- my_note, my_status: what is in the outbox and shown instead; NULL: nothing.
CREATE TABLE listed (
  number INTEGER PRIMARY KEY,
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  institution_code TEXT NOT NULL,
  institution_name TEXT NOT NULL,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 4),
  note TEXT NOT NULL,
  started_on TEXT,
  ended_on TEXT,
  suspended_on TEXT,
  revision INTEGER NOT NULL,
  load_round INTEGER NOT NULL,
  my_note TEXT,
  my_status INTEGER,
  UNIQUE (list, account_id)
) STRICT;

-- What a person asked for and what has not come to its end, in the order of asking. kind: 0 備考, 1 解除申請,
-- 2 追加申請. state: 0 waiting, 1 sent (it may have arrived), 2 in conflict, 3 refused. key: its Idempotency-Key. From
-- the first sending on, nothing that is sent under a key changes any more.
CREATE TABLE outbox (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 0 AND 2),
  state INTEGER NOT NULL DEFAULT 0 CHECK (state BETWEEN 0 AND 3),
  key TEXT NOT NULL UNIQUE,
  made_at INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  -- 備考, 解除申請
  account_id TEXT CHECK ((account_id IS NULL) = (kind = 2)),
  note TEXT CHECK ((note IS NOT NULL) = (kind = 0)),
  base_note TEXT,
  base_revision INTEGER,
  their_note TEXT,
  their_revision INTEGER,
  -- 追加申請
  institution_code TEXT CHECK ((institution_code IS NOT NULL) = (kind = 2)),
  institution_name TEXT,
  account_kind INTEGER CHECK (account_kind IN (0, 1)),
  count INTEGER,
  -- why it was refused: the error's nick; how many there may be
  reason TEXT,
  allowed INTEGER
) STRICT;
CREATE INDEX outbox_by_account ON outbox (list, account_id);

-- 資格確認アカウント申請状況
CREATE TABLE application (
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  application_id TEXT NOT NULL,
  institution_code TEXT NOT NULL,
  institution_name TEXT NOT NULL,
  account_kind INTEGER NOT NULL CHECK (account_kind IN (0, 1)),
  count INTEGER NOT NULL,
  status INTEGER NOT NULL CHECK (status BETWEEN 0 AND 2),
  received_at INTEGER NOT NULL,
  done_at INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  PRIMARY KEY (list, application_id)
) STRICT, WITHOUT ROWID;

-- The training's mailbox. body: its lines.
CREATE TABLE mail (
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  mail_id TEXT NOT NULL,
  institution_code TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  PRIMARY KEY (list, mail_id)
) STRICT, WITHOUT ROWID;

-- 利用状況 of a facility when it was last asked about.
CREATE TABLE facility (
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  institution_code TEXT NOT NULL,
  institution_name TEXT NOT NULL,
  use_started INTEGER NOT NULL CHECK (use_started IN (0, 1)),
  app_in_use INTEGER NOT NULL,
  linkage_in_use INTEGER NOT NULL,
  app_limit INTEGER NOT NULL,
  linkage_left INTEGER NOT NULL,
  fetched_at INTEGER NOT NULL,
  PRIMARY KEY (list, institution_code)
) STRICT, WITHOUT ROWID;
