-- ledger-5.sql: the training service's ledger, version 5: one store for all mails.

-- mailbox: whose it is: a keeper's code, or the address of a user of the portal. link: what its link carries, NULL: there is
-- none in it.
CREATE TABLE mailbox_mail (
  id               INTEGER PRIMARY KEY,
  mailbox          TEXT NOT NULL,
  institution_code TEXT NOT NULL,
  sent_at          INTEGER NOT NULL,
  subject          TEXT NOT NULL,
  body             TEXT NOT NULL,
  link             TEXT
) STRICT;

CREATE INDEX mailbox_mail_mailbox ON mailbox_mail (mailbox, id);

INSERT INTO mailbox_mail SELECT id, keeper, institution_code, sent_at, subject, body, NULL FROM mail;
INSERT INTO mailbox_mail (mailbox, institution_code, sent_at, subject, body, link)
  SELECT mail_address, institution_code, sent_at, subject, body, link FROM portal_mail ORDER BY id;
DROP TABLE mail;
DROP TABLE portal_mail;
