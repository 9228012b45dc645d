-- cache-4.sql: imports that can be taken back (C6), and the terminal's other accounts (C7). Times are seconds since 1970
-- UTC; 0: not. Days are "YYYY-MM-DD" in Japan.

-- One import that was carried out. The last ten are kept.
CREATE TABLE import_run (
  run INTEGER PRIMARY KEY AUTOINCREMENT,
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  applied_at INTEGER NOT NULL,
  undone_at INTEGER NOT NULL DEFAULT 0,
  n_added INTEGER NOT NULL DEFAULT 0,
  n_changed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What it did to one account. side: 0 as it was (none: it was not there), 1 as it became.
CREATE TABLE import_change (
  run INTEGER NOT NULL REFERENCES import_run (run) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  side INTEGER NOT NULL CHECK (side IN (0, 1)),
  institution_code TEXT NOT NULL,
  institution_name TEXT NOT NULL,
  status INTEGER NOT NULL,
  note TEXT NOT NULL,
  started_on TEXT,
  ended_on TEXT,
  suspended_on TEXT,
  revision INTEGER NOT NULL,
  PRIMARY KEY (run, account_id, side)
) STRICT, WITHOUT ROWID;

-- What the clinic says of an account of the kinds in guide/terminal-accounts.json. No passwords.
CREATE TABLE terminal_account (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  login_id TEXT NOT NULL,
  owner TEXT NOT NULL,
  used_at TEXT NOT NULL,
  remark TEXT NOT NULL,
  edited_at INTEGER NOT NULL
) STRICT;

-- When ID or password were changed. what: 0 password, 1 ID, 2 both.
CREATE TABLE terminal_change (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  account INTEGER NOT NULL REFERENCES terminal_account (number) ON DELETE CASCADE,
  changed_on TEXT NOT NULL,
  what INTEGER NOT NULL CHECK (what BETWEEN 0 AND 2),
  by_whom TEXT NOT NULL,
  noted_at INTEGER NOT NULL
) STRICT;
CREATE INDEX terminal_change_by_account ON terminal_change (account);
