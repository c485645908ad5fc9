-- What the portal tells a client of itself: how long its calls are kept, and whether it may listen to them.
grant select (retention_days, portal_recordings) on tenants to voiceops_reader;
