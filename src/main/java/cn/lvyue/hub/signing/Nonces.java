package cn.lvyue.hub.signing;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Nonces that do not come twice under one key: eight bytes drawn at start, then a counter (the deterministic construction of NIST
 * SP 800-38D, 8.2.1). What could meet is only the drawn part of two runs or nodes; nonces drawn whole would be used up after 2^32
 * values.
 */
final class Nonces {
    private record Series(long drawn, int count) {}

    private final SecureRandom random = new SecureRandom();
    private final AtomicReference<Series> last = new AtomicReference<>(new Series(random.nextLong(), 0));

    byte[] next() {
        var series = last.updateAndGet(before -> before.count() == -1
                ? new Series(random.nextLong(), 0)
                : new Series(before.drawn(), before.count() + 1));
        return ByteBuffer.allocate(SealedValue.NONCE_BYTES)
                .putLong(series.drawn())
                .putInt(series.count())
                .array();
    }
}
