-- Who may come in.
create schema security;

create table security.token (
    id         bigint generated always as identity primary key,
    name       text        not null,
    digest     bytea       not null check (octet_length(digest) = 32), -- SHA-256; the token itself is nowhere
    created_at timestamptz not null,
    revoked_at timestamptz
);

comment on table security.token is 'Bearer tokens. A revoked one stays, so that it is known when it was valid.';

create unique index token_valid on security.token (digest) where revoked_at is null;
