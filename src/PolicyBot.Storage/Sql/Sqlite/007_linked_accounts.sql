-- One code a person, as a hash; whoever says it from another account is the same person.
CREATE TABLE link_codes (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  person TEXT NOT NULL,
  hash TEXT NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (workshop, person)
);

CREATE TABLE wrong_codes (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  person TEXT NOT NULL,
  at INTEGER NOT NULL
);
