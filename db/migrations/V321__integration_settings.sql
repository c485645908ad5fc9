-- What a kind of integration needs beside its address and its secret (never a secret itself), since when the secret is the one
-- it is and by whom, and what became of the last test of the connection.
alter table integrations add column settings jsonb not null default '{}';
alter table integrations add column secret_set_at timestamptz;
alter table integrations add column secret_set_by text;
alter table integrations add column tested_at timestamptz;
alter table integrations add column test_result text check (test_result ~ '^[a-z_]{1,40}$');
update integrations set secret_set_at = updated_at where secret_sealed is not null;
