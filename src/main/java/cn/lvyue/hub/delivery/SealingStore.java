package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Sealing.Order;
import cn.lvyue.hub.record.Target;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables as sealing writes them: set by set, never a statement per record. Every call belongs to one transaction. */
@Component
class SealingStore {
    /** Names the advisory locks of sealing among all of the hub's. */
    private static final int SEALING = 0x5EA1;

    /** Bytes that a record takes in a package beside its fields as the ledger keeps them. */
    private static final int MARGIN = 300;

    private final JdbcClient jdbc;
    private final DeliverySettings settings;

    SealingStore(JdbcClient jdbc, DeliverySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** Waits until no other node seals for this target; released with the transaction. A batch is sorted in memory. */
    void lock(Target target) {
        jdbc.sql("set local work_mem = '64MB'").update();
        jdbc.sql("select pg_advisory_xact_lock(?, ?)")
                .params(SEALING, target.code())
                .query((row, number) -> true)
                .list();
    }

    long watermark(Target target) {
        return jdbc.sql("select due_no from delivery.watermark where target = ?")
                .param(target.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    void moveWatermark(Target target, long dueNo) {
        jdbc.sql("""
                        insert into delivery.watermark (target, due_no) values (?, ?)
                        on conflict (target) do update set due_no = excluded.due_no
                        """).params(target.code(), dueNo).update();
    }

    Optional<Long> latestBatch(Target target, LocalDate date) {
        return jdbc.sql(
                        "select id from delivery.batch where target = ? and business_date = ? order by number desc limit 1")
                .params(target.code(), date)
                .query(Long.class)
                .optional();
    }

    /**
     * Decides what to send: the latest revision of each record, unless a newer one was decided about before it (it was held, and the
     * newer was not), as new, change or removal by what stands at the platform, and
     * which package it goes into. Two records of one source number (from two feeds) never share a package, for platforms
     * answer by that number. What was refused does not stand there, unless the platform called it good as well; and a removal is
     * told as long as the last word on what it removes is out. A package holds so many records and so many bytes at most, whichever comes first.
     *
     * @return how many records
     */
    int decide(Target target) {
        jdbc.sql("analyze gathered").update();
        int records = jdbc.sql("""
                        create temporary table decided on commit drop as
                        with latest as (
                            select distinct on (record_id) g.* from gathered g
                            where not exists (select 1 from delivery.item i
                                where i.target = :target and i.record_id = g.record_id and i.revision >= g.revision)
                            order by record_id, revision desc, due_no desc
                        ), compared as (
                            select l.*, before.kind <> 2 as stands
                            from latest l left join lateral (
                                select i.kind from delivery.item i left join delivery.package p on p.no = i.package_no
                                where i.target = :target and i.record_id = l.record_id
                                    and (i.state in (3, 4, 5) or i.state = 6 and (i.doubted or l.kind = 2 and p.state in (2, 3)))
                                    and not (coalesce(p.state, 1) = 7 and not p.maybe_arrived)
                                order by i.revision desc limit 1
                            ) before on true
                        ), told as (
                            select *, case
                                when kind = 2 then case when stands then 2 end
                                when stands then 1
                                when :target = 1 or standing = 1 then 0
                            end as tell from compared
                        ), ranked as (
                            select *, row_number() over (partition by source_record_no order by due_no) as rank,
                                max(bytes) over () as largest
                            from told where tell is not null
                        ), placed as (
                            select *, (row_number() over (partition by rank order by due_no) - 1) / :size as slot,
                                (sum(bytes + :margin) over (partition by rank order by due_no) - 1)
                                    / greatest(:limit - largest - :margin, 1) as stretch
                            from ranked
                        )
                        select due_no, record_id, revision, tell, source_record_no, recorded_at, bytes,
                            dense_rank() over (order by rank, slot, stretch)::int as sequence
                        from placed
                        """)
                .param("target", target.code())
                .param("size", settings.packageRecords())
                .param("limit", settings.packageBytes().toBytes())
                .param("margin", MARGIN)
                .update();
        jdbc.sql("analyze decided").update();
        return records;
    }

    long addBatch(Order order, int records, Instant at) {
        var target = order.target();
        int number = jdbc.sql(
                        "select coalesce(max(number), 0) + 1 from delivery.batch where target = ? and business_date = ?")
                .params(target.code(), order.businessDate())
                .query(Integer.class)
                .single();
        int packages = records == 0
                ? 1
                : jdbc.sql("select max(sequence) from decided")
                        .query(Integer.class)
                        .single();
        return jdbc.sql("""
                        insert into delivery.batch (target, business_date, number, batch_no, kind, zero_report,
                            records, packages, sealed_at, supplement)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                        """)
                .params(
                        target.code(),
                        order.businessDate(),
                        number,
                        batchNo(order, number),
                        Codes.of(order.kind()),
                        records == 0,
                        records,
                        packages,
                        Timestamp.from(at),
                        order.supplement())
                .query(Long.class)
                .single();
    }

    private static String batchNo(Order order, int number) {
        return "%s-%s-%04d"
                .formatted(
                        order.target().id().substring(0, 1).toUpperCase(Locale.ROOT),
                        order.businessDate().format(DateTimeFormatter.BASIC_ISO_DATE),
                        number);
    }

    void addPackages(long batch, Target target, Instant at) {
        jdbc.sql("""
                        insert into delivery.package (id, batch_id, sequence, target, state, records, added, changed, removed,
                            generated_at, packages, next_attempt_at)
                        select gen_random_uuid(), :batch, sequence, :target, 1, count(*), count(*) filter (where tell = 0),
                            count(*) filter (where tell = 1), count(*) filter (where tell = 2), :at, b.packages, :at
                        from decided, delivery.batch b where b.id = :batch
                        group by sequence, b.packages order by sequence
                        """)
                .param("batch", batch)
                .param("target", target.code())
                .param("at", Timestamp.from(at))
                .update();
        jdbc.sql("""
                        insert into delivery.item (target, record_id, revision, due_no, batch_id, package_no, kind, state,
                            source_record_no, recorded_at)
                        select :target, d.record_id, d.revision, d.due_no, :batch, p.no, d.tell, 3, d.source_record_no,
                            d.recorded_at
                        from decided d join delivery.package p on p.batch_id = :batch and p.sequence = d.sequence
                        order by d.record_id
                        """).param("batch", batch).param("target", target.code()).update();
        while (waitForEarlier(batch, target) > 0) {
            continue; // an earlier one may have been split while its row was waited for: then for its pieces
        }
    }

    /** @return how many packages are waited for that were not before; none once all of them are locked against being split */
    private int waitForEarlier(long batch, Target target) {
        return jdbc.sql("""
                        with earlier as materialized ( -- without statistics it would be looked up once per package
                            select d.sequence, i.package_no from decided d
                                cross join lateral (
                                    select i.package_no from delivery.item i
                                    where i.target = :target and i.record_id = d.record_id
                                        and i.revision < d.revision and i.state = 3
                                    offset 0 -- record by record: a join would be the other way round
                                ) i
                            where d.revision > 1
                        )
                        insert into delivery.package_after (package_no, after_no)
                        select distinct p.no, e.no
                        from earlier a
                            join delivery.package p on p.batch_id = :batch and p.sequence = a.sequence
                            join delivery.package e on e.no = a.package_no and e.state in (1, 2)
                        on conflict do nothing
                        """)
                .param("batch", batch)
                .param("target", target.code())
                .update();
    }

    void addZeroReport(long batch, Target target, Instant at) {
        jdbc.sql("""
                        insert into delivery.package (id, batch_id, sequence, target, state, records, added, changed, removed,
                            generated_at, packages, next_attempt_at)
                        values (gen_random_uuid(), ?, 1, ?, 1, 0, 0, 0, 0, ?, 1, ?)
                        """)
                .params(batch, target.code(), Timestamp.from(at), Timestamp.from(at))
                .update();
    }

    /** Keeps what was gathered and is not sent: an older revision, or a removal of what the platform never had. */
    void keepSuperseded(Target target, @Nullable Long batch) {
        jdbc.sql("""
                        insert into delivery.item (target, record_id, revision, due_no, batch_id, kind, state, source_record_no,
                            recorded_at)
                        select :target, record_id, revision, due_no, :batch::bigint, kind, 2, source_record_no, recorded_at
                        from gathered g
                        where not exists (select from decided d where d.record_id = g.record_id and d.revision = g.revision)
                        on conflict do nothing
                        """).param("batch", batch).param("target", target.code()).update();
    }
}
