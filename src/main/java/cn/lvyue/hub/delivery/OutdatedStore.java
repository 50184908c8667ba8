package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds revisions in a package that must not go any more: a newer one went, or was decided without them. A newer one that still
 * waits for this very package is in order, whatever is not told after it, unless it takes the record away from the national
 * platform: then the older one is not even shown, and neither is the removal of what was never shown. A removal gives way only to what goes itself: a newer revision
 * that is not told was left out because the removal says it already.
 */
@Component
class OutdatedStore {
    private static final String OUTDATED = """
            select i.record_id, i.revision from delivery.item i
                left join lateral (
                    select n.kind, p.state from delivery.item n
                        left join delivery.package p on p.no = n.package_no
                    where n.target = i.target and n.record_id = i.record_id and n.revision > i.revision
                        and (n.package_no is not null or i.kind <> 2)
                    order by n.revision desc limit 1
                ) newer on true
            where i.package_no = :no and (
                exists (select 1 from delivery.held_due d
                    where d.target = i.target and d.record_id = i.record_id and d.revision > i.revision)
                or exists (select 1 from delivery.item n join delivery.package p on p.no = n.package_no
                    where n.target = i.target and n.record_id = i.record_id and n.revision > i.revision
                        and not (p.state = 1 and exists (select 1 from delivery.package_after a
                            where a.package_no = n.package_no and a.after_no = :no)))
                or newer.kind is not null and (newer.state is null and (:target = 2 or not exists (
                        select 1 from delivery.item n where n.target = i.target and n.record_id = i.record_id
                            and n.revision > i.revision and n.package_no is not null))
                    or :target = 2 and newer.kind = 2)
                or :target = 2 and i.kind = 2 and coalesce((select e.kind from delivery.item e
                        left join delivery.package p on p.no = e.package_no
                    where e.target = i.target and e.record_id = i.record_id and e.revision < i.revision
                        and (e.state in (3, 4, 5) or e.state = 6 and (e.doubted or p.state in (2, 3)))
                    order by e.revision desc limit 1), 2) = 2)
            """;

    private final JdbcClient jdbc;

    OutdatedStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    boolean any(long packageNo, Target target) {
        return jdbc.sql("select exists (" + OUTDATED + ")")
                .param("no", packageNo)
                .param("target", target.code())
                .query(Boolean.class)
                .single();
    }

    /** Takes them out of the package: they are superseded. */
    void supersede(long packageNo, Target target) {
        jdbc.sql("with outdated as (" + OUTDATED + """
                        )
                        update delivery.item i set state = 2, package_no = null
                        from outdated o
                        where i.target = :target and i.record_id = o.record_id and i.revision = o.revision
                        """)
                .param("no", packageNo)
                .param("target", target.code())
                .update();
    }

    /**
     * Lets packages that hold newer revisions wait for one that is taken up again: those that were sealed and never sent, and those
     * of which nobody knows whether they came and that take a record away from the national platform. Until the older one is settled
     * nobody knows whether there is anything to take away. Two packages never wait for each other.
     */
    void letNewerWait(long packageNo) {
        jdbc.sql("""
                        insert into delivery.package_after (package_no, after_no)
                        select distinct p.no, i.package_no
                        from delivery.item i
                            join delivery.item n on n.target = i.target and n.record_id = i.record_id and n.revision > i.revision
                            join delivery.package p on p.no = n.package_no and p.leased_by is null
                                and (p.state = 1 or p.state = 2 and p.target = 2 and n.kind = 2)
                        where i.package_no = ? and not exists (select 1 from delivery.package_after back
                            where back.package_no = i.package_no and back.after_no = p.no)
                        on conflict do nothing
                        """).param(packageNo).update();
    }
}
