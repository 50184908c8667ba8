package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which node is at work on which package. */
@Component
class LeaseStore {
    private static final String OF_BATCH =
            "select t.*, b.batch_no, b.business_date, b.zero_report, b.supplement from %s t"
                    + " join delivery.batch b on b.id = t.batch_id";

    private final JdbcClient jdbc;

    LeaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param until when another node may take over */
    record Lease(String node, Instant now, Instant until) {}

    /**
     * Takes packages that are due, oldest first, so that no other node works on them before the lease ends. A package waits
     * for earlier ones that carry an older revision of one of its records, until they are sent or given up, and while its
     * batch is held.
     *
     * @param sent those that are sent and wait for receipts, rather than those to send
     */
    List<SealedPackage> lease(Target target, boolean sent, Lease lease, int limit) {
        return jdbc.sql("""
                        with picked as materialized (
                            select p.no from delivery.package p
                            where p.target = :target and p.next_attempt_at <= :now
                                and (p.state = 3) = :sent and p.state in (1, 2, 3)
                                and (:sent or not exists (select 1 from delivery.package_after a
                                        join delivery.package e on e.no = a.after_no
                                        where a.package_no = p.no and e.state in (1, 2)))
                                and (:sent or not exists (select 1 from delivery.hold h
                                        where h.target = p.target and h.batch_id = p.batch_id and h.released_at is null))
                            order by p.next_attempt_at, p.no limit :limit for update of p skip locked
                        ), taken as (
                            update delivery.package set next_attempt_at = :until, leased_by = :node, attempts = attempts + 1
                            where no in (select no from picked) returning *
                        )
                        """ + OF_BATCH.formatted("taken") + " order by t.no")
                .param("until", Timestamp.from(lease.until()))
                .param("node", lease.node())
                .param("target", target.code())
                .param("now", Timestamp.from(lease.now()))
                .param("sent", sent)
                .param("limit", limit)
                .query((row, number) -> sealedPackage(row, lease.now()))
                .list();
    }

    /** A package as it is, for somebody who does not send it. */
    Optional<SealedPackage> find(UUID packageId, Instant now) {
        return jdbc.sql(OF_BATCH.formatted("delivery.package") + " where t.id = ?")
                .param(packageId)
                .query((row, number) -> sealedPackage(row, now))
                .optional();
    }

    /** Waits until nobody else writes about the package; released with the transaction. */
    SealedPackage locked(SealedPackage pack, Instant now) {
        jdbc.sql("select no from delivery.package where no = ? for update")
                .param(pack.no())
                .query(Long.class)
                .single();
        return find(pack.id(), now).orElseThrow();
    }

    /** @return false when the lease has ended */
    boolean renew(long packageNo, Lease lease) {
        return jdbc.sql("""
                                update delivery.package set next_attempt_at = ?
                                where no = ? and leased_by = ? and next_attempt_at >= ?
                                """)
                        .params(Timestamp.from(lease.until()), packageNo, lease.node(), Timestamp.from(lease.now()))
                        .update()
                > 0;
    }

    /**
     * Committed before anything is sent: from now on the platform may have it.
     *
     * @return false when the lease has ended, or a call-back was quicker and the package has had its word or was split
     */
    boolean mayHaveArrived(SealedPackage pack, Lease lease, Instant sentAt) {
        return jdbc.sql("""
                                update delivery.package set state = 2, maybe_arrived = true, tried_at = ?, next_attempt_at = ?
                                where no = ? and leased_by = ? and next_attempt_at >= ? and state in (1, 2)
                                """)
                        .params(
                                Timestamp.from(sentAt),
                                Timestamp.from(lease.until()),
                                pack.no(),
                                lease.node(),
                                Timestamp.from(lease.now()))
                        .update()
                > 0;
    }

    /** Gives back what this node was at work on when it died. */
    void releaseLeasesOf(String node, Instant now) {
        jdbc.sql(
                        "update delivery.package set next_attempt_at = ?, leased_by = null where leased_by = ? and next_attempt_at > ?")
                .params(Timestamp.from(now), node, Timestamp.from(now))
                .update();
    }

    private static SealedPackage sealedPackage(ResultSet row, Instant takenAt) throws SQLException {
        return new SealedPackage(
                row.getLong("no"),
                row.getObject("id", UUID.class),
                Target.ofCode(row.getInt("target")),
                row.getLong("batch_id"),
                row.getString("batch_no"),
                row.getObject("business_date", LocalDate.class),
                row.getInt("sequence"),
                row.getInt("packages"),
                row.getBoolean("zero_report"),
                row.getBoolean("supplement"),
                new SealedPackage.Counts(
                        row.getInt("records"), row.getInt("added"), row.getInt("changed"), row.getInt("removed")),
                row.getTimestamp("generated_at").toInstant(),
                Codes.pack(row.getInt("state")),
                row.getInt("attempts"),
                instant(row, "sent_at"),
                row.getString("answers"),
                new SealedPackage.Trouble(row.getInt("faults"), instant(row, "fault_since")),
                row.getObject("root_no") != null,
                takenAt);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
