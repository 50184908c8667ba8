package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.Holding.Remark;
import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What somebody should see about a package, or about what a platform said; told again it only counts up. */
@Component
class Remarks {
    private static final int LONGEST = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    Remarks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param archived the answer it was read from; null when there was none */
    void add(SealedPackage pack, String code, String detail, @Nullable Long archived) {
        add(pack.target(), pack.no(), code, detail, archived);
    }

    /** About a package the hub does not know. */
    void addStray(Target target, String code, String detail, @Nullable Long archived) {
        add(target, null, code, detail, archived);
    }

    private void add(Target target, @Nullable Long packageNo, String code, String detail, @Nullable Long archived) {
        jdbc.sql("""
                        insert into delivery.remark as r (target, package_no, code, detail, first_at, last_at, archive_id)
                        values (:target, :package, :code, :detail, :at, :at, :archived)
                        on conflict (target, coalesce(package_no, 0), code, detail) do update
                        set times = r.times + 1, last_at = excluded.last_at, archive_id = excluded.archive_id
                        """)
                .param("target", target.code())
                .param("package", packageNo)
                .param("code", code)
                .param("detail", detail.length() > LONGEST ? detail.substring(0, LONGEST) : detail)
                .param("at", Timestamp.from(clock.instant()))
                .param("archived", archived == null ? 0 : archived)
                .update();
    }

    /** How often each code was remarked on a package. */
    Map<String, Integer> counts(long packageNo) {
        var counts = new HashMap<String, Integer>();
        jdbc.sql("select code, sum(times) as times from delivery.remark where package_no = ? group by code")
                .param(packageNo)
                .query(row -> {
                    counts.put(row.getString("code"), row.getInt("times"));
                });
        return counts;
    }

    Map<Long, List<Remark>> of(long[] packageNos) {
        var byPackage = new HashMap<Long, List<Remark>>();
        jdbc.sql("select * from delivery.remark where package_no = any (?) order by id")
                .param(packageNos)
                .query(row -> {
                    byPackage
                            .computeIfAbsent(row.getLong("package_no"), no -> new ArrayList<>())
                            .add(remark(row, 0));
                });
        return byPackage;
    }

    /** Those that belong to no package, newest first. */
    List<Remark> strays(Target target, int limit) {
        return jdbc.sql("select * from delivery.remark where target = ? and package_no is null order by id desc limit ?")
                .params(target.code(), limit)
                .query(Remarks::remark)
                .list();
    }

    private static Remark remark(ResultSet row, int number) throws SQLException {
        return new Remark(
                row.getString("code"),
                row.getString("detail"),
                row.getTimestamp("first_at").toInstant(),
                row.getTimestamp("last_at").toInstant(),
                row.getInt("times"));
    }
}
