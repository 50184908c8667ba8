package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a platform got, for whoever rehearses: packages, records, leaks and calls, in the order they came, a page at a time.
 * Bodies are not shown.
 */
class Register {
    private static final int PAGE = 1_000;
    private static final Map<String, String> LISTS = Map.of(
            "packages", """
            select no, id, receipt_no, at, records, leaks, arrivals, lost_at, told_at
            from sandbox.package where target = ? and no > ? order by no limit ?""",
            "records", """
            select p.no * 10000 + r.number as no, p.id as package, r.source_record_no, r.complaint_no, r.version,
                r.data_state, r.code, r.message, r.lost, r.leak
            from sandbox.record r join sandbox.package p on p.no = r.package_no
            where p.target = ? and p.no * 10000 + r.number > ? order by p.no, r.number limit ?""",
            "leaks", """
            select p.no * 10000 + r.number as no, p.id as package, r.source_record_no, r.complaint_no, r.version,
                r.data_state
            from sandbox.record r join sandbox.package p on p.no = r.package_no
            where r.leak and p.target = ? and p.no * 10000 + r.number > ? order by p.no, r.number limit ?""",
            "calls", """
            select no, at, method, path, package_id, acts, status
            from sandbox.call where target = ? and no > ? order by no limit ?""");

    private final JdbcClient jdbc;

    Register(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param next to ask on with, 0 at the end */
    record Page(List<Map<String, Object>> items, long next) {}

    /** @param list packages, records, leaks or calls @param after the number of the last item seen, 0 for the start */
    Optional<Page> page(Target target, String list, long after) {
        return Optional.ofNullable(LISTS.get(list)).map(sql -> {
            var items = jdbc.sql(sql).params(target.code(), after, PAGE).query().listOfRows();
            long last = items.size() < PAGE
                    ? 0
                    : ((Number) items.get(items.size() - 1).get("no")).longValue();
            return new Page(items, last);
        });
    }
}
