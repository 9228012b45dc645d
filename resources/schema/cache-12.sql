-- cache-12.sql: a vault that people open (I1, I2): what its key is wrapped in besides, and how often it was tried in vain.

-- What sealed is wrapped in besides, by the word of platform/secrets.h; 'none': nothing.
ALTER TABLE vault_key ADD COLUMN wrapped_by TEXT NOT NULL DEFAULT 'none';

-- Wrong tries since the last right one. tried_at: of the last of them, seconds since 1970 UTC.
CREATE TABLE vault_try (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  n_wrong INTEGER NOT NULL CHECK (n_wrong >= 0),
  tried_at INTEGER NOT NULL
) STRICT;
