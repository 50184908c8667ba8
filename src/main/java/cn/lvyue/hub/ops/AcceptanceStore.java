package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of acceptance checks. One of a source is under way at a time. */
@Repository
class AcceptanceStore {
    private final JdbcClient jdbc;

    AcceptanceStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return whether none was under way */
    boolean begin(FeedId feed, int volume, Instant since, Instant now, String by) {
        return jdbc.sql("""
                        insert into ops.acceptance (feed, volume, since, started_at, started_by) values (?, ?, ?, ?, ?)
                        on conflict (feed) where ended_at is null do nothing""")
                        .params(feed.value(), volume, at(since), at(now), by)
                        .update()
                > 0;
    }

    /** @return whether it was under way */
    boolean end(long id, Instant now, String by, boolean passed, String remark, String report) {
        return jdbc.sql("""
                        update ops.acceptance set ended_at = ?, ended_by = ?, passed = ?, remark = ?, report = ?
                        where id = ? and ended_at is null""").params(at(now), by, passed, remark, report, id).update() > 0;
    }

    /** The newest first. */
    List<AcceptanceCheck> of(FeedId feed, int limit) {
        return jdbc.sql("select * from ops.acceptance where feed = ? order by id desc limit ?")
                .params(feed.value(), limit)
                .query(AcceptanceStore::check)
                .list();
    }

    Optional<AcceptanceCheck> one(FeedId feed, long id) {
        return jdbc.sql("select * from ops.acceptance where feed = ? and id = ?")
                .params(feed.value(), id)
                .query(AcceptanceStore::check)
                .optional();
    }

    private static AcceptanceCheck check(ResultSet row, int number) throws SQLException {
        return new AcceptanceCheck(
                row.getLong("id"),
                new FeedId(row.getString("feed")),
                row.getInt("volume"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("started_at", OffsetDateTime.class).toInstant(),
                row.getString("started_by"),
                instant(row, "ended_at"),
                row.getString("ended_by"),
                row.getObject("passed", Boolean.class),
                row.getString("remark"),
                row.getString("report"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var moment = row.getObject(column, OffsetDateTime.class);
        return moment == null ? null : moment.toInstant();
    }

    private static OffsetDateTime at(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
