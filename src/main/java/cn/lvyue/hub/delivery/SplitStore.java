package cn.lvyue.hub.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Puts the records of a package, of which surely nothing is stored at the platform, into other packages. The old one keeps its
 * identity and its archived bytes and is never sent again; whoever waited for it waits for those that take its place.
 */
@Component
class SplitStore {
    private final JdbcClient jdbc;

    SplitStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Two packages of half the records each, in the order of the outbox. */
    void halve(SealedPackage pack, Instant now) {
        close(pack, "split in halves");
        long first = add(pack, now);
        long second = add(pack, now);
        jdbc.sql("""
                        with halves as (
                            select record_id, revision, ntile(2) over (order by due_no) as half
                            from delivery.item where package_no = :from
                        )
                        update delivery.item i set package_no = case when h.half = 1 then :first else :second end, state = 3,
                            code = null, message = null
                        from halves h
                        where i.target = :target and i.record_id = h.record_id and i.revision = h.revision
                        """)
                .param("from", pack.no())
                .param("first", first)
                .param("second", second)
                .param("target", pack.target().code())
                .update();
        count(first);
        count(second);
        inherit(pack.no());
    }

    /** One package with whatever the old one still has, and none when that is nothing. */
    void regroup(SealedPackage pack, String why, Instant now) {
        close(pack, why);
        int left = jdbc.sql("select count(*) from delivery.item where package_no = ?")
                .param(pack.no())
                .query(Integer.class)
                .single();
        if (left > 0) {
            long next = add(pack, now);
            jdbc.sql("update delivery.item set package_no = ?, state = 3 where package_no = ?")
                    .params(next, pack.no())
                    .update();
            count(next);
            inherit(pack.no());
        }
    }

    /** How many pieces of what it once belonged to were refused or split, if none of them was accepted; else none. */
    int refusedPieces(long packageNo) {
        return jdbc.sql("""
                        select case when bool_or(o.state in (3, 4, 5)) then 0 else count(*) filter (where o.state in (6, 8)) end
                        from delivery.package p join delivery.package o on o.root_no = p.root_no
                        where p.no = ? and o.no <> p.no
                        """).param(packageNo).query(Integer.class).single();
    }

    private void close(SealedPackage pack, String why) {
        jdbc.sql("""
                        update delivery.package set state = 8, failure = ?, next_attempt_at = null, leased_by = null,
                            receipted = 0, refused = 0
                        where no = ?
                        """).params(why, pack.no()).update();
    }

    /** One more package of the batch, empty so far. */
    long add(SealedPackage pack, Instant now) {
        int sequence = jdbc.sql("update delivery.batch set packages = packages + 1 where id = ? returning packages")
                .param(pack.batchId())
                .query(Integer.class)
                .single();
        return jdbc.sql("""
                        insert into delivery.package (id, batch_id, sequence, packages, target, state, records, added, changed,
                            removed, generated_at, next_attempt_at, root_no)
                        select gen_random_uuid(), batch_id, :sequence, :sequence, target, 1, 0, 0, 0, 0, generated_at, :now,
                            coalesce(root_no, no)
                        from delivery.package where no = :from returning no
                        """)
                .param("sequence", sequence)
                .param("now", Timestamp.from(now))
                .param("from", pack.no())
                .query(Long.class)
                .single();
    }

    /** Once its records are in it. */
    void count(long packageNo) {
        jdbc.sql("""
                        update delivery.package p set records = i.records, added = i.added, changed = i.changed,
                            removed = i.removed
                        from (select count(*) as records, count(*) filter (where kind = 0) as added,
                                count(*) filter (where kind = 1) as changed, count(*) filter (where kind = 2) as removed
                            from delivery.item where package_no = :no) i
                        where p.no = :no
                        """).param("no", packageNo).update();
    }

    private void inherit(long from) {
        jdbc.sql("""
                        with pieces as (
                            select distinct i.package_no from delivery.package p
                                join delivery.package o on o.root_no = coalesce(p.root_no, p.no) and o.state = 1 and o.attempts = 0
                                join delivery.item i on i.package_no = o.no
                            where p.no = :from
                        )
                        insert into delivery.package_after (package_no, after_no)
                        select pieces.package_no, a.after_no from pieces, delivery.package_after a where a.package_no = :from
                        union
                        select a.package_no, pieces.package_no from pieces, delivery.package_after a where a.after_no = :from
                        on conflict do nothing
                        """).param("from", from).update();
    }
}
