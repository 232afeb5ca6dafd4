-- The latest time that somebody asked for while an earlier one was still to come; the earlier run must not swallow it.
ALTER TABLE due ADD COLUMN latest INTEGER;
