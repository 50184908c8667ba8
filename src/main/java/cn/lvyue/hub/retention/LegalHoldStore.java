package cn.lvyue.hub.retention;

import cn.lvyue.hub.retention.Retention.Hold;
import cn.lvyue.hub.retention.Retention.HoldRequest;
import cn.lvyue.hub.retention.Retention.Scope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of holds. */
@Repository
class LegalHoldStore {
    private final JdbcClient jdbc;

    LegalHoldStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A hold that is placed meanwhile waits until the transaction ends, and what comes after sees it. */
    void keepOffOthers() {
        jdbc.sql("lock table retention.hold in share mode").update();
    }

    long place(HoldRequest what, String by, Instant now) {
        return jdbc.sql("""
            insert into retention.hold (scope, feed, message_id, record_id, record_name, from_at, until_at, reason, reference,
                placed_by, placed_at)
            values (:scope, :feed, :message, :record, :name, :from, :until, :reason, :reference, :by, :now)
            returning id\
            """)
                .param("scope", what.scope().name().toLowerCase(Locale.ROOT))
                .param("feed", what.feed())
                .param("message", what.messageId())
                .param("record", what.recordId())
                .param("name", what.recordName())
                .param("from", maybe(what.from()))
                .param("until", maybe(what.until()))
                .param("reason", what.reason())
                .param("reference", what.reference())
                .param("by", by)
                .param("now", utc(now))
                .query(Long.class)
                .single();
    }

    boolean release(long id, String reason, String by, Instant now) {
        return jdbc.sql("""
            update retention.hold set released_by = ?, released_at = ?, release_reason = ?
            where id = ? and released_at is null and placed_by <> ?\
            """).params(by, utc(now), reason, id, by).update() == 1;
    }

    Optional<Hold> find(long id) {
        return jdbc.sql("select * from retention.hold where id = ?")
                .param(id)
                .query(LegalHoldStore::hold)
                .optional();
    }

    List<Hold> list(boolean openOnly, long before, int limit) {
        return jdbc.sql("""
            select * from retention.hold where id < ? and (not ? or released_at is null) order by id desc limit ?\
            """)
                .params(before, openOnly, limit)
                .query(LegalHoldStore::hold)
                .list();
    }

    private static Hold hold(ResultSet row, int n) throws SQLException {
        var what = new HoldRequest(
                Scope.valueOf(row.getString("scope").toUpperCase(Locale.ROOT)),
                row.getString("feed"),
                row.getObject("message_id", Long.class),
                row.getObject("record_id", Long.class),
                row.getString("record_name"),
                instant(row, "from_at"),
                instant(row, "until_at"),
                row.getString("reason"),
                row.getString("reference"));
        return new Hold(
                row.getLong("id"),
                what,
                row.getString("placed_by"),
                row.getObject("placed_at", OffsetDateTime.class).toInstant(),
                row.getString("released_by"),
                instant(row, "released_at"),
                row.getString("release_reason"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable OffsetDateTime maybe(@Nullable Instant time) {
        return time == null ? null : utc(time);
    }
}
