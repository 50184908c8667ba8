-- Statements (对账单) of days too large for a page to wait for: made in the background, by whichever node is free.
create table reconciliation.asked (
    id            bigint generated always as identity primary key,
    business_date date        not null,
    reason        text        not null,
    asked_at      timestamptz not null,
    leased_until  timestamptz, -- by the node at work on it; renewed as it gets on
    done          bigint      not null default 0, -- records compared so far, of both sides
    total         bigint      not null, -- about so many
    ended_at      timestamptz,
    version       int, -- of the statement that was made
    failure       text -- why none was made
);

create unique index asked_open on reconciliation.asked (business_date) where ended_at is null;
create index asked_of_day on reconciliation.asked (business_date, id);

comment on table reconciliation.asked is 'Statements that were asked for on a page, and how far they are.';

-- How many records a statement is about: what came in on the day, and what its packages hold. Kept sums, nothing is counted.
create view reconciliation.day_size as
select d.day, d.records from ledger.due_day d
union all
select b.business_date, p.records from delivery.batch b join delivery.package p on p.batch_id = b.id;
