-- What one package costs must not depend on how many its batch has: a batch counts its packages by state as they change, and its
-- own state follows from the counts. Both are the database's work, so that no writer can forget them.

alter table delivery.batch
    add column unsplit   int not null default 0, -- packages that were not split
    add column sealed    int not null default 0,
    add column unknown   int not null default 0,
    add column sent      int not null default 0,
    add column receipted int not null default 0,
    add column bad       int not null default 0; -- refused or failed

update delivery.batch b
set unsplit = p.unsplit, sealed = p.sealed, unknown = p.unknown, sent = p.sent, receipted = p.receipted, bad = p.bad
from (select batch_id, count(*) filter (where state <> 8) as unsplit, count(*) filter (where state = 1) as sealed,
        count(*) filter (where state = 2) as unknown, count(*) filter (where state = 3) as sent,
        count(*) filter (where state = 4) as receipted, count(*) filter (where state in (6, 7)) as bad
    from delivery.package group by batch_id) p
where p.batch_id = b.id;

alter table delivery.batch drop column state;
alter table delivery.batch add column state smallint not null generated always as (case
    when sealed = unsplit and unsplit > 0 then 1
    when sealed + unknown > 0 then 2
    when sent > 0 then 3
    when receipted = unsplit then 4
    when bad = unsplit then 6
    else 5 end) stored;

comment on column delivery.batch.state is '1 sealed, 2 sending, 3 sent, 4 receipted, 5 partly, 6 failed: follows from the counts of its packages';

alter table delivery.batch set (fillfactor = 50);

drop trigger package_sums on delivery.package;
drop function delivery.sum_package();
drop function delivery.add_to_day(delivery.package, int);

-- One package's state changes: one row of the day and one of the batch.
create function delivery.recount_package() returns trigger language plpgsql as $$
begin
    update delivery.day_sum s set
        sealed = s.sealed + case when new.state = 1 then new.records else 0 end - case when old.state = 1 then old.records else 0 end,
        unknown = s.unknown + case when new.state = 2 then new.records else 0 end - case when old.state = 2 then old.records else 0 end,
        sent = s.sent + case when new.state = 3 then new.records else 0 end - case when old.state = 3 then old.records else 0 end,
        receipted = s.receipted + case when new.state in (4, 5) then new.receipted else 0 end
            - case when old.state in (4, 5) then old.receipted else 0 end,
        refused = s.refused + case when new.state in (4, 5, 6) then new.refused else 0 end
            - case when old.state in (4, 5, 6) then old.refused else 0 end,
        refused_whole = s.refused_whole + case when new.state = 6 and new.sent_at is null then new.refused else 0 end
            - case when old.state = 6 and old.sent_at is null then old.refused else 0 end,
        failed = s.failed + case when new.state = 7 then new.records else 0 end - case when old.state = 7 then old.records else 0 end
    from delivery.batch b
    where b.id = new.batch_id and s.target = new.target and s.business_date = b.business_date;
    if old.state <> new.state then
        update delivery.batch b set
            unsplit = b.unsplit + (new.state <> 8)::int - (old.state <> 8)::int,
            sealed = b.sealed + (new.state = 1)::int - (old.state = 1)::int,
            unknown = b.unknown + (new.state = 2)::int - (old.state = 2)::int,
            sent = b.sent + (new.state = 3)::int - (old.state = 3)::int,
            receipted = b.receipted + (new.state = 4)::int - (old.state = 4)::int,
            bad = b.bad + (new.state in (6, 7))::int - (old.state in (6, 7))::int
        where b.id = new.batch_id;
    end if;
    return null;
end
$$;

create trigger package_recounted after update of state, records, receipted, refused on delivery.package for each row
    when ((old.state, old.records, old.receipted, old.refused) is distinct from (new.state, new.records, new.receipted, new.refused))
    execute function delivery.recount_package();

-- Packages are added, most of them many at a time.
create function delivery.count_packages() returns trigger language plpgsql as $$
begin
    insert into delivery.day_sum as s
        (target, business_date, sealed, unknown, sent, receipted, refused, refused_whole, failed)
    select a.target, b.business_date, coalesce(sum(a.records) filter (where a.state = 1), 0),
        coalesce(sum(a.records) filter (where a.state = 2), 0), coalesce(sum(a.records) filter (where a.state = 3), 0),
        coalesce(sum(a.receipted) filter (where a.state in (4, 5)), 0),
        coalesce(sum(a.refused) filter (where a.state in (4, 5, 6)), 0),
        coalesce(sum(a.refused) filter (where a.state = 6 and a.sent_at is null), 0),
        coalesce(sum(a.records) filter (where a.state = 7), 0)
    from added a join delivery.batch b on b.id = a.batch_id
    group by a.target, b.business_date order by a.target, b.business_date
    on conflict (target, business_date) do update set
        sealed = s.sealed + excluded.sealed, unknown = s.unknown + excluded.unknown, sent = s.sent + excluded.sent,
        receipted = s.receipted + excluded.receipted, refused = s.refused + excluded.refused,
        refused_whole = s.refused_whole + excluded.refused_whole, failed = s.failed + excluded.failed;
    update delivery.batch b set
        unsplit = b.unsplit + a.unsplit, sealed = b.sealed + a.sealed, unknown = b.unknown + a.unknown,
        sent = b.sent + a.sent, receipted = b.receipted + a.receipted, bad = b.bad + a.bad
    from (select batch_id, count(*) filter (where state <> 8) as unsplit, count(*) filter (where state = 1) as sealed,
            count(*) filter (where state = 2) as unknown, count(*) filter (where state = 3) as sent,
            count(*) filter (where state = 4) as receipted, count(*) filter (where state in (6, 7)) as bad
        from added group by batch_id) a
    where b.id = a.batch_id;
    return null;
end
$$;

create trigger packages_counted after insert on delivery.package
    referencing new table as added for each statement execute function delivery.count_packages();

-- A record in a package that is sent is sent: its own row changes only when the platform's word on it does.
create or replace view replay.answer as
select p.replay, p.message_id, p.row_no, p.record_id, p.revision, d.target,
    case
        when i.state is null then 'PENDING'
        when i.state = 2 then 'SUPERSEDED'
        when i.state = 5 then 'RECEIPTED'
        when i.state = 6 then 'REFUSED'
        when g.state = 2 then 'UNKNOWN'
        when g.state = 7 then 'FAILED'
        when i.state = 4 or g.state in (3, 4, 5, 6) then 'SENT'
        else 'SEALED' end as state,
    g.id as package_id, i.platform_id, i.code, i.message
from ledger.replayed p
    join ledger.due d on d.record_id = p.record_id and d.revision = p.revision
    left join delivery.item i on i.target = d.target and i.record_id = p.record_id and i.revision = p.revision
    left join delivery.package g on g.no = i.package_no
where p.revision is not null;

comment on column delivery.item.state is '2 superseded, 3 in its package and as far as that is, 5 receipted, 6 refused (4, sent, was written once: it is told by the package)';
