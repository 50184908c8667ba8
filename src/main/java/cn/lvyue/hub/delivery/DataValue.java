package cn.lvyue.hub.delivery;

import cn.lvyue.hub.foreign.Column;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Writes values of the standard, which are text, into columns of whatever type the receiver chose. */
final class DataValue {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final String DATA_EXCEPTION = "22000";
    private static final int DATE_LENGTH = 10;

    private DataValue() {}

    static String text(Instant time) {
        return time.atZone(ZONE).toOffsetDateTime().toString();
    }

    /** @throws SQLException of class 22 if the value does not fit the column's type; without the value */
    static void bind(Column column, PreparedStatement statement, int at, @Nullable String text) throws SQLException {
        try {
            if (text == null || text.isEmpty()) {
                column.bind(statement, at, (String) null);
            } else if (column.type() == Types.DATE) {
                statement.setObject(at, LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length()))));
            } else if (column.isMoment()) {
                column.bindNow(statement, at, moment(text));
            } else if (column.type() == Types.BIT || column.type() == Types.BOOLEAN) {
                statement.setBoolean(at, text.equals("1") || text.equalsIgnoreCase("true"));
            } else {
                column.bind(statement, at, text);
            }
        } catch (DateTimeException | NumberFormatException unfit) {
            throw new SQLException(
                    "值与列 %1$s 的类型不符 / a value does not fit the type of column %1$s".formatted(column.name()),
                    DATA_EXCEPTION);
        }
    }

    /** A time without a zone is Beijing time. */
    private static Instant moment(String text) {
        if (text.length() == DATE_LENGTH) {
            return LocalDate.parse(text).atStartOfDay(ZONE).toInstant();
        }
        var iso = text.replace(' ', 'T');
        return iso.matches(".*(Z|[+-]\\d\\d:?\\d\\d)")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(ZONE).toInstant();
    }
}
