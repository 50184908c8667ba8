package cn.lvyue.hub.plumbing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PreparedChunksTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(10, SECONDS)).isTrue();
    }

    @Test
    void handsOutChunksInTheOrderOfTheSource() {
        var source = new Numbers(1_000);
        var prepared = new ArrayList<>();

        new PreparedChunks(source, number -> "chunk " + number, 3, threads).forEachRemaining(prepared::add);

        assertThat(prepared).hasSize(1_000).startsWith("chunk 1", "chunk 2").endsWith("chunk 1000");
        assertThat(source.closed).isTrue();
    }

    @Test
    void aSourceWithoutChunksIsAtItsEndAtOnce() {
        var chunks = new PreparedChunks(List.of().iterator(), chunk -> chunk, 1, threads);

        assertThat(chunks.hasNext()).isFalse();
        assertThatThrownBy(chunks::next).isInstanceOf(java.util.NoSuchElementException.class);
    }

    @Test
    void neverTakesMoreThanItsLead() throws IOException {
        var source = new Numbers(100);
        try (var chunks = new PreparedChunks(source, chunk -> chunk, 3, threads)) {
            for (int used = 0; used < 20; used++) {
                int taken = used + 3;
                await().pollInSameThread().until(() -> source.taken.get() == taken);
                chunks.next();
            }
            assertThat(source.mostTakenBeforeUse).isLessThanOrEqualTo(3 + 20);
        }
    }

    @Test
    void preparesInAnotherThread() {
        var chunks = new PreparedChunks(new Numbers(1), chunk -> Thread.currentThread(), 3, threads);

        assertThat(chunks.next()).isNotEqualTo(Thread.currentThread());
        assertThat(chunks.hasNext()).isFalse();
    }

    @Test
    void aFailureComesOutAfterTheChunksBeforeIt() {
        var source = new Numbers(10);
        var broken = new IllegalArgumentException("broken");
        var chunks = new PreparedChunks(
                source,
                number -> {
                    if (number.equals(3)) {
                        throw broken;
                    }
                    return number;
                },
                5,
                threads);

        assertThat(chunks.next()).isEqualTo(1);
        assertThat(chunks.next()).isEqualTo(2);
        assertThat(chunks.hasNext()).isTrue();
        assertThatThrownBy(chunks::next).isSameAs(broken);
        assertThat(source.closed).isTrue();
        assertThat(source.taken).hasValue(3);
    }

    @Test
    void aChunkOfWhichNothingIsMadeIsAFailure() {
        var chunks = new PreparedChunks(new Numbers(1), chunk -> null, 1, threads);

        assertThatThrownBy(chunks::next).hasMessageContaining("nothing was made of a chunk");
    }

    @Test
    void closingEarlyStopsTheThreadAndClosesTheSource() throws IOException {
        var source = new Numbers(Integer.MAX_VALUE);
        var chunks = new PreparedChunks(source, chunk -> chunk, 2, threads);
        chunks.next();

        chunks.close();

        assertThat(source.closed).isTrue();
        assertThat(source.taken.get()).isLessThanOrEqualTo(4);
        chunks.close();
    }

    /** 1, 2, 3 … */
    private static final class Numbers implements Iterator<Object>, Closeable {
        final AtomicInteger taken = new AtomicInteger();
        volatile int mostTakenBeforeUse;
        volatile boolean closed;
        private final int last;

        Numbers(int last) {
            this.last = last;
        }

        @Override
        public boolean hasNext() {
            return taken.get() < last;
        }

        @Override
        public Object next() {
            mostTakenBeforeUse = taken.incrementAndGet();
            return mostTakenBeforeUse;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
