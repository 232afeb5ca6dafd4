-- What models made of the comments on an amendment; themes is JSON and points into the comments, it holds none of their words.
CREATE TABLE themes (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  round INTEGER NOT NULL,
  amendment INTEGER NOT NULL,
  themes TEXT NOT NULL,
  PRIMARY KEY (workshop, round, amendment)
);
