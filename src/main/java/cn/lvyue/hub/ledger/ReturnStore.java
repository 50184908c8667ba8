package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReturnMark;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Finds and closes what went back to its sender, inside the transaction that writes a chunk. */
@Repository
class ReturnStore {
    /** One probe of an index: most feeds have nothing open, and a large message must not pay for those that have. */
    private static final String ANY_OPEN = """
            select exists (select from ledger.returned
                where feed = ? and message_id < ? and corrected_by_message is null)""";

    private static final String OPEN = """
            select message_id, row_no, source_record_no, attempt, first_returned_at from ledger.returned
            where feed = ? and source_record_no = any (?) and corrected_by_message is null and message_id < ?
            union
            select r.message_id, r.row_no, r.source_record_no, r.attempt, r.first_returned_at
            from unnest(?::bigint[], ?::int[]) k(message_id, row_no)
                join ledger.returned r on r.message_id = k.message_id and r.row_no = k.row_no
            where r.feed = ? and r.corrected_by_message is null and r.message_id < ?""";

    private static final String ANSWER = """
            update ledger.returned r set corrected_by_message = k.by_message, corrected_by_row = k.by_row,
                corrected_outcome = k.outcome, corrected_at = ?
            from unnest(?::bigint[], ?::int[], ?::bigint[], ?::int[], ?::smallint[])
                k(message_id, row_no, by_message, by_row, outcome)
            where r.message_id = k.message_id and r.row_no = k.row_no and r.corrected_by_message is null""";

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ReturnStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What earlier messages of the feed left open and the records at hand may answer. */
    Returns openBefore(Message message, int feed, List<Inspected> items) {
        var any = jdbc.queryForObject(ANY_OPEN, Boolean.class, feed, message.id());
        if (!Boolean.TRUE.equals(any)) {
            return new Returns(List.of());
        }
        var numbers = new HashSet<String>();
        items.forEach(item -> numbers.add(item.sourceRecordNo()));
        numbers.remove("");
        var marks = items.stream()
                .map(Inspected::answers)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return new Returns(jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(OPEN);
                    statement.setInt(1, feed);
                    statement.setArray(2, connection.createArrayOf("text", numbers.toArray()));
                    statement.setLong(3, message.id());
                    statement.setArray(4, connection.createArrayOf("int8", ids(marks.stream())));
                    statement.setArray(5, connection.createArrayOf("int4", rows(marks.stream())));
                    statement.setInt(6, feed);
                    statement.setLong(7, message.id());
                    return statement;
                },
                (row, n) -> new Returns.Open(
                        new ReturnMark(row.getLong("message_id"), row.getInt("row_no")),
                        row.getString("source_record_no"),
                        row.getInt("attempt"),
                        row.getObject("first_returned_at", OffsetDateTime.class).toInstant())));
    }

    void answer(List<Returns.Answer> answers) {
        if (answers.isEmpty()) {
            return;
        }
        jdbc.update(connection -> {
            var statement = connection.prepareStatement(ANSWER);
            var open = answers.stream().map(Returns.Answer::open).toList();
            var by = answers.stream().map(Returns.Answer::by).toList();
            var outcomes = answers.stream()
                    .map(answer -> (short) answer.outcome().code())
                    .toArray();
            statement.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
            statement.setArray(2, connection.createArrayOf("int8", ids(open.stream())));
            statement.setArray(3, connection.createArrayOf("int4", rows(open.stream())));
            statement.setArray(4, connection.createArrayOf("int8", ids(by.stream())));
            statement.setArray(5, connection.createArrayOf("int4", rows(by.stream())));
            statement.setArray(6, connection.createArrayOf("int2", outcomes));
            return statement;
        });
    }

    private static Object[] ids(Stream<ReturnMark> marks) {
        return marks.map(ReturnMark::messageId).toArray();
    }

    private static Object[] rows(Stream<ReturnMark> marks) {
        return marks.map(ReturnMark::row).toArray();
    }
}
