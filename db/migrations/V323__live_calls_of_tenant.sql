-- A tenant's limit of live calls is looked at for each call that rings.
create index calls_live_of_tenant on calls (tenant_id) where state <> 'ended';
