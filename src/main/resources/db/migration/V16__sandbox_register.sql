-- The sandbox keeps a register of all it was told and of all it let go of, so that a rehearsal can be judged.
alter table sandbox.package
    add column lost_at timestamptz, -- as scripted: accepted once, and not known since
    add column told_at timestamptz, -- the first answer with the last stage in it
    add column arrivals int not null default 1;

alter table sandbox.record
    add column complaint_no text,
    add column version      int,
    add column lost         boolean not null default false; -- as scripted: receipted like the others, and not held

create table sandbox.call (
    no         bigint generated always as identity primary key,
    at         timestamptz not null,
    target     smallint    not null,
    method     text        not null,
    path       text        not null,
    package_id text        not null, -- empty where the call names none
    acts       text        not null, -- what a scenario did to it, empty where it was served as it should be
    status     int         not null  -- 0 where no answer was given
);

comment on table sandbox.call is 'Every call the stand-in platforms got, the last ones of them (hub.sandbox.calls-kept).';
