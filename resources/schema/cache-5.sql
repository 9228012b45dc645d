-- cache-5.sql: whether a backup was last found good on the medium itself, past the computer's cache. Of what was found
-- before nobody knows.
ALTER TABLE backup ADD COLUMN past_cache INTEGER NOT NULL DEFAULT 0 CHECK (past_cache IN (0, 1));
