package cn.lvyue.hub.work;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Rulings.Act;
import cn.lvyue.hub.record.StandardRecord;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Fetches records that wait as they are kept, to be judged by today's rules; the bean {@code waiting} of the routes. */
@Component("waiting")
class WaitingStep {
    private static final String PLACE = "裁定 / ruling";
    private static final TypeReference<HashMap<String, @Nullable String>> TEXTS = new TypeReference<>() {};

    private static final String RECORDS = """
        select m.*, k.row_no, f.source_record_no, f.fields, f.personal
        from unnest(?::bigint[], ?::int[]) k(message_id, row_no)
            join work.fields f on f.message_id = k.message_id and f.row_no = k.row_no
            join work.message m on m.id = k.message_id
        where f.fields is not null order by k.message_id, k.row_no\
        """;

    private final JdbcTemplate jdbc;
    private final StandardPacks packs;
    private final PersonalSeal seal;
    private final JsonMapper json = JsonMapper.builder().build();

    WaitingStep(JdbcTemplate jdbc, StandardPacks packs, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.packs = packs;
        this.seal = seal;
    }

    /** By message, in order; records of which nothing is kept are left out. */
    List<Chunk<WaitingRecord>> records(Act act) {
        var messages = new HashMap<Long, Message>();
        var byMessage = new LinkedHashMap<Long, List<WaitingRecord>>();
        var marks = act.cases().stream().distinct().toList();
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement(RECORDS);
                    statement.setArray(
                            1,
                            connection.createArrayOf(
                                    "int8",
                                    marks.stream().map(ReturnMark::messageId).toArray()));
                    statement.setArray(
                            2,
                            connection.createArrayOf(
                                    "int4", marks.stream().map(ReturnMark::row).toArray()));
                    return statement;
                },
                row -> {
                    long id = row.getLong("id");
                    if (!messages.containsKey(id)) {
                        messages.put(id, message(row));
                    }
                    byMessage.computeIfAbsent(id, message -> new ArrayList<>()).add(record(row));
                });
        return byMessage.entrySet().stream()
                .map(each -> new Chunk<>(Objects.requireNonNull(messages.get(each.getKey())), 1, each.getValue(), null))
                .toList();
    }

    private WaitingRecord record(ResultSet row) throws SQLException {
        var parted = new PersonalSeal.Parted(row.getBytes("fields"), row.getBytes("personal"));
        var whole = seal.whole(parted, row.getLong("id"), row.getInt("row_no"));
        return new WaitingRecord(
                row.getInt("row_no"), row.getString("source_record_no"), new String(whole, StandardCharsets.UTF_8));
    }

    private static Message message(ResultSet row) throws SQLException {
        return new Message(
                row.getLong("id"),
                new FeedId(row.getString("feed")),
                Channel.valueOf(row.getString("channel")),
                row.getTimestamp("received_at").toInstant(),
                row.getString("filename"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }

    /** @param pack the standard pack of the records' feed */
    Chunk<Mapped> mapped(Chunk<WaitingRecord> chunk, String pack) {
        var names = packs.pack(pack).names();
        return chunk.map(record -> {
            Map<String, @Nullable String> fields = json.readValue(record.fields(), TEXTS);
            var values = new @Nullable String[names.size()];
            for (int i = 0; i < values.length; i++) {
                var value = fields.get(names.ids().get(i));
                values[i] = value == null || value.isEmpty() ? null : value;
            }
            return new Mapped(
                    record.row(),
                    PLACE,
                    record.sourceRecordNo(),
                    null,
                    new StandardRecord(names, values),
                    List.of(),
                    field -> PLACE);
        });
    }
}
