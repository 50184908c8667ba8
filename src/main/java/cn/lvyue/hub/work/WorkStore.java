package cn.lvyue.hub.work;

import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.work.WorkList.Item;
import cn.lvyue.hub.work.WorkList.Kind;
import cn.lvyue.hub.work.WorkList.LookAlike;
import cn.lvyue.hub.work.WorkList.Ruled;
import cn.lvyue.hub.work.WorkList.Subject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads what waits, kind by kind, each in the order of a key of its own. */
@Repository
class WorkStore {
    /** Codes of findings, without what they quote. */
    private static final String CODES =
            "(select string_agg(distinct f ->> 'code', ' ') from json_array_elements(findings) f) as codes ";

    private final JdbcClient jdbc;

    WorkStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param key where an item stands among those of its kind */
    record Keyed(Item item, String key) {}

    int count(Kind kind) {
        var where = kind == Kind.CONFLICT ? " where outcome = 5" : kind == Kind.PARKED ? " where outcome = 7" : "";
        return jdbc.sql("select count(*) from (select from %s%s limit %d) w"
                        .formatted(view(kind), where, WorkList.COUNTED))
                .query(Integer.class)
                .single();
    }

    private static String view(Kind kind) {
        return switch (kind) {
            case ALARM -> "work.alarm";
            case PACKAGE -> "work.package";
            case DIFFERENCE -> "work.statement";
            case REPLAY -> "work.replay";
            case RETENTION -> "work.retention";
            case TOKEN -> "work.token";
            case EXCHANGE -> "work.exchange";
            case CONFLICT, PARKED -> "work.returned";
            case DUPLICATE -> "work.linked";
            case LOOK_ALIKE -> "work.look_alike";
        };
    }

    List<Keyed> after(Kind kind, @Nullable String key, int limit) {
        return switch (kind) {
            case CONFLICT -> returned(5, kind, key, limit);
            case PARKED -> returned(7, kind, key, limit);
            case DUPLICATE, LOOK_ALIKE -> alike(kind, key, limit);
            default -> numbered(kind, key, limit);
        };
    }

    private List<Keyed> returned(int outcome, Kind kind, @Nullable String key, int limit) {
        var from = ReturnKey.of(key);
        return jdbc.sql("select w.*, " + CODES + """
            from (select * from work.returned
               where outcome = :outcome and (returned_at, message_id, row_no) > (:at::timestamptz, :message, :row)
               order by returned_at, message_id, row_no limit :limit) w order by returned_at, message_id, row_no\
            """)
                .param("outcome", outcome)
                .param("at", from.at().toString())
                .param("message", from.message())
                .param("row", from.row())
                .param("limit", limit)
                .query((row, n) -> {
                    var at = row.getTimestamp("returned_at").toInstant();
                    long message = row.getLong("message_id");
                    int number = row.getInt("row_no");
                    var subject = new Subject(
                            row.getString("feed"),
                            row.getString("source_record_no"),
                            id(row, "record_id", "opened_on", "channel"),
                            row.getObject("revision", Integer.class),
                            null,
                            null);
                    var item = new Item(kind, message + "-" + number, at, subject, words(row.getString("codes")), null);
                    return new Keyed(item, new ReturnKey(at, message, number).text());
                })
                .list();
    }

    /** Where a source record that went back stands. */
    private record ReturnKey(Instant at, long message, int row) {
        static ReturnKey of(@Nullable String text) {
            if (text == null) {
                return new ReturnKey(Instant.EPOCH, 0, 0);
            }
            var parts = text.split("_", -1);
            long micros = Long.parseLong(parts[0]);
            return new ReturnKey(
                    Instant.ofEpochSecond(micros / 1_000_000, micros % 1_000_000 * 1_000),
                    Long.parseLong(parts[1]),
                    Integer.parseInt(parts[2]));
        }

        String text() {
            return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000 + "_" + message + "_" + row;
        }
    }

