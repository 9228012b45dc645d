-- cache-7.sql: receptions out of the face reader's result files (E3). Times are seconds since 1970 UTC; 0: not said.
-- Nothing here says who the patient was, nor can a column be filled with it: there are numbers only.

-- outcome, reference, validity, prescription, card_kinds, consents: as in consent/reception.h (consents: three bits each).
-- file, size, modified: by which its file is known again (file: a number made of its name), so that none is read twice.
-- day: of at in Japan, days since 1970-01-01.
CREATE TABLE reception (
  number INTEGER PRIMARY KEY,
  file INTEGER NOT NULL UNIQUE,
  size INTEGER NOT NULL,
  modified INTEGER NOT NULL,
  at INTEGER NOT NULL,
  day INTEGER NOT NULL,
  viewable_until INTEGER NOT NULL,
  outcome INTEGER NOT NULL CHECK (outcome BETWEEN 0 AND 7),
  reference INTEGER NOT NULL CHECK (reference BETWEEN 0 AND 7),
  validity INTEGER NOT NULL CHECK (validity BETWEEN 0 AND 7),
  prescription INTEGER NOT NULL CHECK (prescription BETWEEN 0 AND 7),
  consents INTEGER NOT NULL,
  card_kinds INTEGER NOT NULL,
  n_qualifications INTEGER NOT NULL
) STRICT;
CREATE INDEX reception_by_time ON reception (at);
-- Totals are counted from it alone, in its order.
CREATE INDEX reception_by_way ON reception (day, outcome, reference, validity, prescription, consents);
