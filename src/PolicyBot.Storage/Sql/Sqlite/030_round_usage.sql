-- What models took for each round, by kind of work: what the report tells. model_usage counts the same calls against the day's budget.
CREATE TABLE round_usage (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  round INTEGER NOT NULL,
  task TEXT NOT NULL,
  model TEXT NOT NULL,
  calls INTEGER NOT NULL,
  tokens_read INTEGER NOT NULL,
  tokens_written INTEGER NOT NULL,
  estimated INTEGER NOT NULL,
  PRIMARY KEY (workshop, round, task, model)
);
