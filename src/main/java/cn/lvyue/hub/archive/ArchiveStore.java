package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The SQL of schema {@code archive}. */
@Repository
class ArchiveStore {
    private static final String MESSAGE = "select id, feed, channel, received_at, filename, media_type, size, digest";

    private final JdbcClient jdbc;
    private final int segmentSize;

    ArchiveStore(JdbcClient jdbc, ArchiveSettings settings) {
        this.jdbc = jdbc;
        this.segmentSize = Math.toIntExact(settings.segment().toBytes());
    }

    /** Keeps a body with what is known of it; an earlier one if its once-key was seen before. Commits before it returns. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    long keep(Keeping what, Spool body) throws IOException {
        var id = insert(what, body);
        if (id.isEmpty()) {
            return idOf(what);
        }
        try (var bytes = body.open()) {
            keepSegments(id.get(), bytes);
        }
        if (what.waits() && what.feed() != null) {
            jdbc.sql("insert into archive.waiting (message_id, feed) values (?, ?)")
                    .params(id.get(), what.feed().value())
                    .update();
        }
        return id.get();
    }

    private Optional<Long> insert(Keeping what, Spool body) {
        return jdbc.sql("""
                        insert into archive.message (direction, kind, feed, target, channel, received_at, filename,
                            media_type, size, digest, once_key)
                        values (:direction, :kind, :feed, :target, :channel, :at, :filename, :mediaType, :size, :digest, :once)
                        on conflict do nothing
                        returning id""")
                .param("direction", what.direction().code())
                .param("kind", what.kind().code())
                .param("feed", what.feed() == null ? null : what.feed().value())
                .param("target", what.target() == null ? null : what.target().code())
                .param("channel", what.channel())
                .param("at", OffsetDateTime.ofInstant(what.at(), ZoneOffset.UTC))
                .param("filename", what.filename())
                .param("mediaType", what.mediaType())
                .param("size", body.size())
                .param("digest", body.digest())
                .param("once", what.onceKey())
                .query(Long.class)
                .optional();
    }

    /** The message that has a once-key. */
    long idOf(Keeping what) {
        return jdbc.sql("""
                        select id from archive.message
                        where coalesce(feed, '') = ? and coalesce(target, 0) = ? and kind = ? and once_key = ?""")
                .param(1, what.feed() == null ? "" : what.feed().value())
                .param(2, what.target() == null ? 0 : what.target().code())
                .param(3, what.kind().code())
                .param(4, what.onceKey())
                .query(Long.class)
                .single();
    }

    byte[] digest(long id) {
        return jdbc.sql("select digest from archive.message where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    private void keepSegments(long id, InputStream bytes) throws IOException {
        int number = 0;
        for (byte[] part = bytes.readNBytes(segmentSize); part.length > 0; part = bytes.readNBytes(segmentSize)) {
            jdbc.sql("insert into archive.segment (message_id, number, bytes) values (?, ?, ?)")
                    .params(id, number++, part)
                    .update();
        }
    }

    Optional<Message> message(long id) {
        return jdbc.sql(MESSAGE + " from archive.message where id = ? and feed is not null")
                .param(id)
                .query(ArchiveStore::message)
                .optional();
    }

    /** Messages of a feed not yet settled, oldest first. */
    List<Message> waiting(FeedId feed, int limit) {
        return jdbc.sql("""
                        select m.id, m.feed, m.channel, m.received_at, m.filename, m.media_type, m.size, m.digest
                        from archive.waiting w join archive.message m on m.id = w.message_id
                        where w.feed = ? order by w.message_id limit ?""")
                .params(feed.value(), limit)
                .query(ArchiveStore::message)
                .list();
    }

    Map<FeedId, Long> waitingByFeed() {
        var counts = new TreeMap<FeedId, Long>();
        jdbc.sql("select feed, count(*) as waiting from archive.waiting group by feed")
                .query(row -> {
                    counts.put(new FeedId(row.getString("feed")), row.getLong("waiting"));
                });
        return counts;
    }

    void settle(List<Long> ids) {
        jdbc.sql("delete from archive.waiting where message_id = any (?)")
                .param(ids.toArray(Long[]::new))
                .update();
    }

    /** The bytes of messages of one segment at most, in the same order. */
    List<byte[]> bodies(List<Message> messages) {
        var bytes = new HashMap<Long, byte[]>();
        jdbc.sql("select message_id, bytes from archive.segment where message_id = any (?) and number = 0")
                .param(messages.stream().map(Message::id).toArray(Long[]::new))
                .query(row -> {
                    bytes.put(row.getLong("message_id"), row.getBytes("bytes"));
                });
        return messages.stream()
                .map(message -> bytes.getOrDefault(message.id(), new byte[0]))
                .toList();
    }

    /** @return the id of the package archived under a key */
    Optional<Long> packageNamed(String onceKey) {
        return jdbc.sql("select id from archive.message where coalesce(feed, '') = '' and coalesce(target, 0) in (1, 2)"
                        + " and kind = 2 and once_key = ?")
                .param(onceKey)
                .query(Long.class)
                .optional();
    }

    boolean exists(long id) {
        return jdbc.sql("select exists (select from archive.message where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    byte @Nullable [] segment(long id, int number) {
        return jdbc.sql("select bytes from archive.segment where message_id = ? and number = ?")
                .params(id, number)
                .query((row, n) -> row.getBytes(1))
                .optional()
                .orElse(null);
    }

    private static Message message(ResultSet row, int number) throws SQLException {
        return new Message(
                row.getLong("id"),
                new FeedId(row.getString("feed")),
                Channel.valueOf(row.getString("channel")),
                row.getObject("received_at", OffsetDateTime.class).toInstant(),
                row.getString("filename"),
                row.getString("media_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("digest")));
    }
}
