-- ledger-3.sql: the training service's ledger, version 3: one store for all answers given to writes with an
-- Idempotency-Key.

-- scope: within which a key means one request: the keeper's code (what waited for the service to come back is sent in
-- another session), or a session, as hexadecimal token_hash, with which its answers go. A session's fingerprints
-- are keyed with its token, which the ledger does not know: the requests held passwords.
CREATE TABLE given_answer (
  scope       TEXT NOT NULL,
  key         TEXT NOT NULL,
  fingerprint BLOB NOT NULL,
  status      INTEGER NOT NULL,
  body        TEXT NOT NULL,
  given_at    INTEGER NOT NULL,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;

CREATE INDEX given_answer_given ON given_answer (scope, given_at);

CREATE TRIGGER session_answers AFTER DELETE ON session BEGIN
  DELETE FROM given_answer WHERE scope = hex (OLD.token_hash);
END;

INSERT INTO given_answer SELECT keeper, key, fingerprint, status, body, given_at FROM kept_answer;
INSERT INTO given_answer SELECT hex (token_hash), key, fingerprint, status, body, given_at FROM answer;
DROP TABLE kept_answer;
DROP TABLE answer;
