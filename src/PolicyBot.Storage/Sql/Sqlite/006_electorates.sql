-- 0 for people who were entered because they are on a list, and have done nothing themselves yet.
ALTER TABLE people ADD COLUMN acted INTEGER NOT NULL DEFAULT 1;
