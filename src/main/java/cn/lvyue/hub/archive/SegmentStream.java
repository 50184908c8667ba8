package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.BodyDamaged;
import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads archived segments one after the other; holds one in memory. Ends where the body ends, and never before without an error. */
final class SegmentStream extends InputStream {
    private final long messageId;
    private final IntFunction<byte @Nullable []> segments;
    private long left;
    private byte @Nullable [] current = new byte[0];
    private int next;
    private int at;

    /**
     * @param size of the whole body
     * @param segments segment by number from 0, null if it is not there
     */
    SegmentStream(long messageId, long size, IntFunction<byte @Nullable []> segments) {
        this.messageId = messageId;
        this.left = size;
        this.segments = segments;
    }

    @Override
    public int read() {
        var segment = filled();
        return segment == null ? -1 : segment[at++] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        var segment = filled();
        if (segment == null) {
            return -1;
        }
        int n = Math.min(length, segment.length - at);
        System.arraycopy(segment, at, target, offset, n);
        at += n;
        return n;
    }

    private byte @Nullable [] filled() {
        while (current != null && at == current.length) {
            current = left == 0 ? null : following();
            at = 0;
        }
        return current;
    }

    /** @throws BodyDamaged if it is not there, or has more than is left of the body */
    private byte[] following() {
        var segment = segments.apply(next);
        if (segment == null || segment.length == 0 || segment.length > left) {
            throw new BodyDamaged(BodyDamaged.MISSING, messageId, next, null);
        }
        left -= segment.length;
        next++;
        return segment;
    }
}
