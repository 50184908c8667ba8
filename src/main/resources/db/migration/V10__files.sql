-- Files taken from watched folders and SFTP servers, until their result lies beside them.
create schema files;

create table files.taken (
    no          bigint      generated always as identity primary key,
    source      text        not null, -- the folder or server
    name        bytea       not null, -- below it, as the bytes it is kept under there: names need not be text
    size        bigint      not null,
    modified    timestamptz not null,
    feed        text        not null,
    message_id  bigint, -- in the archive; none for a file that was refused before
    finding     text, -- code of what the channel itself found wrong
    found       text,
    wanted      text,
    marker_name bytea,
    marker      bytea, -- what the marker said, as it was
    taken_at    timestamptz not null,
    destination bytea, -- where it goes with its result, once decided
    finished_at timestamptz
);

comment on table files.taken is 'One line per file taken. Unfinished ones still wait for their outcome, or for their place to be writable.';

create index taken_open on files.taken (source, no) where finished_at is null;
create index taken_by_name on files.taken (source, sha256(name));
