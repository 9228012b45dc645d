-- cache-9.sql: the plan of introduction (導入計画, D4) and own contacts (H1). Days are "YYYY-MM-DD"; edited_at: seconds since 1970 UTC.

-- One plan for a cache. facility: an id of introduction/steps.json; work: the day of the set-up work, NULL: not settled.
CREATE TABLE introduction_plan (
  number INTEGER PRIMARY KEY CHECK (number = 1),
  facility TEXT NOT NULL,
  wished TEXT NOT NULL,
  work TEXT,
  edited_at INTEGER NOT NULL
) STRICT;

-- How far its steps have come. step: an id of introduction/steps.json; done_on: NULL: not done.
CREATE TABLE introduction_step (
  step TEXT PRIMARY KEY,
  done_on TEXT,
  note TEXT NOT NULL,
  edited_at INTEGER NOT NULL
) STRICT;

-- The clinic's own contacts (H1). kind: an id of support/contacts.json; from, until: minutes of the day, both 0: none.
CREATE TABLE own_contact (
  number INTEGER PRIMARY KEY,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  phone TEXT NOT NULL,
  mail TEXT NOT NULL,
  remark TEXT NOT NULL,
  weekday_from INTEGER NOT NULL,
  weekday_until INTEGER NOT NULL,
  saturday_from INTEGER NOT NULL,
  saturday_until INTEGER NOT NULL,
  edited_at INTEGER NOT NULL
) STRICT;
