-- Delivery that can be trusted: days that are owed, holds, a breaker per platform, order per record, remarks, running sums.

create table delivery.target (
    target         smallint    not null primary key,
    failures       int         not null default 0, -- calls in a row that no word came of
    openings       int         not null default 0, -- times the breaker opened since a call last succeeded
    open_until     timestamptz,                    -- no calls before; one call after; none when the breaker is shut
    quiet_until    timestamptz,                    -- the platform asked to be left alone until then
    opened_at      timestamptz,
    last_failure   text,
    last_failed_at timestamptz,
    last_accepted_at timestamptz
);

comment on table delivery.target is 'How calls to each platform fare, for all nodes to see (熔断).';

create table delivery.daily_run (
    target        smallint    not null,
    business_date date        not null,
    batch_id      bigint      not null references delivery.batch, -- the day's batch or zero report
    ran_at        timestamptz not null,
    supplement    boolean     not null,
    primary key (target, business_date)
);

comment on table delivery.daily_run is 'The days whose daily batch was made: what ran, to compare with what was due.';

create table delivery.owed_since (
    target        smallint not null primary key,
    business_date date     not null -- no day before is owed a daily batch
);

insert into delivery.daily_run (target, business_date, batch_id, ran_at, supplement)
select distinct on (target, business_date) target, business_date, id, sealed_at, false
from delivery.batch where kind = 1 order by target, business_date, number;

alter table delivery.batch add column supplement boolean not null default false; -- 补报: made after its day was missed

create table delivery.hold (
    id          bigint generated always as identity primary key,
    target      smallint    not null,
    batch_id    bigint references delivery.batch,
    record_id   bigint,      -- with neither batch nor record the whole target is held
    reason      text        not null,
    author      text        not null,
    at          timestamptz not null,
    released_at timestamptz,
    released_by text,
    release_reason text,
    check (batch_id is null or record_id is null)
);

comment on table delivery.hold is 'What people hold back, and when they let it go (暂缓); never deleted.';

create unique index hold_open on delivery.hold (target, coalesce(batch_id, 0), coalesce(record_id, 0)) where released_at is null;

create table delivery.held_due (
    target           smallint    not null,
    due_no           bigint      not null,
    record_id        bigint      not null,
    revision         int         not null,
    kind             smallint    not null,
    standing         smallint    not null,
    source_record_no text        not null,
    recorded_at      timestamptz not null,
    bytes            int         not null,
    primary key (target, due_no)
);

comment on table delivery.held_due is 'Entries of the outbox whose record was held when they were taken: sealed once it is released.';

create index held_due_by_record on delivery.held_due (target, record_id);

alter table delivery.package add column packages int; -- in the batch as the envelope tells it; what is added by a split counts on
update delivery.package p set packages = b.packages from delivery.batch b where b.id = p.batch_id;
alter table delivery.package alter column packages set not null;
alter table delivery.package add column maybe_arrived boolean not null default true; -- sent, and no word that it is not there
alter table delivery.package alter column maybe_arrived set default false;
alter table delivery.package add column faults int not null default 0; -- answers of the kind 5xx in a row
alter table delivery.package add column fault_since timestamptz;
alter table delivery.package add column root_no bigint; -- the package that was split, first of all
comment on column delivery.package.state is '1 sealed, 2 unknown, 3 sent, 4 receipted, 5 partly, 6 refused, 7 failed, 8 split';

create index package_by_root on delivery.package (root_no) where root_no is not null;

create table delivery.package_after (
    package_no bigint not null references delivery.package,
    after_no   bigint not null references delivery.package,
    primary key (package_no, after_no)
);

comment on table delivery.package_after is 'Which packages carry an older revision of a record of this one: they go first.';

create index package_after_other on delivery.package_after (after_no);
insert into delivery.package_after select no, after_no from delivery.package where after_no is not null;
alter table delivery.package drop column after_no;

create index package_overdue on delivery.package (target) where state = 3 and next_attempt_at is null;

alter table delivery.item add column recorded_at timestamptz; -- when the ledger recorded the revision
create index item_not_at_the_nation on delivery.item (recorded_at) where target = 2 and state = 3;

create table delivery.remark (
    id         bigint generated always as identity primary key,
    target     smallint    not null,
    package_no bigint references delivery.package, -- none where the platform names a package the hub does not know
    code       text        not null, -- of the catalogue of findings
    detail     text        not null,
    first_at   timestamptz not null,
    last_at    timestamptz not null,
    times      int         not null default 1,
    archive_id bigint      not null -- the answer it was last read from; 0 where there was none
);

comment on table delivery.remark is 'What somebody should see about a package or about what a platform said.';

create unique index remark_once on delivery.remark (target, coalesce(package_no, 0), code, detail);
create index remark_by_package on delivery.remark (package_no) where package_no is not null;

create table delivery.call_nonce (
    target smallint    not null,
    nonce  text        not null,
    at     timestamptz not null,
    primary key (target, nonce)
);

create index call_nonce_by_time on delivery.call_nonce (at);

create table delivery.day_sum (
    target        smallint not null,
    business_date date     not null,
    sealed        bigint   not null default 0, -- records in packages that are sealed and not sent
    unknown       bigint   not null default 0,
    sent          bigint   not null default 0, -- in packages that are sent and wait for the final receipt
    receipted     bigint   not null default 0,
    refused       bigint   not null default 0, -- one by one or with their package
    refused_whole bigint   not null default 0, -- of refused: with nothing of their package accepted
    failed        bigint   not null default 0,
    primary key (target, business_date)
) with (fillfactor = 50);

comment on table delivery.day_sum is 'Records by target, business day and state: kept by a trigger in the transactions that change packages.';

create function delivery.add_to_day(p delivery.package, sign int) returns void language sql as $$
    insert into delivery.day_sum as s
        (target, business_date, sealed, unknown, sent, receipted, refused, refused_whole, failed)
    select p.target, b.business_date,
        case when p.state = 1 then sign * p.records else 0 end,
        case when p.state = 2 then sign * p.records else 0 end,
        case when p.state = 3 then sign * p.records else 0 end,
        case when p.state in (4, 5) then sign * p.receipted else 0 end,
        case when p.state in (4, 5, 6) then sign * p.refused else 0 end,
        case when p.state = 6 and p.sent_at is null then sign * p.refused else 0 end,
        case when p.state = 7 then sign * p.records else 0 end
    from delivery.batch b where b.id = p.batch_id
    on conflict (target, business_date) do update set
        sealed = s.sealed + excluded.sealed, unknown = s.unknown + excluded.unknown, sent = s.sent + excluded.sent,
        receipted = s.receipted + excluded.receipted, refused = s.refused + excluded.refused,
        refused_whole = s.refused_whole + excluded.refused_whole, failed = s.failed + excluded.failed
$$;

create function delivery.sum_package() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' then
        if (old.state, old.records, old.receipted, old.refused) = (new.state, new.records, new.receipted, new.refused) then
            return null;
        end if;
        perform delivery.add_to_day(old, -1);
    end if;
    perform delivery.add_to_day(new, 1);
    return null;
end
$$;

create trigger package_sums after insert or update of state, records, receipted, refused on delivery.package
    for each row execute function delivery.sum_package();

select delivery.add_to_day(p, 1) from delivery.package p;
