package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.InputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
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
    private final SealedBodies bodies;
    private final int segmentSize;

    ArchiveStore(JdbcClient jdbc, SealedBodies bodies, ArchiveSettings settings) {
        this.jdbc = jdbc;
        this.bodies = bodies;
        this.segmentSize = Math.toIntExact(settings.segment().toBytes());
    }

    /**
     * Keeps a body with what is known of it; an earlier one if its once-key was seen before. Commits before it returns. The month's
     * partitions must be there.
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    long keep(Keeping what, Spool body) throws IOException {
        var id = insert(what, body);
        if (id.isEmpty()) {
            return idOf(what);
        }
        var whole = body.inMemory();
        if (whole == null) {
            try (var bytes = body.open()) {
                keepSegments(id.get(), body.digest(), bytes);
            }
        } else {
            keepSegments(id.get(), body.digest(), whole);
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
                        with new as materialized (select :below + nextval('archive.message_number') as id),
                        named as (
                            insert into archive.once (feed, target, kind, once_key, message_id)
                            select coalesce(:feed::text, ''), coalesce(:target::smallint, 0), :kind, :once, id from new
                            where :once::text is not null
                            on conflict do nothing
                            returning message_id)
                        insert into archive.message (id, direction, kind, feed, target, channel, received_at, filename,
                            media_type, size, digest, once_key)
                        select id, :direction, :kind, :feed, :target::smallint, :channel, :at, :filename, :mediaType, :size, :digest,
                            :once
                        from new where :once::text is null or exists (select from named)
                        returning id""")
                .param("below", Month.of(what.at()).firstId())
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
                        select message_id from archive.once where feed = ? and target = ? and kind = ? and once_key = ?""")
                .param(1, what.feed() == null ? "" : what.feed().value())
                .param(2, what.target() == null ? 0 : what.target().code())
                .param(3, what.kind().code())
                .param(4, what.onceKey())
                .query(Long.class)
                .single();
    }

    private void keepSegments(long id, byte[] digest, InputStream bytes) throws IOException {
        int number = 0;
        for (byte[] part = bytes.readNBytes(segmentSize); part.length > 0; part = bytes.readNBytes(segmentSize)) {
            keepSegment(id, digest, number++, part);
        }
    }

    private void keepSegments(long id, byte[] digest, byte[] whole) {
        if (whole.length > 0 && whole.length <= segmentSize) {
            keepSegment(id, digest, 0, whole);
            return;
        }
        int number = 0;
        for (int from = 0; from < whole.length; from += segmentSize) {
            keepSegment(
                    id, digest, number++, Arrays.copyOfRange(whole, from, Math.min(whole.length, from + segmentSize)));
        }
    }

    private void keepSegment(long id, byte[] digest, int number, byte[] plain) {
        var piece = bodies.seal(digest, number, plain);
        jdbc.sql("insert into archive.segment (message_id, number, bytes, data_key) values (?, ?, ?, ?)")
                .params(id, number, piece.bytes(), piece.dataKey())
                .update();
    }

    Optional<Message> message(long id) {
        return jdbc.sql(MESSAGE + " from archive.message where id = ? and feed is not null")
                .param(id)
                .query(ArchiveStore::message)
                .optional();
    }

    /** Messages of a feed not yet settled, oldest first; each looked up by its id, as a join may walk whole months. */
    List<Message> waiting(FeedId feed, int limit) {
        return jdbc.sql("""
                        select m.* from (select message_id from archive.waiting where feed = ? order by message_id limit ?) w
                            cross join lateral (""" + MESSAGE + """
                                 from archive.message where id = w.message_id offset 0) m
                        order by m.id""")
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
        var pieces = new HashMap<Long, Stored>();
        jdbc.sql("select message_id, bytes, data_key from archive.segment where message_id = any (?) and number = 0")
                .param(messages.stream().map(Message::id).toArray(Long[]::new))
                .query(row -> {
                    pieces.put(row.getLong("message_id"), stored(row));
                });
        return messages.stream()
                .map(message -> message.size() == 0 ? new byte[0] : body(message, pieces.get(message.id())))
                .toList();
    }

    private byte[] body(Message message, @Nullable Stored piece) {
        var opened = piece == null
                ? null
                : bodies.open(
                        message.id(), HexFormat.of().parseHex(message.digest()), 0, piece.bytes(), piece.dataKey());
        if (opened == null || opened.length != message.size()) {
            throw new BodyDamaged(BodyDamaged.MISSING, message.id(), 0, null);
        }
        return opened;
    }

    /** @return the id of the package archived under a key */
    Optional<Long> packageNamed(String onceKey) {
        return jdbc.sql(
                        "select message_id from archive.once where feed = '' and target in (1, 2) and kind = 2 and once_key = ?")
                .param(onceKey)
                .query(Long.class)
                .optional();
    }

    byte[] digest(long id) {
        return jdbc.sql("select digest from archive.message where id = ?")
                .param(id)
                .query((row, number) -> row.getBytes(1))
                .single();
    }

    /** The bytes of a message, read piece by piece; empty if nothing is archived under the id. */
    Optional<InputStream> open(long id) {
        return jdbc.sql("select size, digest from archive.message where id = ?")
                .param(id)
                .query((row, n) -> {
                    var digest = row.getBytes("digest");
                    return (InputStream)
                            new SegmentStream(id, row.getLong("size"), number -> segment(id, digest, number));
                })
                .optional();
    }

    private byte @Nullable [] segment(long id, byte[] digest, int number) {
        return jdbc.sql("select bytes, data_key from archive.segment where message_id = ? and number = ?")
                .params(id, number)
                .query((row, n) -> stored(row))
                .optional()
                .map(piece -> bodies.open(id, digest, number, piece.bytes(), piece.dataKey()))
                .orElse(null);
    }

    private record Stored(byte[] bytes, @Nullable Integer dataKey) {}

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getBytes("bytes"), row.getObject("data_key", Integer.class));
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
