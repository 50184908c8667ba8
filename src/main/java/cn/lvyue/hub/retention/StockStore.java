package cn.lvyue.hub.retention;

import cn.lvyue.hub.retention.Policies.Policy;
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

/** Looks at what is kept, through the views of schema {@code retention}; a kind names its own. */
@Repository
class StockStore {
    private static final String OF_FEED =
            " and (:feed::text is null or v.feed = :feed) and (v.feed is null or not v.feed = any (:others))";

    private final JdbcClient jdbc;

    StockStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param oldest of what is due */
    record Due(long things, long bytes, @Nullable Instant oldest, long held) {}

    /** What is of age, and how much of it is held. */
    Due due(Policy policy, Instant before) {
        return jdbc.sql("""
                        select count(*) filter (where not held) as things, coalesce(sum(bytes) filter (where not held), 0) as bytes,
                            min(at) filter (where not held) as oldest, count(*) filter (where held) as held
                        from (
                            select v.at, v.bytes, retention.is_held(v.message_id, v.feed, v.at) as held
                            from %s v where v.at < :before%s) aged""".formatted(policy.kind().view(), OF_FEED))
                .param("before", utc(before))
                .param("feed", policy.feed())
                .param("others", policy.others().toArray(String[]::new))
                .query((row, n) -> new Due(
                        row.getLong("things"), row.getLong("bytes"), instant(row, "oldest"), row.getLong("held")))
                .single();
    }

    @Nullable
    Instant oldest(Policy policy) {
        return jdbc.sql("select min(v.at) as oldest from %s v where true%s"
                        .formatted(policy.kind().view(), OF_FEED))
                .param("feed", policy.feed())
                .param("others", policy.others().toArray(String[]::new))
                .query((row, n) -> Optional.ofNullable(instant(row, "oldest")))
                .single()
                .orElse(null);
    }

    /** The next that are of age and not held, in order of number. */
    List<Long> next(Policy policy, Instant before, long passed, int limit) {
        return jdbc.sql("""
                        select v.ref from %s v
                        where v.ref > :passed and v.at < :before%s
                            and not retention.is_held(v.message_id, v.feed, v.at)
                        order by v.ref limit :limit""".formatted(policy.kind().view(), OF_FEED))
                .param("passed", passed)
                .param("before", utc(before))
                .param("feed", policy.feed())
                .param("others", policy.others().toArray(String[]::new))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
