package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.delivery.Holding.Remark;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads batches, packages and receipts for people and other systems; every list has an end. */
@Component
class BatchReader {
    private static final int PACKAGES_IN_A_LIST = 20;
    private static final int PACKAGES_OF_ONE = 1_000;
    private static final int REVISIONS = 1_000;

    private static final String BATCH = "select b.*, (select h.reason from delivery.hold h where h.target = b.target"
            + " and h.batch_id = b.id and h.released_at is null) as held_because from delivery.batch b";

    private final JdbcClient jdbc;
    private final Remarks remarks;

    BatchReader(JdbcClient jdbc, Remarks remarks) {
        this.jdbc = jdbc;
        this.remarks = remarks;
    }

    List<BatchView> batches(@Nullable Target target, @Nullable LocalDate date, long before, int limit) {
        var batches = jdbc.sql(BATCH + " where id < :before"
                        + (target == null ? "" : " and target = :target")
                        + (date == null ? "" : " and business_date = :date")
                        + " order by id desc limit :limit")
                .param("before", before)
                .param("target", target == null ? null : target.code())
                .param("date", date)
                .param("limit", limit)
                .query(BatchReader::batchView)
                .list();
        return withPackages(batches, PACKAGES_IN_A_LIST);
    }

    Optional<BatchView> batch(long id) {
        var batches = jdbc.sql(BATCH + " where id = ?")
                .param(id)
                .query(BatchReader::batchView)
                .list();
        return withPackages(batches, PACKAGES_OF_ONE).stream().findFirst();
    }

    Map<UUID, Long> batchesOf(Collection<UUID> packages) {
        var batches = new HashMap<UUID, Long>();
        jdbc.sql("select id, batch_id from delivery.package where id = any (?)")
                .param(packages.toArray(UUID[]::new))
                .query((RowCallbackHandler)
                        row -> batches.put(row.getObject("id", UUID.class), row.getLong("batch_id")));
        return batches;
    }

    private static BatchView batchView(ResultSet row, int number) throws SQLException {
        return new BatchView(
                row.getLong("id"),
                row.getString("batch_no"),
                Target.ofCode(row.getInt("target")),
                row.getObject("business_date", LocalDate.class),
                Codes.batch(row.getInt("state")),
                row.getInt("records"),
                row.getBoolean("zero_report"),
                row.getTimestamp("sealed_at").toInstant(),
                List.of(),
                row.getBoolean("supplement"),
                row.getString("held_because"));
    }

    private List<BatchView> withPackages(List<BatchView> batches, int most) {
        var ids = batches.stream().mapToLong(BatchView::batchId).toArray();
        var rows = jdbc.sql(
                        "select * from delivery.package where batch_id = any (?) and sequence <= ? order by batch_id, sequence")
                .params(ids, most)
                .query((row, number) -> new PackageRow(row.getLong("no"), row.getLong("batch_id"), packageView(row)))
                .list();
        var receipts = receipts(rows.stream().mapToLong(PackageRow::no).toArray());
        var said = remarks.of(rows.stream().mapToLong(PackageRow::no).toArray());
        var byBatch = new HashMap<Long, List<PackageView>>();
        for (var row : rows) {
            byBatch.computeIfAbsent(row.batchId(), id -> new ArrayList<>())
                    .add(with(
                            row.view(),
                            receipts.getOrDefault(row.no(), List.of()),
                            said.getOrDefault(row.no(), List.of())));
        }
        return batches.stream()
                .map(batch -> with(batch, byBatch.getOrDefault(batch.batchId(), List.of())))
                .toList();
    }

    private record PackageRow(long no, long batchId, PackageView view) {}

    private static PackageView packageView(ResultSet row) throws SQLException {
        return new PackageView(
                row.getObject("id", UUID.class),
                row.getInt("sequence"),
                Codes.pack(row.getInt("state")),
                row.getInt("records"),
                row.getString("failure"),
                List.of(),
                List.of());
    }

    private static PackageView with(PackageView view, List<Receipt> receipts, List<Remark> remarks) {
        return new PackageView(
                view.packageId(), view.sequence(), view.state(), view.records(), view.failure(), receipts, remarks);
    }

    private static BatchView with(BatchView view, List<PackageView> packages) {
        return new BatchView(
                view.batchId(),
                view.batchNo(),
                view.target(),
                view.businessDate(),
                view.state(),
                view.records(),
                view.zeroReport(),
                view.sealedAt(),
                packages,
                view.supplement(),
                view.heldBecause());
    }

