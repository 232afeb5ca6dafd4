-- What judges said of a scenario before and after a version change; judgement is JSON.
CREATE TABLE judgements (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  judgement_key TEXT NOT NULL,
  policy_before TEXT NOT NULL,
  policy_after TEXT NOT NULL,
  judgement TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (workshop, judgement_key)
);
