-- cache-13.sql: the entries of the tab [Authenticator] (B1-B4). Times are seconds since 1970 UTC; 0: not. Keys and their parameters are in
-- the vault: of an entry of its own as kind 'otp-key', owner: the number; of an account's as the login keeps them.

-- account: whose key it is: then there is none of its own, and the names are the account's. institution_code, login_id: the W/WA account
-- that an entry of its own belongs to; '' for none.
CREATE TABLE otp_entry (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  position INTEGER NOT NULL,
  account INTEGER UNIQUE REFERENCES account (id) ON DELETE CASCADE,
  issuer TEXT NOT NULL DEFAULT '',
  name TEXT NOT NULL DEFAULT '',
  note TEXT NOT NULL DEFAULT '',
  institution_code TEXT NOT NULL DEFAULT '',
  login_id TEXT NOT NULL DEFAULT '',
  added_at INTEGER NOT NULL,
  trashed_at INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX otp_entry_by_position ON otp_entry (position);

-- Who printed or saved the sheet of an entry of its own (B3); of an account's see print. kind: 0 paper, 1 PDF.
CREATE TABLE otp_print (
  id INTEGER PRIMARY KEY,
  entry INTEGER NOT NULL REFERENCES otp_entry (number) ON DELETE CASCADE,
  printed_at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  kind INTEGER NOT NULL CHECK (kind IN (0, 1))
) STRICT;
CREATE INDEX otp_print_by_entry ON otp_print (entry);
