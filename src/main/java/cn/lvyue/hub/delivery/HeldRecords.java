package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Takes the revisions of a held record out of packages that were never sent. Called inside a transaction. */
@Component
class HeldRecords {
    private static final String WHY = "a record of it is held";
    private static final String HELD = """
            select i.due_no from delivery.hold h
                join delivery.item i on i.target = h.target and i.record_id = h.record_id and i.package_no = :no
            where h.target = :target and h.record_id is not null and h.released_at is null
            order by i.due_no
            """;

    private final JdbcClient jdbc;
    private final LeaseStore leases;
    private final SplitStore pieces;
    private final SealingStore sealing;
    private final Outbox outbox;
    private final Clock clock;

    HeldRecords(
            JdbcClient jdbc, LeaseStore leases, SplitStore pieces, SealingStore sealing, Outbox outbox, Clock clock) {
        this.jdbc = jdbc;
        this.leases = leases;
        this.pieces = pieces;
        this.sealing = sealing;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** @return whether a revision is on its way or there already */
    boolean setAside(Target target, RecordId record) {
        sealing.lock(target);
        for (var id : unsent(target, record.sequence())) {
            var pack = leases.locked(leases.find(id, clock.instant()).orElseThrow(), clock.instant());
            setAside(pack, record);
            pieces.regroup(pack, WHY, clock.instant());
        }
        return jdbc.sql("""
                        select exists (select 1 from delivery.item i left join delivery.package p on p.no = i.package_no
                            where i.target = ? and i.record_id = ? and (i.state in (4, 5) or i.state = 3 and p.state <> 1))
                        """)
                .params(target.code(), record.sequence())
                .query(Boolean.class)
                .single();
    }

    /** Whether a package that is about to be sent carries a record that is held by now. */
    boolean any(SealedPackage pack) {
        return jdbc.sql("select exists (" + HELD + ")")
                .param("target", pack.target().code())
                .param("no", pack.no())
                .query(Boolean.class)
                .single();
    }

    /** Sets those records aside; the others go under a new identity. The package surely is not at the platform, and is locked. */
    void takeOut(SealedPackage pack) {
        jdbc.sql(HELD)
                .param("target", pack.target().code())
                .param("no", pack.no())
                .query(Long.class)
                .list()
                .forEach(dueNo ->
                        outbox.dueBetween(pack.target(), dueNo, dueNo).forEach(due -> setAside(pack, due.recordId())));
        pieces.regroup(pack, WHY, clock.instant());
    }

    private List<UUID> unsent(Target target, long record) {
        return jdbc.sql("""
                        select p.id from delivery.item i join delivery.package p on p.no = i.package_no
                        where i.target = ? and i.record_id = ? and i.state = 3 and p.state = 1 and p.leased_by is null
                        order by p.no for update of p
                        """).params(target.code(), record).query(UUID.class).list();
    }

    private void setAside(SealedPackage pack, RecordId record) {
        var standing = outbox.dueOf(record);
        var taken = jdbc.sql("""
                        delete from delivery.item where package_no = ? and record_id = ?
                        returning due_no
                        """)
                .params(pack.no(), record.sequence())
                .query(Long.class)
                .list();
        standing.stream()
                .filter(due -> taken.contains(due.dueNo()))
                .forEach(due -> jdbc.sql("""
                        insert into delivery.held_due (target, due_no, record_id, revision, kind, standing, source_record_no,
                            recorded_at, bytes)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                        """)
                        .params(
                                pack.target().code(),
                                due.dueNo(),
                                record.sequence(),
                                due.revision(),
                                due.kind().code(),
                                due.standing().code(),
                                due.sourceRecordNo(),
                                Timestamp.from(due.recordedAt()),
                                due.fields().length)
                        .update());
    }
}
