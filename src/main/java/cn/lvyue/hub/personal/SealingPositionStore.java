package cn.lvyue.hub.personal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Where sealing anew stands: one line. */
@Repository
class SealingPositionStore {
    private static final String FIRST = "";

    private final JdbcClient jdbc;

    SealingPositionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param table where it goes on, the empty text for the first; null when it is through */
    record Position(@Nullable String table, @Nullable String after, long read, long sealed) {}

    /** Where it stands; at the beginning if it is not under way. */
    Position progress() {
        return jdbc.sql("select at_table, after, read, sealed from personal.resealing where at_table is not null")
                .query((row, n) -> new Position(
                        row.getString("at_table"), row.getString("after"), row.getLong("read"), row.getLong("sealed")))
                .optional()
                .orElse(new Position(FIRST, null, 0, 0));
    }

    void keep(Position position) {
        jdbc.sql("""
                        insert into personal.resealing (one, at_table, after, read, sealed) values (true, ?, ?, ?, ?)
                        on conflict (one) do update set at_table = excluded.at_table, after = excluded.after,
                            read = excluded.read, sealed = excluded.sealed""")
                .params(Arrays.asList(position.table(), position.after(), position.read(), position.sealed()))
                .update();
    }
}
