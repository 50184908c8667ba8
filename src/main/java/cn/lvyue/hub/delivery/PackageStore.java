package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.DueKind;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The packages' table: how far each is. */
@Component
class PackageStore {
    private final JdbcClient jdbc;

    PackageStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The package's revisions in the order of the outbox. */
    List<Item> items(long packageNo) {
        return jdbc.sql("select due_no, kind from delivery.item where package_no = ? order by due_no")
                .param(packageNo)
                .query((row, number) -> new Item(row.getLong(1), DueKind.ofCode(row.getInt(2))))
                .list();
    }

    /** Remembers the digest of the records as first composed. @return the digest that counts */
    String keepDigest(long packageNo, String digest) {
        return jdbc.sql("update delivery.package set digest = coalesce(digest, ?) where no = ? returning digest")
                .params(digest, packageNo)
                .query(String.class)
                .single();
    }

    /** When it was last sent; empty if it never was. */
    Optional<Instant> triedAt(long packageNo) {
        return jdbc.sql("select tried_at from delivery.package where no = ? and tried_at is not null")
                .param(packageNo)
                .query(Timestamp.class)
                .optional()
                .map(Timestamp::toInstant);
    }

    /** Its records are sent by that: their own rows change with the platform's word on each. */
    void accepted(SealedPackage pack, @Nullable String receiptNo, Instant now, Instant next) {
        jdbc.sql("""
                        update delivery.package set state = 3, receipt_no = coalesce(?, receipt_no),
                            sent_at = coalesce(sent_at, ?), attempts = 0, next_attempt_at = ?, leased_by = null, failure = null,
                            answers = null, faults = 0, fault_since = null, maybe_arrived = true
                        where no = ?
                        """)
                .param(receiptNo)
                .param(Timestamp.from(now))
                .param(Timestamp.from(next))
                .param(pack.no())
                .update();
    }

    /** @param next when to go on; null when only a person can */
    void waiting(SealedPackage pack, PackageState state, @Nullable String failure, @Nullable Instant next) {
        jdbc.sql("""
                        update delivery.package set state = ?, failure = ?, next_attempt_at = ?, leased_by = null,
                            maybe_arrived = maybe_arrived and ? where no = ?
                        """)
                .param(Codes.of(state))
                .param(failure)
                .param(next == null ? null : Timestamp.from(next))
                .param(state != PackageState.SEALED)
                .param(pack.no())
                .update();
    }

    /** Gives up. What surely never reached the platform does not count as standing there. */
    void failed(SealedPackage pack, String why, boolean maybeArrived) {
        waiting(pack, PackageState.FAILED, why, null);
        jdbc.sql("update delivery.package set maybe_arrived = ? where no = ?")
                .params(maybeArrived, pack.no())
                .update();
    }

    /** Nothing was tried: it is as before, and looked at again later. */
    void postpone(SealedPackage pack, Instant until) {
        jdbc.sql("""
                        update delivery.package set next_attempt_at = ?, leased_by = null, attempts = greatest(attempts - 1, 0)
                        where no = ?
                        """).params(Timestamp.from(until), pack.no()).update();
    }

    /** The attempt is not counted: it was the platform that failed, for everybody. */
    void uncount(SealedPackage pack) {
        jdbc.sql("update delivery.package set attempts = greatest(attempts - 1, 0) where no = ?")
                .param(pack.no())
                .update();
    }

    void fault(SealedPackage pack, Instant now) {
        jdbc.sql("update delivery.package set faults = faults + 1, fault_since = coalesce(fault_since, ?) where no = ?")
                .params(Timestamp.from(now), pack.no())
                .update();
    }

    /** Everything in the package is refused for the same reason. */
    void refused(SealedPackage pack, String code, @Nullable String message) {
        jdbc.sql(
                        "update delivery.item set doubted = doubted or state = 5, state = 6, code = ?, message = ? where package_no = ?")
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
     * Takes a failed or refused package up again, or one whose receipts are overdue. The platform is asked first whatever is
     * known.
     *
     * @return its number and batch, or empty if there is no such package
     */
    Optional<Reopened> reopen(UUID packageId, Instant now) {
        var found = jdbc.sql("""
                        update delivery.package set state = case when state = 3 then 3 else 2 end, attempts = 0,
                            next_attempt_at = ?, refused = 0, faults = 0, fault_since = null
                        where id = ? and (state in (6, 7) or state = 3 and next_attempt_at is null)
                        returning no, batch_id
                        """)
                .params(Timestamp.from(now), packageId)
                .query((row, number) -> new Reopened(row.getLong(1), row.getLong(2)))
                .optional();
        found.ifPresent(one -> jdbc.sql("""
                        update delivery.item i set state = 3, code = null, message = null
                        from delivery.package p
                        where i.package_no = ? and i.state = 6 and p.no = i.package_no and p.state = 2
                        """).param(one.no()).update());
        return found;
    }

    /** A package taken up again, and its batch. */
    record Reopened(long no, long batchId) {}
}
