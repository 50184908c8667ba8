package cn.lvyue.hub.archive;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Reads archived segments one after the other; holds one in memory. */
final class SegmentStream extends InputStream {
    private final IntFunction<byte @Nullable []> segments;
    private byte @Nullable [] current = new byte[0];
    private int next;
    private int at;

    /** @param segments segment by number from 0, null after the last */
    SegmentStream(IntFunction<byte @Nullable []> segments) {
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
            current = segments.apply(next++);
            at = 0;
        }
        return current;
    }
}
