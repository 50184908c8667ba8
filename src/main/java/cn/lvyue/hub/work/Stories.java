package cn.lvyue.hub.work;

import cn.lvyue.hub.record.Target;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How an exchange went, in times. */
@Repository
public class Stories {
    /** Of a larger message the first so many records are followed to the platforms. */
    public static final int FOLLOWED = 10_000;

    private final JdbcClient jdbc;

    Stories(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param taken when reading began @param settled when all records had their outcome; null before */
    public record Settling(Instant taken, @Nullable Instant settled) {}

    /**
     * What became of the message's revisions at one platform.
     *
     * @param sealed records in a batch, of which {@code receipted} are in and {@code refused} are not
     * @param firstSent when the first package with one of them was sent; null before
     */
    public record Onward(
            Target target,
            long due,
            long sealed,
            long receipted,
            long refused,
            @Nullable Instant firstSent) {}

    /** Empty while the message is not taken up. */
    public Optional<Settling> settling(long messageId) {
        return jdbc.sql("select started_at, finished_at from work.settling where message_id = ?")
                .param(messageId)
                .query((row, n) -> new Settling(row.getTimestamp(1).toInstant(), instant(row, "finished_at")))
                .optional();
    }

    /** Of the first {@value #FOLLOWED} records. */
    public List<Onward> onward(long messageId) {
        return jdbc.sql("""
            select o.target, count(*) as due, count(o.state) as sealed, count(*) filter (where o.state = 5) as receipted,
                count(*) filter (where o.state = 6) as refused, min(o.sent_at) as first_sent
            from work.onward o where o.message_id = ? and o.row_no <= ? group by o.target order by o.target\
            """)
                .params(messageId, FOLLOWED)
                .query((row, n) -> new Onward(
                        Target.ofCode(row.getInt("target")),
                        row.getLong("due"),
                        row.getLong("sealed"),
                        row.getLong("receipted"),
                        row.getLong("refused"),
                        instant(row, "first_sent")))
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
