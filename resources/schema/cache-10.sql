-- cache-10.sql: 《ブラウザーで行う》 (D1-D3): which steps of the portal are done. ticked_at: seconds since 1970 UTC.

CREATE TABLE portal_tick (
  step TEXT PRIMARY KEY,
  ticked_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
