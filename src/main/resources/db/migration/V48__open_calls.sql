-- Changing calls that were begun: written before the change, gone with the line the audit keeps of how the call ended.
create table security.open_call (
    id        bigint generated always as identity primary key,
    begun_at  timestamptz not null,
    seen_at   timestamptz not null, -- the node that answers it was there
    actor     text        not null,
    address   text        not null,
    action    text        not null,
    what      text        not null,
    object    text        not null,
    purpose   text,
    reference text
);

comment on table security.open_call is
    'Calls that were begun and have no line in the audit yet (办理中的操作). One that nobody answers any more becomes a line: result unknown.';
