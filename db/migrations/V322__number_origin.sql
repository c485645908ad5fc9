-- The number's name at Twilio, when it was imported from there.
alter table phone_numbers add column twilio_sid text check (twilio_sid ~ '^PN[0-9a-fA-F]{32}$');
alter table phone_numbers add column updated_at timestamptz not null default now();
