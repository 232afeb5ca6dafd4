-- One person's ranking of a clause's rival wordings. preference: amendments' ids, the most wanted first, as 'A5>A3'.
CREATE TABLE rankings (
  round INTEGER NOT NULL REFERENCES rounds (id),
  voter INTEGER NOT NULL REFERENCES voters (id),
  clause INTEGER NOT NULL,
  preference TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  cast_at INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  PRIMARY KEY (round, voter, clause)
) WITHOUT ROWID;
