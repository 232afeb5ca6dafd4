-- Redrafts and themes that models have not finished: how far they have got and what keeps them from going on, as JSON. It names
-- comments by their ids and holds none of their words.
CREATE TABLE advice (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  round INTEGER NOT NULL,
  amendment INTEGER NOT NULL,
  kind TEXT NOT NULL,
  advice TEXT NOT NULL,
  PRIMARY KEY (workshop, round, amendment, kind)
);
