-- The sandbox: what the stand-in platforms got. Nothing of the hub reads it.
create schema sandbox;

create table sandbox.package (
    no         bigint generated always as identity primary key,
    target     smallint    not null,
    id         text        not null,
    receipt_no text        not null,
    at         timestamptz not null,
    records    int         not null,
    leaks      int         not null, -- records of a national package that are not confirmed
    body       bytea       not null,
    unique (target, id)
);

create table sandbox.record (
    package_no       bigint   not null references sandbox.package,
    number           int      not null, -- in the package, from 1
    source_record_no text     not null,
    data_state       smallint not null,
    code             text     not null, -- 0 is good
    message          text,
    leak             boolean  not null,
    primary key (package_no, number)
);
