-- What vendors charge. Prices are the platform's; a price is never changed, only followed by another, and none begins in the past
-- of one that is known: what a call cost stays what it cost. demo: made up, for trying the product.
create table prices (
    id          uuid primary key,
    vendor      text not null check (vendor ~ '^[a-z0-9_]{1,40}$'),
    item        text not null check (item <> ''),
    unit        text not null check (unit ~ '^[a-z0-9_]{1,40}$'),
    usd         numeric(20, 10) not null check (usd >= 0),
    per         numeric(20, 3) not null default 1 check (per > 0),
    valid_from  timestamptz not null,
    demo        boolean not null default false,
    created_by  text not null default current_actor(),
    created_at  timestamptz not null default clock_timestamp(),
    unique (vendor, item, unit, valid_from)
);
grant select on prices to voiceops_tenant;
grant select, insert on prices to voiceops_platform;

-- quantity null: it was used, and nobody measured how much. amount null: without a quantity or without a price; never 0 for that.
-- Rounding: each line to millionths of a dollar, half away from zero; a call costs the sum of its rounded lines.
create table cost_lines (
    tenant_id  uuid not null default current_tenant(),
    call_id    uuid not null,
    vendor     text not null,
    item       text not null,
    unit       text not null,
    quantity   numeric(20, 3) check (quantity >= 0),
    source     text not null check (source in ('metered', 'estimated', 'vendor_reported')),
    price_id   uuid references prices,
    amount     numeric(14, 6),
    primary key (tenant_id, call_id, vendor, item, unit),
    foreign key (tenant_id, call_id) references calls on delete cascade,
    check ((amount is null) = (quantity is null or price_id is null))
);
call protect('cost_lines', 'select, insert, update, delete', 'select, insert, update, delete');
