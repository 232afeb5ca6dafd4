-- What a channel keeps across restarts: a gateway session, a service address.
CREATE TABLE channel_notes (
  channel TEXT NOT NULL,
  note_key TEXT NOT NULL,
  value TEXT NOT NULL,
  PRIMARY KEY (channel, note_key)
);
