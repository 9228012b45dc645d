-- cache-14.sql: the last passwords of an account (A8), as keyed hashes (store/password-history.h). set_at: seconds since 1970 UTC,
-- 0: not known.

CREATE TABLE password_past (
  id INTEGER PRIMARY KEY,
  account INTEGER NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  set_at INTEGER NOT NULL,
  whole BLOB NOT NULL CHECK (length (whole) = 32),
  start BLOB NOT NULL CHECK (length (start) = 32)
) STRICT;
CREATE INDEX password_past_by_account ON password_past (account, id);
