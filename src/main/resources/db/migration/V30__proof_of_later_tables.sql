-- What the proof reads of tables that are younger than it: personal values that are sealed, and what was destroyed.
do $$
begin
    if exists (select from information_schema.columns
            where table_schema = 'ledger' and table_name = 'revision' and column_name = 'personal') then
        create or replace view proof.entry as
        select e.message_id, 0::bigint as replay, e.row_no, e.place, e.source_record_no, null::smallint as effect, e.outcome,
            e.record_id, e.revision, e.duplicate_of, v.standing, e.findings, coalesce(v.fields, e.fields) as fields,
            case when v.fields is null then e.personal else v.personal end as personal
        from ledger.entry e left join ledger.revision v on v.record_id = e.record_id and v.revision = e.revision;

        create or replace view proof.replayed as
        select p.message_id, p.replay, p.row_no, null::text as place, p.source_record_no, p.effect, p.outcome, p.record_id,
            p.revision, null::bigint as duplicate_of, v.standing, p.findings, v.fields, v.personal
        from ledger.replayed p left join ledger.revision v on v.record_id = p.record_id and v.revision = p.revision;
    end if;
    if to_regclass('retention.destroyed') is not null then
        create or replace view proof.destroyed as select d.kind, d.ref, d.job from retention.destroyed d;
    end if;
end $$;
