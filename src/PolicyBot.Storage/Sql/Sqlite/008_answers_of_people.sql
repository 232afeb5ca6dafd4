-- To whom an answer was given, so that it can be erased with their words.
ALTER TABLE answers ADD COLUMN workshop INTEGER;
ALTER TABLE answers ADD COLUMN person TEXT;
CREATE INDEX answers_of_person ON answers (workshop, person);