    private Map<Long, List<Receipt>> receipts(long[] packageNos) {
        var byPackage = new HashMap<Long, List<Receipt>>();
        jdbc.sql("select * from delivery.receipt where package_no = any (?) order by package_no, stage, at")
                .param(packageNos)
                .query(row -> {
                    byPackage
                            .computeIfAbsent(row.getLong("package_no"), no -> new ArrayList<>())
                            .add(new Receipt(
                                    row.getString("stage"),
                                    row.getString("code"),
                                    row.getString("message"),
                                    row.getTimestamp("at").toInstant()));
                });
        return byPackage;
    }

    List<Delivery> deliveries(long recordId) {
        var rows = jdbc.sql("""
                        select i.*, b.batch_no, p.id as package_id,
                            case when i.state = 3 and p.state in (3, 4, 5, 6) then 4 else i.state end as reached
                        from delivery.item i left join delivery.batch b on b.id = i.batch_id
                            left join delivery.package p on p.no = i.package_no
                        where i.target in (1, 2) and i.record_id = ?
                        order by i.target, i.revision limit ?
                        """)
                .params(recordId, REVISIONS)
                .query((row, number) -> new DeliveryRow(row.getLong("package_no"), delivery(row)))
                .list();
        var receipts = receipts(rows.stream().mapToLong(DeliveryRow::packageNo).toArray());
        return rows.stream()
                .map(row -> with(row.delivery(), receipts.getOrDefault(row.packageNo(), List.of())))
                .toList();
    }

    private record DeliveryRow(long packageNo, Delivery delivery) {}

    /** The record's own refusal stands last among its receipts. */
    private static Delivery delivery(ResultSet row) throws SQLException {
        return new Delivery(
                Target.ofCode(row.getInt("target")),
                row.getInt("revision"),
                Codes.delivery(row.getInt("reached")),
                row.getString("batch_no"),
                row.getObject("package_id", UUID.class),
                row.getString("platform_id"),
                row.getString("code"),
                row.getString("message"),
                List.of());
    }

    private static Delivery with(Delivery delivery, List<Receipt> receipts) {
        return new Delivery(
                delivery.target(),
                delivery.revision(),
                delivery.state(),
                delivery.batchNo(),
                delivery.packageId(),
                delivery.platformId(),
                delivery.code(),
                delivery.message(),
                receipts);
    }

    long watermark(Target target) {
        return jdbc.sql("select due_no from delivery.watermark where target = ?")
                .param(target.code())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    /** Running sums over all days. */
    Sums sums(Target target) {
        return jdbc.sql("""
                        select coalesce(sum(sealed), 0) as sealed, coalesce(sum(unknown), 0) as unknown,
                            coalesce(sum(sent), 0) as sent, coalesce(sum(receipted), 0) as receipted,
                            coalesce(sum(refused), 0) as refused, coalesce(sum(refused_whole), 0) as refused_whole,
                            coalesce(sum(failed), 0) as failed
                        from delivery.day_sum where target = ?
                        """)
                .param(target.code())
                .query((row, number) -> new Sums(
                        row.getLong("sealed"),
                        row.getLong("unknown"),
                        row.getLong("sent"),
                        row.getLong("receipted"),
                        row.getLong("refused"),
                        row.getLong("refused_whole"),
                        row.getLong("failed")))
                .single();
    }

    /** Records by the state of their package. @param refusedWhole of the refused, those with nothing of their package accepted */
    record Sums(long sealed, long unknown, long sent, long receipted, long refused, long refusedWhole, long failed) {}

    /** Records that are held back. @param due set aside before sealing @param sealed in sealed packages of what is held */
    record Held(long due, long sealed) {
        long all() {
            return due + sealed;
        }
    }

    Held held(Target target) {
        return jdbc.sql("""
                        select (select count(*) from delivery.held_due where target = :target) as due,
                            case when exists (select 1 from delivery.hold where target = :target and batch_id is null
                                    and record_id is null and released_at is null)
                                then (select coalesce(sum(sealed), 0) from delivery.day_sum where target = :target)
                                else (select coalesce(sum(p.records), 0)
                                    from delivery.hold h join delivery.package p on p.batch_id = h.batch_id and p.state = 1
                                    where h.target = :target and h.released_at is null) end as sealed
                        """)
                .param("target", target.code())
                .query((row, number) -> new Held(row.getLong("due"), row.getLong("sealed")))
                .single();
    }

    /** Packages whose final receipt is not asked for any more. */
    long overdue(Target target) {
        return jdbc.sql(
                        "select count(*) from delivery.package where target = ? and state = 3 and next_attempt_at is null")
                .param(target.code())
                .query(Long.class)
                .single();
    }

    TargetBalance balance(Target target, long pending) {
        var sums = sums(target);
        var held = held(target);
        return new TargetBalance(
                target,
                pending,
                sums.sent() + sums.receipted() + sums.refused() - sums.refusedWhole(),
                sums.receipted(),
                sums.refused(),
                sums.unknown(),
                sums.failed(),
                held.all(),
                sums.sealed() - held.sealed());
    }
}
