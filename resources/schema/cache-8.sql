-- cache-8.sql: the history knows what was sent from here; how much waits is counted as it comes and goes.

-- As in cache-6.sql, but for a 備考: it has arrived as it was asked for where an entry that was sent says it, also when another
-- one waits behind that and is what is shown.
DROP TRIGGER listed_changed;
CREATE TRIGGER listed_changed
AFTER UPDATE OF note, status, started_on, ended_on, suspended_on, institution_name ON listed
WHEN new.note <> old.note OR new.status <> old.status OR new.started_on IS NOT old.started_on
  OR new.ended_on IS NOT old.ended_on OR new.suspended_on IS NOT old.suspended_on
  OR new.institution_name <> old.institution_name
BEGIN
  INSERT INTO account_event (list, account_id, at, side, kind, before, after)
  SELECT new.list, new.account_id, heard_at, CASE WHEN new.revision = 0 THEN 2
    WHEN EXISTS (SELECT 1 FROM outbox WHERE outbox.list = new.list AND outbox.account_id = new.account_id
      AND outbox.kind = 0 AND outbox.tries > 0 AND outbox.state <= 2 AND outbox.note = new.note) THEN 3
    ELSE 1 END, 0, old.note, new.note
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

-- How many entries wait or are on their way, are in conflict, were refused: after each one that is sent this is asked for, and
-- counting them each time would make sending many take the square of their number.
ALTER TABLE account_list ADD COLUMN n_waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_list ADD COLUMN n_conflicts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_list ADD COLUMN n_refused INTEGER NOT NULL DEFAULT 0;
UPDATE account_list SET
  n_waiting = (SELECT count(*) FROM outbox WHERE list = account_list.id AND state <= 1),
  n_conflicts = (SELECT count(*) FROM outbox WHERE list = account_list.id AND state = 2),
  n_refused = (SELECT count(*) FROM outbox WHERE list = account_list.id AND state = 3);

CREATE TRIGGER outbox_added AFTER INSERT ON outbox
BEGIN
  UPDATE account_list SET n_waiting = n_waiting + (new.state <= 1), n_conflicts = n_conflicts + (new.state = 2),
    n_refused = n_refused + (new.state = 3)
  WHERE id = new.list;
END;

CREATE TRIGGER outbox_gone AFTER DELETE ON outbox
BEGIN
  UPDATE account_list SET n_waiting = n_waiting - (old.state <= 1), n_conflicts = n_conflicts - (old.state = 2),
    n_refused = n_refused - (old.state = 3)
  WHERE id = old.list;
END;

CREATE TRIGGER outbox_moved AFTER UPDATE OF state ON outbox WHEN new.state <> old.state
BEGIN
  UPDATE account_list SET n_waiting = n_waiting + (new.state <= 1) - (old.state <= 1),
    n_conflicts = n_conflicts + (new.state = 2) - (old.state = 2), n_refused = n_refused + (new.state = 3) - (old.state = 3)
  WHERE id = new.list;
END;
