package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.replay.Replays.Link;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.Redelivery;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What became of the packages that replays deliver again. */
@Repository
class PackageResults {
    private static final List<String> STATES =
            List.of("SEALED", "UNKNOWN", "SENT", "RECEIPTED", "PARTLY", "REFUSED", "FAILED", "SPLIT");
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    PackageResults(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Redelivery> of(long job, UUID after, int limit) {
        return jdbc.sql("""
                        select p.package_id, p.target, p.records, p.effect, p.why, p.done, s.state, s.receipted, s.refused
                        from replay.package p join replay.sent s on s.package_id = p.package_id
                        where p.job = ? and p.package_id > ? order by p.package_id limit ?""")
                .params(job, after, limit)
                .query((row, n) -> new Redelivery(
                        row.getObject("package_id", UUID.class),
                        Target.ofCode(row.getInt("target")),
                        row.getLong("records"),
                        row.getInt("effect") == 1 ? ReplayEffect.CHANGED : ReplayEffect.ofCode(row.getInt("effect")),
                        row.getString("why"),
                        row.getBoolean("done"),
                        STATES.get(row.getInt("state") - 1),
                        row.getLong("receipted"),
                        row.getLong("refused")))
                .list();
    }

    List<Link> replays(Collection<UUID> packages) {
        return jdbc.sql("""
                        select j.id, j.mode, j.author, j.reason, coalesce(j.started_at, j.created_at) as at, k.records
                        from (select job, sum(records) as records from replay.package
                            where package_id = any (?) and effect = 1 group by job) k join replay.job j on j.id = k.job
                        where j.started_at is not null order by j.id desc limit ?""")
                .param(packages.toArray(UUID[]::new))
                .param(MOST)
                .query((row, n) -> new Link(
                        row.getLong("id"),
                        Mode.values()[row.getInt("mode") - 1],
                        row.getString("author"),
                        row.getString("reason"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getLong("records")))
                .list();
    }
}
