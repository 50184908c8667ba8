-- Records that a platform called good after it had refused them, or after nobody believed that they came.
create table delivery.turned_up (
    id        bigint generated always as identity primary key, -- not the record: whoever notes it never waits for a sealing
    target    smallint not null,
    record_id bigint   not null
);

create index turned_up_at on delivery.turned_up (target);

comment on table delivery.turned_up is 'Until the next sealing: a removal that was left out because the record did not stand there is told after all.';
