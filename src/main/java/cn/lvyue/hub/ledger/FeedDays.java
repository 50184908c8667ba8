package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Keeps the sums by day, in the transaction that keeps the outcomes: one statement per chunk, so that reports and balances read a
 * few lines instead of all records.
 */
final class FeedDays {
    private static final String ADD = """
            with found as (
                insert into ledger.feed_day_finding as f (day, feed, code, field, records)
                select ?, ?, k.code, k.field, k.records
                from unnest(?::text[], ?::text[], ?::bigint[]) k(code, field, records)
                on conflict (day, feed, code, field) do update set records = f.records + excluded.records)
            insert into ledger.feed_day as d (day, feed, channel, messages, done, unreadable, seconds, rows_done, accepted,
                updated, duplicate, stale, conflict, rejected, parked, outside)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (day, feed, channel) do update set messages = d.messages + excluded.messages,
                done = d.done + excluded.done, unreadable = d.unreadable + excluded.unreadable,
                seconds = d.seconds + excluded.seconds, rows_done = d.rows_done + excluded.rows_done,
                accepted = d.accepted + excluded.accepted, updated = d.updated + excluded.updated,
                duplicate = d.duplicate + excluded.duplicate, stale = d.stale + excluded.stale,
                conflict = d.conflict + excluded.conflict, rejected = d.rejected + excluded.rejected,
                parked = d.parked + excluded.parked, outside = d.outside + excluded.outside""";

    private final JdbcTemplate jdbc;

    FeedDays(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    void add(DayTallies.Day day, ChunkTally tally) {
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(ADD);
            setMarks(statement, day, tally);
            setMessages(statement, day, tally);
            setOutcomes(statement, tally);
            return statement;
        });
    }

    private static void setMarks(PreparedStatement statement, DayTallies.Day day, ChunkTally tally)
            throws SQLException {
        var marks = tally.marks();
        var connection = statement.getConnection();
        var codes = marks.keySet().stream().map(ChunkTally.Mark::code).toArray();
        var fields = marks.keySet().stream().map(ChunkTally.Mark::field).toArray();
        var records = marks.values().stream().map(Integer::longValue).toArray();
        statement.setObject(1, day.day());
        statement.setString(2, day.feed().value());
        statement.setArray(3, connection.createArrayOf("text", codes));
        statement.setArray(4, connection.createArrayOf("text", fields));
        statement.setArray(5, connection.createArrayOf("int8", records));
    }

    private static void setMessages(PreparedStatement statement, DayTallies.Day day, ChunkTally tally)
            throws SQLException {
        statement.setObject(6, day.day());
        statement.setString(7, day.feed().value());
        statement.setString(8, day.channel().name());
        statement.setInt(9, tally.begun());
        statement.setInt(10, tally.done());
        statement.setInt(11, tally.unreadable());
        statement.setDouble(12, tally.seconds());
    }

    private static void setOutcomes(PreparedStatement statement, ChunkTally tally) throws SQLException {
        Map<Outcome, Integer> counts = tally.counts();
        statement.setInt(
                13, counts.values().stream().mapToInt(Integer::intValue).sum());
        for (var outcome : Outcome.values()) {
            statement.setInt(13 + outcome.code(), counts.getOrDefault(outcome, 0));
        }
        statement.setInt(21, tally.outside());
    }
}
