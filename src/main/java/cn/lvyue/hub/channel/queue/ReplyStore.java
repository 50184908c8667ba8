package cn.lvyue.hub.channel.queue;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The answers owed to senders. */
@Repository
class ReplyStore {
    /** Looked at in one turn. */
    static final int MOST = 500;

    private final JdbcClient jdbc;

    ReplyStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void owe(long messageId, String queue, @Nullable String correlationId) {
        jdbc.sql("""
                        insert into channel.queue_reply (message_id, queue, correlation_id, asked_at)
                        values (:message, :queue, :correlation, clock_timestamp()) on conflict do nothing""")
                .param("message", messageId)
                .param("queue", queue)
                .param("correlation", correlationId)
                .update();
    }

    /** @param after only those of later messages */
    List<Reply> owed(long after) {
        return jdbc.sql("""
                        select message_id, queue, correlation_id from channel.queue_reply
                        where message_id > ? and taken_until <= clock_timestamp() order by message_id limit ?""")
                .params(after, MOST)
                .query((row, n) ->
                        new Reply(row.getLong("message_id"), row.getString("queue"), row.getString("correlation_id")))
                .list();
    }

    /** @return false if another node was faster */
    boolean take(long messageId, Duration lease) {
        return jdbc.sql("""
                        update channel.queue_reply set taken_until = clock_timestamp() + ? * interval '1 millisecond'
                        where message_id = ? and taken_until <= clock_timestamp()""").params(lease.toMillis(), messageId).update() == 1;
    }

    void settle(long messageId) {
        jdbc.sql("delete from channel.queue_reply where message_id = ?")
                .param(messageId)
                .update();
    }

    int dropOlderThan(Duration age) {
        return jdbc.sql(
                        "delete from channel.queue_reply where asked_at < clock_timestamp() - ? * interval '1 millisecond'")
                .param(age.toMillis())
                .update();
    }
}