    private List<Keyed> alike(Kind kind, @Nullable String key, int limit) {
        return jdbc.sql("select * from " + view(kind) + " where record_id > ? order by record_id limit ?")
                .params(number(key), limit)
                .query((row, n) -> {
                    var subject = new Subject(
                            row.getString("feed"),
                            row.getString("source_record_no"),
                            id(row, "record_id", "opened_on", "channel"),
                            row.getInt("revision"),
                            id(row, "lead_id", "lead_opened_on", "lead_channel"),
                            row.getString("lead_feed"));
                    var item = new Item(
                            kind,
                            row.getLong("message_id") + "-" + row.getInt("row_no"),
                            row.getTimestamp("at").toInstant(),
                            subject,
                            List.of(),
                            null);
                    return new Keyed(item, row.getString("record_id"));
                })
                .list();
    }

    List<LookAlike> lookAlikes(RecordId record) {
        return jdbc.sql("select * from work.suggested where record_id = :id union select * from work.suggested"
                        + " where other_id = :id order by at desc, record_id limit 50")
                .param("id", record.sequence())
                .query((row, n) -> {
                    long ruling = row.getLong("ruling");
                    var ruled = row.wasNull()
                            ? null
                            : new Ruled(
                                    ruling,
                                    Ruling.ofCode(row.getInt("word")),
                                    row.getString("author"),
                                    row.getString("reason"),
                                    row.getTimestamp("ruled_at").toInstant());
                    return new LookAlike(
                            known(row, "record_id", "opened_on", "channel"),
                            known(row, "other_id", "other_opened_on", "other_channel"),
                            row.getTimestamp("at").toInstant(),
                            ruled);
                })
                .list();
    }

    private List<Keyed> numbered(Kind kind, @Nullable String key, int limit) {
        RowMapper<Keyed> item = (row, n) -> new Keyed(
                new Item(
                        kind,
                        row.getString("id"),
                        row.getTimestamp("at").toInstant(),
                        null,
                        tells(kind, row),
                        link(kind, row)),
                row.getString("id"));
        return jdbc.sql("select * from " + view(kind) + " where id > ? order by id limit ?")
                .params(number(key), limit)
                .query(item)
                .list();
    }

    private static List<String> tells(Kind kind, ResultSet row) throws SQLException {
        return switch (kind) {
            case ALARM ->
                words(row.getString("code"), row.getString("subject"), row.getString("zh"), row.getString("en"));
            case PACKAGE ->
                words(
                        row.getString("batch_no"),
                        row.getInt("state") == 2 ? "UNKNOWN" : "FAILED",
                        row.getString("failure"));
            case DIFFERENCE -> words(row.getString("business_date"), row.getString("differences"));
            case TOKEN -> words(row.getString("person"), row.getString("author"));
            case EXCHANGE -> words(row.getString("feed"), row.getString("failure"));
            default -> words(row.getString("author"), row.getString("reason"));
        };
    }

    private static @Nullable String link(Kind kind, ResultSet row) throws SQLException {
        return switch (kind) {
            case PACKAGE -> row.getString("batch_id");
            case DIFFERENCE -> row.getString("business_date");
            case TOKEN -> row.getString("person");
            default -> null;
        };
    }

    private static List<String> words(@Nullable String... words) {
        var there = new ArrayList<String>();
        for (var word : words) {
            if (word != null) {
                there.add(word);
            }
        }
        return there;
    }

    private static long number(@Nullable String key) {
        return key == null ? 0 : Long.parseLong(key);
    }

    private static RecordId known(ResultSet row, String id, String day, String channel) throws SQLException {
        return new RecordId(row.getObject(day, LocalDate.class), row.getString(channel), row.getLong(id));
    }

    private static @Nullable RecordId id(ResultSet row, String id, String day, String channel) throws SQLException {
        var opened = row.getObject(day, LocalDate.class);
        return opened == null ? null : known(row, id, day, channel);
    }
}
