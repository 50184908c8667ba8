-- Data keys: what seals bodies and personal fields at rest. The master key that wraps them is not in the database.
create schema signing;

create table signing.data_key (
    number       int         not null primary key check (number > 0),
    algorithm    text        not null, -- SM4-GCM or AES-GCM
    master       text        not null, -- fingerprint of the master key that wraps it
    wrapped      bytea,                -- none once destroyed
    made_at      timestamptz not null,
    retired_at   timestamptz,          -- from here on it only opens
    destroyed_at timestamptz,
    check ((wrapped is null) = (destroyed_at is not null))
);

comment on table signing.data_key is 'Data keys (数据密钥), wrapped by a master key outside the database.';
