package cn.lvyue.hub.delivery;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves records that a platform refused by themselves into a package of their own, as new, change or removal by what stands at the
 * platform now. Called inside a transaction, with the package's row locked.
 */
@Component
class ResendStore {
    /** Only the latest revision goes again: a newer one, sent or due, tells what is so. */
    private static final String CHOSEN = """
            create temporary table chosen on commit drop as
            select * from (
                select i.record_id, i.revision, case
                        when i.kind = 2 then case when before.stands then 2 end
                        when before.stands then 1
                        when i.target = 1 or i.kind = 0 or v.standing = 1 then 0
                    end as tell
                from delivery.item i
                    left join delivery.due_revision v on v.target = i.target and v.record_id = i.record_id
                        and v.revision = i.revision
                    left join lateral (
                        select e.kind <> 2 as stands from delivery.item e left join delivery.package p on p.no = e.package_no
                        where e.target = i.target and e.record_id = i.record_id and e.revision < i.revision
                            and (e.state in (3, 4, 5) or e.state = 6 and e.doubted)
                            and not (coalesce(p.state, 1) = 7 and not p.maybe_arrived)
                        order by e.revision desc limit 1
                    ) before on true
                where i.package_no = :no and i.state = 6 and (:all or i.record_id = any (:records))
                    and not exists (select 1 from delivery.item n
                        where n.target = i.target and n.record_id = i.record_id and n.revision > i.revision)
                    and not exists (select 1 from delivery.due_revision n
                        where n.target = i.target and n.record_id = i.record_id and n.revision > i.revision)
            ) k where tell is not null
            """;

    private final JdbcClient jdbc;
    private final SplitStore pieces;

    ResendStore(JdbcClient jdbc, SplitStore pieces) {
        this.jdbc = jdbc;
        this.pieces = pieces;
    }

    /** @param records the only ones that are meant; empty for all that were refused @return how many go again */
    int move(SealedPackage pack, Collection<Long> records, Instant now) {
        int chosen = jdbc.sql(CHOSEN)
                .param("no", pack.no())
                .param("all", records.isEmpty())
                .param("records", records.toArray(Long[]::new))
                .update();
        if (chosen > 0) {
            move(pack, now);
        }
        return chosen;
    }

    private void move(SealedPackage pack, Instant now) {
        jdbc.sql("""
                        insert into delivery.resent (target, record_id, revision, before_no, source_record_no, code, message, at)
                        select i.target, i.record_id, i.revision, i.package_no, i.source_record_no, i.code, i.message, :now
                        from delivery.item i join chosen c on c.record_id = i.record_id and c.revision = i.revision
                        where i.package_no = :no on conflict do nothing
                        """).param("now", Timestamp.from(now)).param("no", pack.no()).update();
        long next = pieces.add(pack, now);
        jdbc.sql("""
                        update delivery.item i set package_no = :next, kind = c.tell, state = 3, code = null, message = null
                        from chosen c
                        where i.package_no = :no and i.record_id = c.record_id and i.revision = c.revision
                        """).param("next", next).param("no", pack.no()).update();
        pieces.count(next);
        account(pack.no());
    }

    /** What is left of a package some of whose records went into others. With nothing left it counts as split. */
    private void account(long no) {
        jdbc.sql("""
                        update delivery.package p set resent = records - k.receipted - k.refused, receipted = k.receipted,
                            refused = k.refused,
                            state = case when k.refused > 0 then case when k.receipted = 0 then 6 else 5 end
                                when k.receipted > 0 then 4 else 8 end,
                            failure = case when k.refused > 0 then k.refused || ' of ' || records || ' records refused' end
                        from (select count(*) filter (where state = 5) as receipted, count(*) filter (where state = 6) as refused
                            from delivery.item where package_no = :no) k
                        where p.no = :no
                        """).param("no", no).update();
    }

    /** A package in which records of another were refused before. @param numbers their source record numbers */
    record Before(long no, UUID id, Set<String> numbers) {}

    /** Of records that go again, the packages in which they were last refused. */
    List<Before> before(long packageNo) {
        return jdbc.sql("""
                        select p.no, p.id, k.numbers from (
                            select last.no, array_agg(i.source_record_no) as numbers
                            from delivery.item i cross join lateral (select max(r.before_no) as no from delivery.resent r
                                where r.target = i.target and r.record_id = i.record_id and r.revision = i.revision) last
                            where i.package_no = ? and last.no is not null group by last.no) k
                        join delivery.package p on p.no = k.no order by p.no
                        """)
                .param(packageNo)
                .query((row, number) ->
                        new Before(row.getLong(1), row.getObject(2, UUID.class), Set.copyOf(Arrays.asList((String[])
                                row.getArray(3).getArray()))))
                .list();
    }

    /** The platform has them by now from the package they were refused in: they are receipted there. */
    void giveBack(SealedPackage pack, long beforeNo, Collection<String> numbers) {
        jdbc.sql("select no from delivery.package where no = ? for update") // a call-back may be counting its records
                .param(beforeNo)
                .query(Long.class)
                .single();
        jdbc.sql("""
                        with back as (
                            delete from delivery.resent r using delivery.item i
                            where i.package_no = :no and i.source_record_no = any (:numbers) and r.target = i.target
                                and r.record_id = i.record_id and r.revision = i.revision and r.before_no = :before
                            returning i.target, i.record_id, i.revision
                        )
                        update delivery.item i set package_no = :before, state = 5, doubted = false from back b
                        where i.target = b.target and i.record_id = b.record_id and i.revision = b.revision
                        """)
                .param("no", pack.no())
                .param("before", beforeNo)
                .param("numbers", numbers.toArray(String[]::new))
                .update();
        account(beforeNo);
    }
}
