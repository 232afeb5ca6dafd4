-- 1 where somebody wants reminders by direct message.
ALTER TABLE accounts ADD COLUMN direct INTEGER NOT NULL DEFAULT 0;

-- A reaction that was taken off: the vote that it stood for is not brought back by an event from before.
CREATE TABLE taken_back (
  round INTEGER NOT NULL,
  voter INTEGER NOT NULL,
  amendment INTEGER NOT NULL,
  vote INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (round, voter, amendment, vote)
);
