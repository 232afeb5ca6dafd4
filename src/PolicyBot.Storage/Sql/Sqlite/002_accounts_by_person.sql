-- People are listed with their accounts: without this, each of them would be looked for among all accounts of the workshop.
CREATE INDEX accounts_of_person ON accounts (workshop, person);
