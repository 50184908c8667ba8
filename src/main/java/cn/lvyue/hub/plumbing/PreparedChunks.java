package cn.lvyue.hub.plumbing;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Chunks of a source, prepared in order by another thread and never more than a few ahead of the one in use. For one
 * consumer. Closing ends the thread between two chunks, without interrupting it, for it may be talking to the database; when
 * {@link #close()} returns, the source is closed.
 */
final class PreparedChunks implements Iterator<Object>, Closeable {
    private final Iterator<?> source;
    private final Function<Object, @Nullable Object> prepare;
    private final Semaphore lead;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(); // bounded by the lead
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean closed;
    private @Nullable Step next;

    /** What the other thread has to say: a prepared chunk, a failure, or neither: the end. */
    private record Step(@Nullable Object chunk, @Nullable Throwable failure) {}

    /**
     * @param prepare turns a chunk of the source into a prepared one
     * @param ahead how many chunks may be taken from the source and not yet handed out, at least 1
     */
    PreparedChunks(Iterator<?> source, Function<Object, @Nullable Object> prepare, int ahead, Executor threads) {
        this.source = source;
        this.prepare = prepare;
        this.lead = new Semaphore(ahead);
        threads.execute(this::readAhead);
    }

    private void readAhead() {
        try {
            lead.acquireUninterruptibly();
            while (!closed && source.hasNext()) {
                steps.add(new Step(prepared(source.next()), null));
                lead.acquireUninterruptibly();
            }
            closeSource();
            steps.add(new Step(null, null));
        } catch (Throwable failure) {
            closeSourceAfter(failure);
            steps.add(new Step(null, failure));
        } finally {
            ended.countDown();
        }
    }

    private Object prepared(Object chunk) {
        return Objects.requireNonNull(prepare.apply(chunk), "nothing was made of a chunk");
    }

    private void closeSource() throws Exception {
        if (source instanceof AutoCloseable closeable) {
            closeable.close();
        }
    }

    private void closeSourceAfter(Throwable failure) {
        try {
            closeSource();
        } catch (Exception another) {
            failure.addSuppressed(another);
        }
    }

    /** Waits until the next chunk is there, has failed, or turns out not to exist. */
    @Override
    public boolean hasNext() {
        var step = peek();
        return step.chunk() != null || step.failure() != null;
    }

    @Override
    public Object next() {
        var step = peek();
        if (step.failure() != null) {
            throw rethrown(step.failure());
        }
        if (step.chunk() == null) {
            throw new NoSuchElementException();
        }
        next = null;
        lead.release();
        return step.chunk();
    }

    private Step peek() {
        var step = next;
        if (step == null) {
            step = take();
            next = step;
        }
        return step;
    }

    private Step take() {
        try {
            return steps.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a chunk", e);
        }
    }

    private static RuntimeException rethrown(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(failure);
    }

    @Override
    public void close() throws IOException {
        closed = true;
        lead.release();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
