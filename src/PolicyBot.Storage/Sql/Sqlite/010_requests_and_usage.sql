-- Who answered, as the endpoint says it, beside who was asked.
ALTER TABLE samples ADD COLUMN answered_by TEXT;

-- What models were sent, once for all samples of the same prompt; prompt_hash is the SHA-256 of messages.
CREATE TABLE requests (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  prompt_hash TEXT NOT NULL,
  messages TEXT NOT NULL,
  PRIMARY KEY (workshop, prompt_hash)
);

-- What counts against the budget. day: year, month and day as one number, in the workshop's time zone.
CREATE TABLE model_usage (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  day INTEGER NOT NULL,
  model TEXT NOT NULL,
  calls INTEGER NOT NULL,
  tokens_read INTEGER NOT NULL,
  tokens_written INTEGER NOT NULL,
  PRIMARY KEY (workshop, day, model)
);
