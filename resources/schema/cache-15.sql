-- cache-15.sql: under which key the hashes of the last passwords are (store/password-history.h): '' the one that is derived from the vault's,
-- else the secret of kind 'password-history-key' that has this owner. So they can go to another vault.
ALTER TABLE password_past ADD COLUMN keyed_by TEXT NOT NULL DEFAULT '';
