-- A hold that is placed when the rows of a call are gone keeps what is left of it elsewhere. The caller's number stays with a copy
-- for as long as the copy is there, so that a hold on the caller reaches it.
alter table deletion_steps add column caller text;
alter table deletion_steps add check (state <> 'done' or caller is null);

-- Whether a hold is in force or in its grace, and covers a call that this caller began then.
create function protects(hold legal_holds, call uuid, caller text, began timestamptz) returns boolean stable
    return ((hold).protects_until is null or (hold).protects_until > statement_timestamp())
       and ((hold).call_id is null or (hold).call_id = call)
       and ((hold).caller is null or (hold).caller = caller)
       and ((hold).from_at is null or (hold).from_at <= began)
       and ((hold).until_at is null or (hold).until_at > began);

create or replace function is_held(held calls) returns boolean stable
    return exists (
        select 1 from legal_holds h
        where h.tenant_id = (held).tenant_id and protects(h, (held).id, (held).from_number, (held).created_at));

create function is_held(step deletion_steps) returns boolean stable
    return exists (
        select 1 from legal_holds h join calls c on c.tenant_id = h.tenant_id and c.id = (step).call_id
        where h.tenant_id = (step).tenant_id and protects(h, c.id, (step).caller, c.created_at));

grant execute on function protects(legal_holds, uuid, text, timestamptz), is_held(deletion_steps)
    to voiceops_tenant, voiceops_platform;
