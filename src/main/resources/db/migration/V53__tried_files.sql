-- Files that were tried out: for an hour or so, for who tried them, on whichever node he comes back to.
create schema tried;

create table tried.file (
    id      uuid        not null primary key,
    feed    text        not null,
    who     text        not null,
    kept_at timestamptz not null,
    until   timestamptz not null,
    bytes   bigint      not null
);

comment on table tried.file is 'Files that were tried out (试跑): kept until they expire or newer ones need the room.';

create table tried.piece (
    file   uuid     not null references tried.file on delete cascade,
    part   smallint not null, -- 0 what was found, 1 the file, 2 what would go back
    number int      not null,
    sealed bytea    not null,
    primary key (file, part, number)
);

alter table tried.piece alter column sealed set storage external;

comment on table tried.piece is 'What is kept of them, in pieces, each sealed for its place.';
