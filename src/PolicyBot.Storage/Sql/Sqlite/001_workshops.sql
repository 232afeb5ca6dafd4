-- Times are whole microseconds since 1970 UTC. The busy tables (ballots, receipts) are keyed by small integers
-- and hashes and hold nothing bulky, so that a million rows stay within the page cache.

CREATE TABLE workshops (
  id INTEGER PRIMARY KEY,
  slug TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  archived INTEGER NOT NULL,
  last_entry INTEGER NOT NULL,
  people_made INTEGER NOT NULL
);

CREATE TABLE places (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  position INTEGER NOT NULL,
  channel TEXT NOT NULL,
  place TEXT NOT NULL,
  PRIMARY KEY (workshop, position)
);

CREATE TABLE entries (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  number INTEGER NOT NULL,
  at INTEGER NOT NULL,
  person TEXT,
  payload TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL,
  PRIMARY KEY (workshop, number)
);

-- Salt and value go when the words are erased; the hash stays for the log.
CREATE TABLE texts (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  hash TEXT NOT NULL,
  salt TEXT,
  value TEXT,
  PRIMARY KEY (workshop, hash)
);

-- Answers to commands, by the first 16 bytes of the SHA-256 of the event key.
CREATE TABLE answers (
  event BLOB NOT NULL PRIMARY KEY,
  answer TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE people (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  number INTEGER NOT NULL,
  person TEXT NOT NULL,
  name TEXT,
  PRIMARY KEY (workshop, person)
);

CREATE TABLE accounts (
  workshop INTEGER NOT NULL,
  channel TEXT NOT NULL,
  account TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (workshop, channel, account),
  FOREIGN KEY (workshop, person) REFERENCES people (workshop, person)
);

CREATE TABLE rounds (
  id INTEGER PRIMARY KEY,
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  number INTEGER NOT NULL,
  state TEXT NOT NULL,
  closes_at INTEGER,
  sealed_at INTEGER,
  sealed_by TEXT,
  UNIQUE (workshop, number)
);

CREATE TABLE voters (
  id INTEGER PRIMARY KEY,
  round INTEGER NOT NULL REFERENCES rounds (id),
  voter TEXT NOT NULL,
  UNIQUE (round, voter)
);

-- Strings that a great many ballots repeat: fingerprints of amendments, names of groups.
CREATE TABLE words (
  id INTEGER PRIMARY KEY,
  value TEXT NOT NULL UNIQUE
);

-- vote: 0 agree, 1 disagree, 2 pass. row_id is random: the order of a sealed list says nothing about its making.
CREATE TABLE ballots (
  round INTEGER NOT NULL,
  voter INTEGER NOT NULL,
  amendment INTEGER NOT NULL,
  vote INTEGER NOT NULL,
  fingerprint INTEGER NOT NULL,
  people_group INTEGER,
  cast_at INTEGER NOT NULL,
  row_id INTEGER NOT NULL,
  PRIMARY KEY (round, voter, amendment)
) WITHOUT ROWID;

CREATE TABLE reasons (
  round INTEGER NOT NULL,
  voter INTEGER NOT NULL,
  amendment INTEGER NOT NULL,
  reason TEXT NOT NULL,
  PRIMARY KEY (round, voter, amendment)
);

-- One row for every event that the intake recorded, by the first 16 bytes of the SHA-256 of its key.
CREATE TABLE receipts (
  workshop INTEGER NOT NULL,
  event BLOB NOT NULL,
  PRIMARY KEY (workshop, event)
) WITHOUT ROWID;

CREATE TABLE remarks (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  id TEXT NOT NULL,
  round INTEGER NOT NULL REFERENCES rounds (id),
  voter INTEGER NOT NULL REFERENCES voters (id),
  amendment INTEGER NOT NULL,
  kind TEXT NOT NULL,
  words TEXT,
  scenario INTEGER,
  at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  withdrawn INTEGER NOT NULL,
  PRIMARY KEY (workshop, id)
);

CREATE INDEX remarks_of_round ON remarks (round, at);

CREATE TABLE confirmations (
  round INTEGER NOT NULL REFERENCES rounds (id),
  voter INTEGER NOT NULL REFERENCES voters (id),
  amendment INTEGER NOT NULL,
  meant TEXT NOT NULL,
  cause TEXT,
  at INTEGER NOT NULL,
  PRIMARY KEY (round, voter, amendment)
);

CREATE TABLE samples (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  sample_key TEXT NOT NULL,
  scenario INTEGER NOT NULL,
  policy TEXT NOT NULL,
  sample INTEGER NOT NULL,
  version INTEGER,
  at INTEGER NOT NULL,
  provider TEXT NOT NULL,
  model TEXT NOT NULL,
  parameters TEXT NOT NULL,
  concurrency INTEGER NOT NULL,
  response TEXT NOT NULL,
  finish TEXT NOT NULL,
  note TEXT,
  prompt_hash TEXT NOT NULL,
  input_tokens INTEGER,
  output_tokens INTEGER,
  fingerprint TEXT,
  latency INTEGER NOT NULL,
  PRIMARY KEY (workshop, sample_key)
);

CREATE TABLE posts (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  channel TEXT NOT NULL,
  place TEXT NOT NULL,
  post_key TEXT NOT NULL,
  message TEXT,
  shown TEXT,
  edited_at INTEGER NOT NULL,
  lost INTEGER NOT NULL,
  PRIMARY KEY (workshop, channel, place, post_key)
);

-- stamp is random and new with every wake, so that settling what was done leaves a later wake alone.
CREATE TABLE due (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  steward TEXT NOT NULL,
  at INTEGER NOT NULL,
  stamp INTEGER NOT NULL,
  PRIMARY KEY (workshop, steward)
);

CREATE INDEX due_by_time ON due (at);

CREATE TABLE room_messages (
  room TEXT NOT NULL,
  id TEXT NOT NULL,
  for_account TEXT,
  at INTEGER NOT NULL,
  json TEXT NOT NULL,
  PRIMARY KEY (room, id)
);
