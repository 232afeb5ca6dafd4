-- What a sample's request held beside its messages (model, seed, temperature, longest answer), as JSON.
ALTER TABLE samples ADD COLUMN sent TEXT;

-- How many of the calls were counted by the length of their words, as the endpoint did not say what they took.
ALTER TABLE model_usage ADD COLUMN estimated INTEGER NOT NULL DEFAULT 0;
