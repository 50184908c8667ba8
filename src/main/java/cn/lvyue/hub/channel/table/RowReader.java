package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.foreign.Column;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns rows into JSON with exact values: numbers with every digit, times without a zone as the text they are, nothing ({@code
 * null}) apart from an empty text. A value that is not taken is an object that says why, so that the row comes in all the same and
 * its sender is told.
 */
final class RowReader {
    /** Longer numbers go as text: readers of JSON have limits of their own. */
    private static final int LONGEST_NUMBER = 100;

    private final TableShape shape;
    private final @Nullable Column time;
    private final @Nullable Column sequence;
    private final int maxValue;

    RowReader(TableSource source, TableShape shape) {
        this.shape = shape;
        this.time = source.isReadOnly() ? shape.optional(source, source.time()) : null;
        this.sequence = source.isReadOnly() ? shape.optional(source, source.sequence()) : null;
        this.maxValue = source.maxValue();
    }

    /** What a query must select: data first, then key, then order. */
    String selection() {
        var columns = new ArrayList<>(shape.data());
        columns.addAll(shape.key());
        if (time != null && sequence != null) {
            columns.add(time);
            columns.add(sequence);
        }
        return String.join(", ", columns.stream().map(Column::sql).toList());
    }

    SourceRow read(ResultSet rows) throws SQLException {
        var json = new JsonRow();
        int at = 1;
        for (var column : shape.data()) {
            write(json.name(column.name()), column, rows, at++);
        }
        var key = new ArrayList<String>();
        for (int i = 0; i < shape.key().size(); i++) {
            key.add(shape.key().get(i).key(rows, at++));
        }
        var text = json.end();
        return new SourceRow(key, text, digest(text), position(rows, at));
    }

    private SourceRow.@Nullable Position position(ResultSet rows, int at) throws SQLException {
        if (time == null) {
            return null;
        }
        return new SourceRow.Position(time.moment(rows, at), rows.getString(at + 1));
    }

    private void write(JsonRow json, Column column, ResultSet rows, int at) throws SQLException {
        if (column.isBinary()) {
            json.refused(rows.getObject(at) == null ? null : "BINARY", column.typeName(), null);
            return;
        }
        try {
            writeReadable(json, column, rows, at);
        } catch (SQLException unreadable) {
            if (isBrokenOff(unreadable)) {
                throw unreadable;
            }
            json.refused("UNREADABLE", column.typeName(), null);
        }
    }

    private void writeReadable(JsonRow json, Column column, ResultSet rows, int at) throws SQLException {
        if (column.isLargeText()) {
            var text = rows.getCharacterStream(at);
            text(json, column, text == null ? null : head(text));
        } else if (column.isNumber()) {
            number(json, rows.getString(at));
        } else if (column.hasZone()) {
            var moment = rows.getObject(at, OffsetDateTime.class);
            json.text(
                    moment == null
                            ? null
                            : moment.withOffsetSameInstant(ZoneOffset.UTC).toString());
        } else if (column.type() == Types.TIMESTAMP) {
            var moment = rows.getObject(at, LocalDateTime.class);
            json.text(moment == null ? null : JsonRow.written(moment));
        } else if (column.type() == Types.DATE) {
            var day = rows.getObject(at, LocalDate.class);
            json.text(day == null ? null : day.toString());
        } else if (column.type() == Types.BIT || column.type() == Types.BOOLEAN) {
            var truth = rows.getObject(at);
            if (truth == null || truth instanceof Boolean) {
                json.raw(String.valueOf(truth));
            } else {
                json.refused("BINARY", column.typeName(), null);
            }
        } else {
            text(json, column, rows.getString(at));
        }
    }

    private void text(JsonRow json, Column column, @Nullable String text) {
        if (text != null && text.length() > maxValue) {
            json.refused("TOO_LONG", column.typeName(), "max-value = " + maxValue);
        } else {
            json.text(text);
        }
    }

    /** One character more than is taken is enough to know that it is too long. */
    private String head(Reader text) throws SQLException {
        try (text) {
            var head = new char[maxValue + 1];
            int length = 0;
            for (int more = 0; more >= 0 && length < head.length; ) {
                more = text.read(head, length, head.length - length);
                length += Math.max(more, 0);
            }
            return new String(head, 0, length);
        } catch (IOException broken) {
            throw new SQLException("a large text broke off", "08006", broken);
        }
    }

    private static void number(JsonRow json, @Nullable String text) {
        if (text == null) {
            json.raw("null");
            return;
        }
        try {
            var number = new BigDecimal(text);
            var plain = Math.abs(number.scale()) > LONGEST_NUMBER ? "" : number.toPlainString();
            if (!plain.isEmpty() && plain.length() <= LONGEST_NUMBER) {
                json.raw(plain);
                return;
            }
        } catch (NumberFormatException notFinite) {
            // NaN and Infinity go as text, like numbers of excessive length
        }
        json.text(text);
    }

    private static boolean isBrokenOff(SQLException problem) {
        var state = problem.getSQLState();
        return state != null && (state.startsWith("08") || state.startsWith("57"));
    }

    private static String digest(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static List<SourceRow> all(ResultSet rows, RowReader reader, long mostBytes) throws SQLException {
        var read = new ArrayList<SourceRow>();
        long bytes = 0;
        while (bytes < mostBytes && rows.next()) {
            var row = reader.read(rows);
            bytes += row.json().length();
            read.add(row);
        }
        return read;
    }
}
