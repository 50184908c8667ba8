package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The packages' table: who is at work on which, and how far each is. */
@Component
class PackageStore {
    private final JdbcClient jdbc;

    PackageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes packages that are due, oldest first, so that no other node works on them before the lease ends. A package waits
     * for an earlier one that carries an older revision of one of its records, until that is sent or given up.
     *
     * @param sent those that are sent and wait for receipts, rather than those to send
     */
    List<SealedPackage> lease(Target target, boolean sent, Lease lease, int limit) {
        return jdbc.sql("""
                        with picked as materialized (
                            select p.no from delivery.package p left join delivery.package e on e.no = p.after_no
                            where p.target = :target and p.next_attempt_at <= :now
                                and (p.state = 3) = :sent and p.state in (1, 2, 3)
                                and (e.no is null or e.state not in (1, 2))
                            order by p.next_attempt_at, p.no limit :limit for update of p skip locked
                        ), taken as (
                            update delivery.package set next_attempt_at = :until, leased_by = :node, attempts = attempts + 1
                            where no in (select no from picked) returning *
                        )
                        select t.*, b.batch_no, b.business_date, b.packages, b.zero_report
                        from taken t join delivery.batch b on b.id = t.batch_id order by t.no
                        """)
                .param("until", Timestamp.from(lease.until()))
                .param("node", lease.node())
                .param("target", target.code())
                .param("now", Timestamp.from(lease.now()))
                .param("sent", sent)
                .param("limit", limit)
                .query(PackageStore::sealedPackage)
                .list();
    }

    /** @param until when another node may take over */
    record Lease(String node, Instant now, Instant until) {}

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

    /** Gives back what this node was at work on when it died. */
    void releaseLeasesOf(String node, Instant now) {
        jdbc.sql(
                        "update delivery.package set next_attempt_at = ?, leased_by = null where leased_by = ? and next_attempt_at > ?")
                .params(Timestamp.from(now), node, Timestamp.from(now))
                .update();
    }

    private static SealedPackage sealedPackage(ResultSet row, int number) throws SQLException {
        var sentAt = row.getTimestamp("sent_at");
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
                new SealedPackage.Counts(
                        row.getInt("records"), row.getInt("added"), row.getInt("changed"), row.getInt("removed")),
                row.getTimestamp("generated_at").toInstant(),
                Codes.pack(row.getInt("state")),
                row.getInt("attempts"),
                sentAt == null ? null : sentAt.toInstant(),
                row.getString("answers"));
    }

    /** The package's revisions in the order of the outbox. */
    List<Item> items(long packageNo) {
        return jdbc.sql("select due_no, kind from delivery.item where package_no = ? order by due_no")
                .param(packageNo)
                .query((row, number) -> new Item(row.getLong(1), DueKind.ofCode(row.getInt(2))))
                .list();
    }

    /** Remembers the digest of the records as first composed. */
    void keepDigest(long packageNo, String digest) {
        jdbc.sql("update delivery.package set digest = ? where no = ? and digest is null")
                .params(digest, packageNo)
                .update();
    }

    /** Committed before anything is sent: from now on the platform may have it. */
    void mayHaveArrived(long packageNo) {
        jdbc.sql("update delivery.package set state = 2 where no = ?")
                .param(packageNo)
                .update();
    }

    void accepted(SealedPackage pack, @Nullable String receiptNo, Instant now, Instant next) {
        jdbc.sql("""
                        update delivery.package set state = 3, receipt_no = coalesce(?, receipt_no), sent_at = ?, attempts = 0,
                            next_attempt_at = ?, leased_by = null, failure = null, answers = null
                        where no = ?
                        """)
                .param(receiptNo)
                .param(Timestamp.from(now))
                .param(Timestamp.from(next))
                .param(pack.no())
                .update();
        jdbc.sql("update delivery.item set state = 4 where package_no = ? and state = 3")
                .param(pack.no())
                .update();
    }

    /** @param next when to go on; null when only a person can */
    void waiting(SealedPackage pack, PackageState state, @Nullable String failure, @Nullable Instant next) {
        jdbc.sql(
                        "update delivery.package set state = ?, failure = ?, next_attempt_at = ?, leased_by = null where no = ?")
                .param(Codes.of(state))
                .param(failure)
                .param(next == null ? null : Timestamp.from(next))
                .param(pack.no())
                .update();
    }

    /** Everything in the package is refused for the same reason. */
    void refused(SealedPackage pack, String code, @Nullable String message) {
        jdbc.sql("update delivery.item set state = 6, code = ?, message = ? where package_no = ?")
                .param(code)
                .param(message)
                .param(pack.no())
                .update();
        jdbc.sql("update delivery.package set refused = records, receipted = 0 where no = ?")
                .param(pack.no())
                .update();
        waiting(pack, PackageState.REFUSED, code + (message == null ? "" : " " + message), null);
    }

    /**
     * Takes a failed or refused package up again. The platform will be asked first whatever is known.
     *
     * @return whether there is such a package
     */
    boolean retry(UUID packageId, Instant now) {
        int found = jdbc.sql("""
                        update delivery.package set state = 2, attempts = 0, next_attempt_at = ?, refused = 0
                        where id = ? and state in (6, 7)
                        """).params(Timestamp.from(now), packageId).update();
        jdbc.sql("""
                        update delivery.item set state = 3, code = null, message = null
                        where state = 6 and package_no = (select no from delivery.package where id = ? and state = 2)
                        """).param(packageId).update();
        if (found > 0) {
            refreshBatch(jdbc.sql("select batch_id from delivery.package where id = ?")
                    .param(packageId)
                    .query(Long.class)
                    .single());
        }
        return found > 0;
    }

    /** Brings the batch's state in line with its packages'; the row's lock keeps two nodes from overwriting each other. */
    void refreshBatch(long batchId) {
        jdbc.sql("select id from delivery.batch where id = ? for update")
                .param(batchId)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        update delivery.batch b set state = case
                            when p.sealed = p.all_of_them then 1
                            when p.sealed + p.unknown > 0 then 2
                            when p.sent > 0 then 3
                            when p.receipted = p.all_of_them then 4
                            when p.bad = p.all_of_them then 6
                            else 5 end
                        from (select count(*) as all_of_them, count(*) filter (where state = 1) as sealed,
                                count(*) filter (where state = 2) as unknown, count(*) filter (where state = 3) as sent,
                                count(*) filter (where state = 4) as receipted,
                                count(*) filter (where state in (6, 7)) as bad
                            from delivery.package where batch_id = :batch) p
                        where b.id = :batch
                        """).param("batch", batchId).update();
    }
}
