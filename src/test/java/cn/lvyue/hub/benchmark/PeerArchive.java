package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Archives the file as the hub does: SM3 over the whole, segments of 1 MiB, one transaction around the call. */
final class PeerArchive {
    private static final int SEGMENT = 1 << 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    PeerArchive(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Message keep(FeedId feed, Path file) throws IOException {
        byte[] digest = digest(file);
        var now = OffsetDateTime.now(clock);
        long size = Files.size(file);
        long id = jdbc.sql("""
                        insert into archive.message (direction, kind, feed, channel, received_at, size, digest)
                        values (1, 1, ?, 'FILE', ?, ?, ?) returning id""")
                .params(feed.value(), now, size, digest)
                .query(Long.class)
                .single();
        try (InputStream in = Files.newInputStream(file)) {
            int number = 0;
            for (byte[] part = in.readNBytes(SEGMENT); part.length > 0; part = in.readNBytes(SEGMENT)) {
                jdbc.sql("insert into archive.segment (message_id, number, bytes) values (?, ?, ?)")
                        .params(id, number++, part)
                        .update();
            }
        }
        var hex = HexFormat.of().formatHex(digest);
        return new Message(id, feed, Channel.FILE, now.toInstant(), null, null, size, hex);
    }

    private static byte[] digest(Path file) throws IOException {
        var digest = new SM3Digest();
        var buffer = new byte[SEGMENT];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }
}
