package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Begins and ends messages; their progress between is kept with their chunks. */
@Repository
class IntakeStore implements Remarks {
    private final JdbcClient jdbc;
    private final FindingsJson json = new FindingsJson();

    IntakeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Progress begin(Message message, String mapping, String pack, Instant now) {
        jdbc.sql("""
                        insert into ledger.intake (message_id, feed, status, started_at, mapping, pack)
                        values (?, ?, 1, ?, ?, ?) on conflict do nothing""")
                .params(
                        message.id(),
                        message.feed().value(),
                        OffsetDateTime.ofInstant(now, ZoneOffset.UTC),
                        mapping,
                        pack)
                .update();
        return jdbc.sql("select rows_done, status = 1 as open from ledger.intake where message_id = ?")
                .param(message.id())
                .query((row, n) -> new Progress(row.getInt("rows_done"), row.getBoolean("open")))
                .single();
    }

    @Override
    public void add(long messageId, Finding finding) {
        var one = new String(Objects.requireNonNull(json.write(List.of(finding))), StandardCharsets.UTF_8);
        jdbc.sql("""
                        update ledger.intake set findings = (coalesce(findings::jsonb, '[]') || :one::jsonb)::json
                        where message_id = :id and not coalesce(findings::jsonb, '[]') @> :one::jsonb""")
                .param("one", one)
                .param("id", messageId)
                .update();
    }

    void fail(long messageId, String reason, Instant now) {
        jdbc.sql(
                        "update ledger.intake set status = 4, finished_at = ?, failure = ? where message_id = ? and status = 1")
                .params(OffsetDateTime.ofInstant(now, ZoneOffset.UTC), reason, messageId)
                .update();
    }
}
