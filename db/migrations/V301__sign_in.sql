-- Who is signed in, and what programs show instead of signing in. People belong to the platform as a whole, so these do, too,
-- but for the keys: a key is of one tenant, or of the platform (tenant 00000000-..., as in the audit chain).

-- One row each time a person signs in. A browser shows the secret of its row, whose hash is here; an access token names the
-- row. Whatever ends the row, or takes the person's rights, is seen by the next request, in every process.
create table sessions (
    id           uuid primary key,
    user_id      uuid not null references users,
    secret_hash  bytea unique check (length(secret_hash) = 32),
    created_at   timestamptz not null default now(),
    seen_at      timestamptz not null default now(),
    expires_at   timestamptz not null,
    ended_at     timestamptz
);
create index sessions_of_user on sessions (user_id);
create index sessions_by_expiry on sessions (expires_at);
grant select, insert, update, delete on sessions to voiceops_platform;

create table api_keys (
    tenant_id     uuid not null default current_tenant(),
    id            uuid not null,
    name          text not null check (length(name) between 1 and 120),
    role          text not null check (role in ('internal_admin', 'internal_operator', 'client_viewer')),
    prefix        text not null,
    secret_hash   bytea not null unique check (length(secret_hash) = 32),
    created_by    text not null default current_actor(),
    created_at    timestamptz not null default now(),
    expires_at    timestamptz,
    last_used_at  timestamptz,
    revoked_at    timestamptz,
    primary key (tenant_id, id),
    -- over all tenants a program is of the team or nothing
    check (tenant_id <> '00000000-0000-0000-0000-000000000000' or role <> 'client_viewer')
);
call protect('api_keys', 'select, insert, update', 'select, insert, update');

-- What other sign-in systems call our people.
create table user_identities (
    issuer   text not null,
    subject  text not null,
    user_id  uuid not null references users,
    primary key (issuer, subject)
);
create index user_identities_of_user on user_identities (user_id);
grant select, insert, delete on user_identities to voiceops_platform;

-- How often somebody tried; the key is a hash, so neither addresses nor e-mails of strangers are kept.
create table sign_in_budgets (
    bucket     bytea primary key check (length(bucket) = 32),
    tries      int not null,
    resets_at  timestamptz not null
);
create index sign_in_budgets_by_reset on sign_in_budgets (resets_at);
grant select, insert, update, delete on sign_in_budgets to voiceops_platform;

-- The one row says that the first administrator was made: whoever inserts it is the one.
create table first_admin (
    once     boolean primary key default true check (once),
    user_id  uuid not null references users,
    at       timestamptz not null default now()
);
grant select, insert on first_admin to voiceops_platform;
