package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Pauses.Pause;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of pauses. */
@Repository
class PauseStore {
    private final JdbcClient jdbc;

    PauseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Pause> open() {
        return jdbc.sql("select * from ops.source_pause where resumed_at is null order by feed")
                .query((row, n) -> new Pause(
                        new FeedId(row.getString("feed")),
                        row.getObject("paused_at", OffsetDateTime.class).toInstant(),
                        row.getString("paused_by"),
                        row.getString("reason")))
                .list();
    }

    /** @return whether the source was not paused yet */
    boolean pause(Pause pause) {
        return jdbc.sql("""
                        insert into ops.source_pause (feed, paused_at, paused_by, reason) values (?, ?, ?, ?)
                        on conflict (feed) where resumed_at is null do nothing""")
                        .params(pause.feed().value(), at(pause.since()), pause.by(), pause.reason())
                        .update()
                > 0;
    }

    /** @return whether the source was paused */
    boolean resume(FeedId feed, Instant at, String by, String why) {
        return jdbc.sql("""
                        update ops.source_pause set resumed_at = ?, resumed_by = ?, resumed_why = ?
                        where feed = ? and resumed_at is null""").params(at(at), by, why, feed.value()).update() > 0;
    }

    /** The newest first. */
    List<PastPause> of(FeedId feed, int limit) {
        return jdbc.sql("select * from ops.source_pause where feed = ? order by id desc limit ?")
                .params(feed.value(), limit)
                .query(PauseStore::past)
                .list();
    }

    private static PastPause past(ResultSet row, int number) throws SQLException {
        var resumed = row.getObject("resumed_at", OffsetDateTime.class);
        return new PastPause(
                row.getObject("paused_at", OffsetDateTime.class).toInstant(),
                row.getString("paused_by"),
                row.getString("reason"),
                resumed == null ? null : resumed.toInstant(),
                row.getString("resumed_by"),
                row.getString("resumed_why"));
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
