package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
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
    /** Remarks on whole messages quote no record, and have to be found again as they are. */
    private final FindingsJson json = new FindingsJson(PersonalSeal.none());

    IntakeStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Progress begin(Message message, String mapping, String pack, Instant now) {
        jdbc.sql("""
                        with taken as (
                            insert into ledger.intake (message_id, feed, status, received_at, started_at, mapping, pack)
                            values (:id, :feed, 1, :received, :now, :mapping, :pack) on conflict do nothing
                            returning received_at)
                        insert into ledger.feed_day as d (day, feed, channel, messages)
                        select (received_at at time zone 'Asia/Shanghai')::date, :feed, :channel, 1 from taken
                        on conflict (day, feed, channel) do update set messages = d.messages + 1""")
                .param("id", message.id())
                .param("feed", message.feed().value())
                .param("channel", message.channel().name())
                .param("received", OffsetDateTime.ofInstant(message.receivedAt(), ZoneOffset.UTC))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("mapping", mapping)
                .param("pack", pack)
                .update();
        return jdbc.sql("select rows_done, status = 1 as open, mapping from ledger.intake where message_id = ?")
                .param(message.id())
                .query((row, n) ->
                        new Progress(row.getInt("rows_done"), row.getBoolean("open"), row.getString("mapping")))
                .single();
    }

    @Override
    public void add(long messageId, Finding finding) {
        var one = new String(Objects.requireNonNull(json.write(List.of(finding))), StandardCharsets.UTF_8);
        jdbc.sql("""
                        update ledger.intake set findings = (coalesce(findings::jsonb, '[]') || :one::jsonb)::json
                        where message_id = :id and not coalesce(findings::jsonb, '[]') @> :one::jsonb""").param("one", one).param("id", messageId).update();
    }

    void fail(Message message, String reason, Instant now) {
        jdbc.sql("""
                        with ended as (
                            update ledger.intake set status = 4, finished_at = :now, failure = :reason
                            where message_id = :id and status = 1
                            returning feed, received_at, extract(epoch from finished_at - received_at) as seconds)
                        insert into ledger.feed_day as d (day, feed, channel, failed, seconds)
                        select (received_at at time zone 'Asia/Shanghai')::date, feed, :channel, 1, seconds from ended
                        on conflict (day, feed, channel) do update
                        set failed = d.failed + 1, seconds = d.seconds + excluded.seconds""")
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("reason", reason)
                .param("id", message.id())
                .param("channel", message.channel().name())
                .update();
    }
    /** Read by nothing, so it names no mapping and no pack. */
    void keepFailed(Message message, String reason, Instant now) {
        jdbc.sql("""
                        with ended as (
                            insert into ledger.intake
                                (message_id, feed, status, received_at, started_at, finished_at, mapping, pack, failure)
                            values (:id, :feed, 4, :received, :now, :now, 'none', 'none', :reason) on conflict do nothing
                            returning received_at, extract(epoch from finished_at - received_at) as seconds)
                        insert into ledger.feed_day as d (day, feed, channel, messages, failed, seconds)
                        select (received_at at time zone 'Asia/Shanghai')::date, :feed, :channel, 1, 1, seconds from ended
                        on conflict (day, feed, channel) do update
                        set messages = d.messages + 1, failed = d.failed + 1, seconds = d.seconds + excluded.seconds""")
                .param("id", message.id())
                .param("feed", message.feed().value())
                .param("channel", message.channel().name())
                .param("received", OffsetDateTime.ofInstant(message.receivedAt(), ZoneOffset.UTC))
                .param("now", OffsetDateTime.ofInstant(now, ZoneOffset.UTC))
                .param("reason", reason)
                .update();
    }
}
