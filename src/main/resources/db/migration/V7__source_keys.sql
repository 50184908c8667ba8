-- What a source proves its posts with, what it has proved, and who did what about it.
create table security.source_key (
    id           bigint generated always as identity primary key,
    key_id       text        not null unique, -- what the source names in X-Hub-Key
    feed         text        not null,
    algorithm    text        not null check (algorithm in ('HMAC_SM3', 'HMAC_SHA256')),
    secret       bytea       not null, -- AES-256-GCM: 12 bytes nonce, then text and tag; key_id and feed are authenticated with it
    sealed_by    text        not null, -- fingerprint of the key it is encrypted with
    created_at   timestamptz not null,
    created_by   text        not null,
    not_before   timestamptz not null,
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz -- to the minute
);

comment on table security.source_key is 'Keys of the sources. A revoked or expired one stays, so that it is known when it was valid.';

create index source_key_feed on security.source_key (feed);

create table security.nonce (
    source_key_id bigint      not null, -- no foreign key: it would lock the key's row on every post
    nonce         text        not null,
    used_at       timestamptz not null,
    primary key (source_key_id, nonce)
);

comment on table security.nonce is 'Nonces of verified requests, for longer than their timestamps are taken.';

create index nonce_used on security.nonce (used_at);

create table security.audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null,
    actor   text        not null, -- who: a user, or the key a request named
    address text        not null, -- of the client
    action  text        not null,
    what    text        not null,
    result  text        not null
);

comment on table security.audit is 'Actions on keys, and refused signatures. Rows are only ever added.';

create index audit_at on security.audit (at);

create function security.audit_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'security.audit is append-only';
end $$;

create trigger append_only before update or delete or truncate on security.audit
    for each statement execute function security.audit_is_append_only();
