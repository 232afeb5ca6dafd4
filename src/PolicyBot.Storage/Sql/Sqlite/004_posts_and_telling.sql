-- How old a message is decides how often it may be edited; how often its channel refused it, when it is tried again.
ALTER TABLE posts ADD COLUMN created_at INTEGER NOT NULL DEFAULT 0;
ALTER TABLE posts ADD COLUMN denials INTEGER NOT NULL DEFAULT 0;
UPDATE posts SET created_at = edited_at;

-- Who was told what (a reminder, that a post can't be shown), so that a crash repeats nothing.
CREATE TABLE told (
  workshop INTEGER NOT NULL REFERENCES workshops (id),
  what TEXT NOT NULL,
  person TEXT NOT NULL,
  PRIMARY KEY (workshop, what, person)
);

INSERT INTO told (workshop, what, person)
SELECT DISTINCT p.workshop, p.post_key, a.person
FROM posts p JOIN accounts a ON a.workshop = p.workshop AND a.channel = p.channel AND a.account = p.place
WHERE p.post_key LIKE 'remind:%';

DELETE FROM posts WHERE post_key LIKE 'remind:%';
