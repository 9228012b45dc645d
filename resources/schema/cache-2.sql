-- cache-2.sql: certificates, their backups and what people are reminded of (F1-F5). Times are seconds
-- since 1970 UTC; 0: not known. Texts that are not known are ''.

-- A certificate file the program has met, on this computer or on a stick. sha256: of the file, hexadecimal;
-- fingerprint: of the certificate in it, '' when it was never opened. path: where it lay last.
CREATE TABLE certificate (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL UNIQUE CHECK (length (sha256) = 64),
  fingerprint TEXT NOT NULL DEFAULT '',
  institution_code TEXT NOT NULL DEFAULT '',
  subject TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  serial TEXT NOT NULL DEFAULT '',
  valid_from INTEGER NOT NULL DEFAULT 0,
  valid_until INTEGER NOT NULL DEFAULT 0,
  path TEXT NOT NULL DEFAULT '',
  first_seen INTEGER NOT NULL
) STRICT;

-- A copy on a drive. place: below the drive's root, with / between. state: as MdgStickState.
CREATE TABLE backup (
  id INTEGER PRIMARY KEY,
  certificate INTEGER NOT NULL REFERENCES certificate (id) ON DELETE CASCADE,
  volume_serial TEXT NOT NULL,
  volume_label TEXT NOT NULL,
  place TEXT NOT NULL,
  made_at INTEGER NOT NULL,
  verified_at INTEGER NOT NULL DEFAULT 0,
  looked_at INTEGER NOT NULL DEFAULT 0,
  state INTEGER NOT NULL CHECK (state BETWEEN 0 AND 5),
  key_checked INTEGER NOT NULL DEFAULT 0 CHECK (key_checked IN (0, 1)),
  UNIQUE (volume_serial, place)
) STRICT;
CREATE INDEX backup_by_certificate ON backup (certificate);

-- 電子証明書発行通知書. リクエストID and リファレンスID are in the vault, owner: the id. deadline: the last day, local.
CREATE TABLE issue_notice (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  institution_code TEXT NOT NULL,
  terminal_name TEXT NOT NULL,
  deadline TEXT NOT NULL CHECK (deadline GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
  downloaded_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- What was shown as a notification; the key says which reminder at which stage.
CREATE TABLE reminder_shown (
  key TEXT PRIMARY KEY,
  shown_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Whose passwords are in the vault; kept_at counts up: the last kept is tried first.
CREATE TABLE certificate_password (
  sha256 TEXT PRIMARY KEY CHECK (length (sha256) = 64),
  kept_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
