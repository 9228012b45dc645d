-- cache-16.sql: the vault knows what it holds (store/vault-register.h), and which earlier states are still to be renewed.

-- page 0: the root; from 1: which row is the present one of each kind and owner. Sealed with the vault's key; made at the first unlocking.
CREATE TABLE vault_register (
  page INTEGER PRIMARY KEY CHECK (page >= 0),
  nonce BLOB NOT NULL,
  sealed BLOB NOT NULL
) STRICT;

-- Why a secret was set aside: 0 it does not open, 1 an old one was put back, 2 it was taken out.
ALTER TABLE secret_unreadable ADD COLUMN why INTEGER NOT NULL DEFAULT 0 CHECK (why BETWEEN 0 AND 2);

-- A row: the passphrase was changed, and copies of this file that the former one opens were not all renewed yet. since: seconds since 1970
-- UTC, 0: not known, -1: the earlier states are renewed, what was kept as damaged is not.
CREATE TABLE vault_renewal (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  since INTEGER NOT NULL
) STRICT;
