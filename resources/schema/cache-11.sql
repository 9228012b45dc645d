-- cache-11.sql: 操作の記録 (I4, store/audit.h) and what could not be read (I3). Times are seconds since 1970 UTC.

-- number: from 1, without gaps. sealed: whether mac was made with a key that only the open vault gives.
CREATE TABLE audit (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  at INTEGER NOT NULL,
  by_whom TEXT NOT NULL,
  act TEXT NOT NULL,
  what TEXT NOT NULL,
  of_whom TEXT NOT NULL,
  sealed INTEGER NOT NULL CHECK (sealed IN (0, 1)),
  mac BLOB NOT NULL
) STRICT;

-- Where the record ends; evolving: the key of the next row that is written while the vault is locked.
CREATE TABLE audit_head (
  one INTEGER PRIMARY KEY CHECK (one = 1),
  id BLOB NOT NULL,
  count INTEGER NOT NULL,
  last BLOB NOT NULL,
  evolving BLOB NOT NULL
) STRICT;

-- Records of the vault that do not open any more, as they were found: nothing is written over them.
CREATE TABLE secret_unreadable (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  found_at INTEGER NOT NULL,
  id BLOB NOT NULL,
  kind TEXT NOT NULL,
  owner TEXT NOT NULL,
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
