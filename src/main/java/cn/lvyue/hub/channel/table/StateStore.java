package cn.lvyue.hub.channel.table;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The SQL of how front-end tables are doing. */
@Repository
class StateStore {
    private final JdbcClient jdbc;

    StateStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** See {@link cn.lvyue.hub.channel.TableState}. */
    record State(
            @Nullable Instant polledAt,
            @Nullable Instant failingSince,
            @Nullable String failure,
            int openBatches,
            long keyless) {
        static final State NONE = new State(null, null, null, 0, 0);
    }

    Optional<State> state(String source) {
        return jdbc.sql("""
                        select polled_at, failing_since, failure, keyless,
                            (select count(*) from channel.table_batch b where b.source = s.name)::int as open
                        from channel.table_source s where name = ?""")
                .param(source)
                .query((row, n) -> new State(
                        instant(row.getObject("polled_at", OffsetDateTime.class)),
                        instant(row.getObject("failing_since", OffsetDateTime.class)),
                        row.getString("failure"),
                        row.getInt("open"),
                        row.getLong("keyless")))
                .optional();
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
        return at == null ? null : at.toInstant();
    }

    void succeeded(String source, Instant at) {
        jdbc.sql("""
                        insert into channel.table_source (name, polled_at) values (?, ?)
                        on conflict (name) do update set polled_at = excluded.polled_at, failing_since = null, failure = null""")
                .params(source, OffsetDateTime.ofInstant(at, ZoneOffset.UTC))
                .update();
    }

    void failed(String source, Instant at, String failure) {
        jdbc.sql("""
                        insert into channel.table_source as s (name, failing_since, failure) values (?, ?, ?)
                        on conflict (name) do update set failing_since = coalesce(s.failing_since, excluded.failing_since),
                            failure = excluded.failure""")
                .params(source, OffsetDateTime.ofInstant(at, ZoneOffset.UTC), failure)
                .update();
    }

    void keyless(String source, long rows) {
        jdbc.sql("""
                        insert into channel.table_source (name, keyless) values (?, ?)
                        on conflict (name) do update set keyless = excluded.keyless""").params(source, rows).update();
    }
}
