-- A person has one name in each other sign-in system: an e-mail that is given to somebody else there must not lead the new
-- holder into the account of the old one.
create unique index user_identities_of_issuer on user_identities (issuer, user_id);
