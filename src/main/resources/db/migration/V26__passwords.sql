-- With what people log in at the pages.
create table security.credential (
    person       text        not null primary key, -- of security.person, or the first administrator, who is of no table
    hash         text        not null, -- Argon2id with its parameters and salt
    changed_at   timestamptz not null,
    must_change  boolean     not null, -- somebody else knows it
    failures     int         not null default 0, -- in a row
    locked_until timestamptz,
    last_login   timestamptz
);

comment on table security.credential is 'Passwords, as hashes, and how often a wrong one was given (口令).';
