package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyTooLarge;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;

/**
 * A body that has fully arrived, measured and digested, before the database hears of it: a slow sender must not hold a
 * transaction open. Small bodies stay in memory, larger ones go to a file that disappears on close.
 */
final class Spool implements Closeable {
    static final String PREFIX = "body-";

    private final byte[] head;
    private final @Nullable Path file;
    private final long size;
    private final byte[] digest;

    private Spool(byte[] head, @Nullable Path file, long size, byte[] digest) {
        this.head = head;
        this.file = file;
        this.size = size;
        this.digest = digest;
    }

    /**
     * Reads the body to its end.
     *
     * @throws BodyTooLarge as soon as the limit is passed
     * @throws IOException if the sender breaks off or the disk refuses
     */
    static Spool of(InputStream body, ArchiveSettings settings) throws IOException {
        var digest = new SM3Digest();
        int inMemory = Math.toIntExact(settings.inMemory().toBytes());
        byte[] head = body.readNBytes(inMemory);
        digest.update(head, 0, head.length);
        if (head.length < inMemory) {
            return new Spool(head, null, within(head.length, settings), finish(digest));
        }
        Files.createDirectories(settings.spool());
        var file = Files.createTempFile(settings.spool(), PREFIX, ".tmp");
        try {
            long size = spill(head, body, file, digest, settings);
            return new Spool(new byte[0], file, size, finish(digest));
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /** A body that is in memory already stays there, however large it is. @param body handed over, not copied */
    static Spool of(byte[] body, ArchiveSettings settings) {
        within(body.length, settings);
        var digest = new SM3Digest();
        digest.update(body, 0, body.length);
        return new Spool(body, null, body.length, finish(digest));
    }

    private static long spill(byte[] head, InputStream body, Path file, SM3Digest digest, ArchiveSettings settings)
            throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            out.write(head);
            long size = within(head.length, settings);
            var buffer = new byte[1 << 16];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size = within(size + n, settings);
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
            return size;
        }
    }

    private static long within(long size, ArchiveSettings settings) {
        long limit = settings.messageLimit().toBytes();
        if (size > limit) {
            throw new BodyTooLarge(limit);
        }
        return size;
    }

    private static byte[] finish(SM3Digest digest) {
        var result = new byte[digest.getDigestSize()];
        digest.doFinal(result, 0);
        return result;
    }

    /** All of a small body, null if it is in a file; not to be changed. */
    byte @Nullable [] inMemory() {
        return file == null ? head : null;
    }

    InputStream open() throws IOException {
        return file == null ? new ByteArrayInputStream(head) : Files.newInputStream(file);
    }

    long size() {
        return size;
    }

    byte[] digest() {
        return digest.clone();
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            Files.deleteIfExists(file);
        }
    }
}
