package cn.lvyue.hub.foreign;

import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A column of a foreign table, as the database describes it.
 *
 * @param name its real name
 * @param sql the name in quotes
 * @param type of {@link Types}
 * @param length of a text column, in the database's own unit
 */
public record Column(String name, String sql, int type, String typeName, int length) {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    public boolean isNumber() {
        return switch (type) {
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.NUMERIC,
                    Types.DECIMAL,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> true;
            default -> false;
        };
    }

    /** An integer compared with a decimal would not be looked up by its index; only one beyond 64 bits has to be. */
    private void bind(PreparedStatement statement, int at, BigDecimal number) throws SQLException {
        if (isInteger() && number.toBigInteger().bitLength() < Long.SIZE) {
            statement.setLong(at, number.longValueExact());
        } else {
            statement.setBigDecimal(at, number);
        }
    }

    /** PostgreSQL's padded text is not looked up by its index when compared with a text of another type. */
    private boolean isLeftToTheServer() {
        return type == Types.OTHER || typeName.equalsIgnoreCase("bpchar");
    }

    private boolean isInteger() {
        return switch (type) {
            case Types.TINYINT, Types.SMALLINT, Types.INTEGER, Types.BIGINT -> true;
            default -> false;
        };
    }

    public boolean isMoment() {
        return type == Types.TIMESTAMP || type == Types.TIMESTAMP_WITH_TIMEZONE;
    }

    /** PostgreSQL's driver calls a time with a zone a plain timestamp. */
    public boolean hasZone() {
        return type == Types.TIMESTAMP_WITH_TIMEZONE
                || type == Types.TIMESTAMP && typeName.toLowerCase(Locale.ROOT).equals("timestamptz");
    }

    public boolean isBinary() {
        return switch (type) {
            case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> true;
            default -> false;
        };
    }

    public boolean isLargeText() {
        return type == Types.CLOB || type == Types.NCLOB;
    }

    /** Binds a value that is kept as text, in the column's own type. */
    public void bind(PreparedStatement statement, int at, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(at, isLargeText() ? Types.CLOB : type);
        } else if (isNumber()) {
            bind(statement, at, new BigDecimal(text));
        } else {
            statement.setObject(at, text, isLeftToTheServer() ? Types.OTHER : Types.VARCHAR);
        }
    }

    /** Reads a value of a key in the form {@link #bindKey} takes. */
    public String key(ResultSet rows, int at) throws SQLException {
        return isMoment() ? moment(rows, at).toString() : rows.getString(at);
    }

    public void bindKey(PreparedStatement statement, int at, String text) throws SQLException {
        if (isMoment()) {
            bind(statement, at, LocalDateTime.parse(text));
        } else if (type == Types.DATE) {
            statement.setObject(at, LocalDate.parse(text));
        } else {
            bind(statement, at, text);
        }
    }

    /** Reads a moment that is not null; in UTC where the column has a zone. */
    public LocalDateTime moment(ResultSet rows, int at) throws SQLException {
        return hasZone()
                ? rows.getObject(at, OffsetDateTime.class)
                        .withOffsetSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime()
                : rows.getObject(at, LocalDateTime.class);
    }

    /** Binds a position in time, which is in UTC where the column has a zone. */
    public void bind(PreparedStatement statement, int at, LocalDateTime moment) throws SQLException {
        if (hasZone()) {
            statement.setObject(at, moment.atOffset(ZoneOffset.UTC));
        } else {
            statement.setObject(at, moment);
        }
    }

    /** Binds the time of something the hub did, in Beijing time where the column says nothing of zones. */
    public void bindNow(PreparedStatement statement, int at, Instant now) throws SQLException {
        var local = LocalDateTime.ofInstant(now, ZONE);
        if (hasZone()) {
            statement.setObject(at, OffsetDateTime.ofInstant(now, ZoneOffset.UTC));
        } else if (isMoment()) {
            statement.setObject(at, local);
        } else if (type == Types.DATE) {
            statement.setObject(at, local.toLocalDate());
        } else if (isNumber()) {
            statement.setLong(at, now.toEpochMilli());
        } else {
            statement.setString(at, TEXT.format(local));
        }
    }
}
