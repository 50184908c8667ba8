package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.foreign.Column;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.FindingWords;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes to each taken row what the ledger says became of it. A row is written only while it carries the mark of being taken, so
 * that one its owner has changed and given anew is left alone; and writing the same again changes nothing.
 */
final class WriteBack {
    private static final int PAGE = 500;

    private final TableSource source;
    private final StatusColumns status;
    private final FeedId feed;
    private final ForeignTable table;
    private final BatchStore batches;
    private final Answers answers;

    /** Where the answers come from. */
    record Answers(Ledger ledger, FindingWords words, Clock clock) {}

    /** What is written to one row. */
    private record Line(
            List<String> key,
            String status,
            List<Finding> findings,
            @Nullable String recordId) {}

    WriteBack(String name, TableSource source, ForeignTable table, BatchStore batches, Answers answers) {
        this.source = source;
        this.status = Objects.requireNonNull(source.status());
        this.feed = Handover.feedOf(name, source);
        this.table = table;
        this.batches = batches;
        this.answers = answers;
    }

    /**
     * Writes back as far as the ledger has decided; what waits is looked at again the next time.
     *
     * @return whether the hub is still at work on it: neither is what is written back, nor what waits for a person
     */
    boolean write(OpenBatch batch) {
        var message = batch.messageId();
        if (message == null) {
            return true;
        }
        var account = answers.ledger().account(message).orElse(null);
        if (account == null || !isDecided(account.status())) {
            return account == null || account.status() != MessageStatus.FAILED;
        }
        for (int after = batch.written(); after < batch.rows(); after += PAGE) {
            var lines = lines(batch, message, account, after);
            if (!lines.isEmpty()) {
                table.transaction((connection, shape) -> write(connection, shape, batch, lines));
            }
            batches.written(batch.id(), Math.min(after + PAGE, batch.rows()));
        }
        batches.close(batch.id());
        return false;
    }

    /** A message the hub failed at waits for a person, and its rows with it. */
    private static boolean isDecided(MessageStatus status) {
        return status == MessageStatus.DONE || status == MessageStatus.UNREADABLE;
    }

    private List<Line> lines(OpenBatch batch, long message, Ledger.Account account, int after) {
        Map<Integer, Ledger.Entry> entries = new HashMap<>();
        answers.ledger().entries(message, null, after, PAGE).forEach(entry -> entries.put(entry.row(), entry));
        var lines = new ArrayList<Line>();
        for (var row : batches.rows(batch.id(), after, after + PAGE)) {
            var entry = entries.get(row.row());
            lines.add(
                    entry == null
                            ? new Line(row.key(), status.rejected(), account.findings(), null)
                            : line(row.key(), entry));
        }
        return lines;
    }

    private Line line(List<String> key, Ledger.Entry entry) {
        var told = entry.findings().stream()
                .filter(finding ->
                        finding.severity() != Severity.REMARK || finding.code().startsWith("D"))
                .toList();
        var recordId = entry.recordId();
        return new Line(key, statusOf(entry.outcome()), told, recordId == null ? null : recordId.toString());
    }

    private String statusOf(Outcome outcome) {
        return switch (outcome) {
            case ACCEPTED, UPDATED, DUPLICATE, STALE -> status.done();
            case REJECTED -> status.rejected();
            case PARKED, CONFLICT -> status.whenParked();
        };
    }

    /** @return how many rows were still ours to write */
    private int write(Connection connection, TableShape shape, OpenBatch batch, List<Line> lines) throws SQLException {
        var taken = shape.column(source, status.column());
        var takenBy = shape.optional(source, status.takenBy());
        try (var update = table.prepare(connection, sql(shape, taken, takenBy))) {
            for (var line : lines) {
                int at = bindValues(update, shape, line);
                at = shape.bindKey(update, at, line.key());
                taken.bind(update, at++, status.taken());
                if (takenBy != null) {
                    takenBy.bind(update, at, batch.mark());
                }
                update.addBatch();
            }
            return IntStream.of(update.executeBatch())
                    .map(count -> Math.max(count, 0))
                    .sum();
        }
    }

    private String sql(TableShape shape, Column taken, @Nullable Column takenBy) {
        var set = new StringBuilder();
        for (var name : new @Nullable String[] {status.reason(), status.recordId(), status.time()}) {
            var column = shape.optional(source, name);
            set.append(column == null ? "" : ", " + column.sql() + " = ?");
        }
        return "update %s set %s = ?%s where %s and %s = ?%s"
                .formatted(
                        shape.sql(),
                        taken.sql(),
                        set,
                        shape.keyIs(),
                        taken.sql(),
                        takenBy == null ? "" : " and " + takenBy.sql() + " = ?");
    }

    private int bindValues(PreparedStatement update, TableShape shape, Line line) throws SQLException {
        int at = 1;
        shape.column(source, status.column()).bind(update, at++, line.status());
        var reason = shape.optional(source, status.reason());
        if (reason != null) {
            var words = answers.words().of(feed, line.findings());
            reason.bind(
                    update,
                    at++,
                    ErrorReason.of(words, reason.length(), source.dialect().lengthsInBytes()));
        }
        var recordId = shape.optional(source, status.recordId());
        if (recordId != null) {
            recordId.bind(update, at++, line.recordId());
        }
        var time = shape.optional(source, status.time());
        if (time != null) {
            time.bindNow(update, at++, answers.clock().instant());
        }
        return at;
    }
}
