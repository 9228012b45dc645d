-- cache-6.sql: what happened to each account of a list (履歴). Times are seconds since 1970 UTC.

-- When what is being written into the list was heard of: a trigger cannot ask the program's clock.
ALTER TABLE account_list ADD COLUMN heard_at INTEGER NOT NULL DEFAULT 0;

-- kind, side: as in accounts/account-event.h. Events outlive the row: an account that went and came back is the same.
CREATE TABLE account_event (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  list INTEGER NOT NULL REFERENCES account_list (id) ON DELETE CASCADE,
  account_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  side INTEGER NOT NULL CHECK (side BETWEEN 0 AND 3),
  kind INTEGER NOT NULL,
  before TEXT,
  after TEXT,
  by_whom TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX account_event_by_account ON account_event (list, account_id);

-- A row of revision 0 came by an import. What the service now says as it was asked for here has arrived.
CREATE TRIGGER listed_changed
AFTER UPDATE OF note, status, started_on, ended_on, suspended_on, institution_name ON listed
WHEN new.note <> old.note OR new.status <> old.status OR new.started_on IS NOT old.started_on
  OR new.ended_on IS NOT old.ended_on OR new.suspended_on IS NOT old.suspended_on
  OR new.institution_name <> old.institution_name
BEGIN
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 WHEN new.my_note = new.note THEN 3 ELSE 1 END, 0, old.note, new.note
  FROM account_list WHERE id = new.list AND new.note IS NOT old.note;
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 WHEN new.my_status = new.status THEN 3 ELSE 1 END, 1, CAST (old.status AS TEXT), CAST (new.status AS TEXT)
  FROM account_list WHERE id = new.list AND new.status IS NOT old.status;
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 ELSE 1 END, 2, old.started_on, new.started_on
  FROM account_list WHERE id = new.list AND new.started_on IS NOT old.started_on;
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 ELSE 1 END, 3, old.ended_on, new.ended_on
  FROM account_list WHERE id = new.list AND new.ended_on IS NOT old.ended_on;
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 ELSE 1 END, 4, old.suspended_on, new.suspended_on
  FROM account_list WHERE id = new.list AND new.suspended_on IS NOT old.suspended_on;
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2 ELSE 1 END, 5, old.institution_name, new.institution_name
  FROM account_list WHERE id = new.list AND new.institution_name IS NOT old.institution_name;
END;
