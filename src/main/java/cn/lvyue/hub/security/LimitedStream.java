package cn.lvyue.hub.security;

import cn.lvyue.hub.record.BodyTooLarge;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that breaks off as soon as it is longer than allowed. */
final class LimitedStream extends FilterInputStream {
    private final long limit;
    private long seen;

    /** @param limit in bytes */
    LimitedStream(InputStream body, long limit) {
        super(body);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int next = super.read();
        count(next < 0 ? 0 : 1);
        return next;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int n = super.read(target, offset, length);
        count(Math.max(n, 0));
        return n;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        seen += more;
        if (seen > limit) {
            throw new BodyTooLarge(limit);
        }
    }
}
