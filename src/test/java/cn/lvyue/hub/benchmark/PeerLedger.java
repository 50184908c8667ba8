package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;

/** What the peer asks the database before it writes a chunk: one query per kind of question. */
final class PeerLedger {
    private static final int NUMBERS_A_STEP = 100;

    private final JdbcTemplate jdbc;

    /** @param content digest; @param version 0 if there is none */
    record Known(long id, UUID content, long version, int revision) {}

    PeerLedger(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    short feedNumber(String feed) {
        jdbc.update("insert into ledger.feed (name) values (?) on conflict do nothing", feed);
        return jdbc.queryForObject("select id from ledger.feed where name = ?", Short.class, feed);
    }

    Map<String, Known> known(short feed, List<? extends Inspected> items) {
        var found = new HashMap<String, Known>();
        var numbers = items.stream().map(Inspected::sourceRecordNo).toArray();
        jdbc.query(
                connection -> withArray(
                        connection,
                        "select source_record_no, id, content, coalesce(version, 0), revision from ledger.record"
                                + " where feed = ? and source_record_no = any(?)",
                        feed,
                        "text",
                        numbers),
                row -> {
                    found.put(
                            row.getString(1),
                            new Known(row.getLong(2), row.getObject(3, UUID.class), row.getLong(4), row.getInt(5)));
                });
        return found;
    }

    /** Matters of other feeds in force among those of the items. */
    Set<Matter> told(short feed, List<? extends Inspected> items) {
        var found = new HashSet<Matter>();
        var keys = items.stream()
                .map(Inspected::matter)
                .filter(matter -> matter != null)
                .map(Matter::key)
                .toArray();
        jdbc.query(
                connection -> withArray(
                        connection,
                        "select matter, complainant_code, complainant_name from ledger.record"
                                + " where feed <> ? and matter = any(?) and state = 1",
                        feed,
                        "uuid",
                        keys),
                row -> {
                    found.add(new Matter(
                            row.getObject(1, UUID.class), row.getObject(2, Long.class), row.getObject(3, Long.class)));
                });
        return found;
    }

    /** Numbers for new records, a sequence step for each hundred. */
    Deque<Long> numbers(int count) {
        var numbers = new ArrayDeque<Long>();
        int steps = (count + NUMBERS_A_STEP - 1) / NUMBERS_A_STEP;
        jdbc.query(
                "select nextval('ledger.record_id') from generate_series(1, ?)",
                row -> {
                    for (int i = 0; i < NUMBERS_A_STEP; i++) {
                        numbers.add(row.getLong(1) + i);
                    }
                },
                steps);
        return numbers;
    }

    private static PreparedStatement withArray(
            Connection connection, String sql, short feed, String type, Object[] values) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setShort(1, feed);
        statement.setArray(2, connection.createArrayOf(type, values));
        return statement;
    }
}
