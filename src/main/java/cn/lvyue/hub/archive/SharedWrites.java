package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.TemporaryFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Lets callers that come at the same time share one durable write (group commit). Whoever finds nobody writing writes at once,
 * for itself; who comes meanwhile waits, and the first of those then writes for all of them. So no processor ever rests to let
 * a group grow, a lone caller pays for no hand-over between threads, and a group is as large as the disk is slow or the machine busy.
 *
 * <p>A write that lasts is waiting for the disk: the next group then starts beside it, and the database flushes both at once.
 * Items are handed over in the order they came; an item that came after another was answered is always written after it.
 *
 * @param <T> what is written
 * @param <R> what becomes of one item
 */
final class SharedWrites<T, R> {
    /** Writes a group. */
    @FunctionalInterface
    interface Target<T, R> {
        /**
         * @return one result per item, in order; whatever it says must be durable by then
         * @throws RuntimeException if nothing at all was written
         */
        List<R> write(List<T> group);
    }

    /**
     * @param items most items in one group
     * @param size most of their sizes' sum in one group, unless one item has more
     * @param waiting most items that may wait for their turn
     * @param beside most groups written at the same time
     * @param patience so long after a group was taken the next one may begin beside it; so long at most a writer lets others come first
     */
    record Limits(int items, long size, int waiting, int beside, Duration patience) {}

    private final Target<T, R> target;
    private final ToLongFunction<T> size;
    private final Predicate<RuntimeException> ofOneItem;
    private final Limits limits;
    private final Deque<Caller<T, R>> queue = new ArrayDeque<>(); // guarded by this
    private int writing; // groups that are being written or about to be; guarded by this
    private long begun; // System.nanoTime() of the newest of them; guarded by this

    /** @param ofOneItem whether a failure is a single item's fault, so that the others of its group are to be written without it */
    SharedWrites(Target<T, R> target, ToLongFunction<T> size, Predicate<RuntimeException> ofOneItem, Limits limits) {
        this.target = target;
        this.size = size;
        this.ofOneItem = ofOneItem;
        this.limits = limits;
    }

    /**
     * Returns when the item is written. Not interruptible: an interrupt must not leave it open whether it is.
     *
     * @throws TemporaryFailure if too many wait, or if the surroundings failed
     * @throws RuntimeException what the target threw for this very item
     */
    R write(T item) {
        var caller = new Caller<T, R>(item, Thread.currentThread());
        queueUp(caller);
        if (awaitTurn(caller) == Turn.WRITE) {
            writeGroup();
        }
        return caller.result();
    }

    private synchronized void queueUp(Caller<T, R> caller) {
        if (queue.size() >= limits.waiting()) {
            throw new TemporaryFailure("%d messages wait to be archived already".formatted(queue.size()));
        }
        queue.add(caller);
        if (writing == 0) {
            begin(caller);
        }
    }

    /** Only ever the head of the queue, and only one at a time: the others wait until it has taken its group. */
    private void begin(Caller<T, R> head) {
        writing++;
        begun = System.nanoTime();
        head.turn(Turn.WRITE);
    }

    private Turn awaitTurn(Caller<T, R> caller) {
        boolean interrupted = false;
        while (caller.turn == Turn.WAIT) {
            long nanos = untilBeside(caller);
            if (nanos == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else if (nanos > 0) {
                LockSupport.parkNanos(this, nanos);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            caller.thread.interrupt();
        }
        return caller.turn;
    }

    /** Begins the caller's group when its time has come. @return nanoseconds until then; the largest number if others decide */
    private synchronized long untilBeside(Caller<T, R> caller) {
        if (queue.peek() != caller || writing >= limits.beside()) {
            return Long.MAX_VALUE;
        }
        long nanos = begun + limits.patience().toNanos() - System.nanoTime();
        if (nanos <= 0 && caller.turn == Turn.WAIT) {
            begin(caller);
        }
        return nanos;
    }

    /** The next writer starts before the callers of this group are woken: waking them takes as long as a small commit. */
    private void writeGroup() {
        letOthersCome();
        var group = takeGroup();
        try {
            write(group);
        } finally {
            passOn();
            group.forEach(Caller::release);
        }
    }

    /**
     * Where callers queue up and the processors are busy, more are about to come: they are let go first for as long as that makes the group
     * larger, and no longer than the patience. Where a processor is free nobody else wants to run, and this returns at once;
     * a scheduler that does not give way makes smaller groups, nothing worse.
     */
    private void letOthersCome() {
        long end = System.nanoTime() + limits.patience().toNanos();
        int before = 1;
        for (int n = waiting(); n > before && n < limits.items() && System.nanoTime() < end; n = waiting()) {
            before = n;
            Thread.yield();
        }
    }

    private synchronized int waiting() {
        return queue.size();
    }

    private synchronized List<Caller<T, R>> takeGroup() {
        begun = System.nanoTime(); // what went before was no waiting for the disk
        var group = new ArrayList<Caller<T, R>>();
        long sum = 0;
        for (var next = queue.peek(); next != null && group.size() < limits.items(); next = queue.peek()) {
            sum += size.applyAsLong(next.item);
            if (sum > limits.size() && !group.isEmpty()) {
                break;
            }
            group.add(queue.remove());
        }
        if (queue.peek() != null && limits.beside() > 1) {
            LockSupport.unpark(queue.peek().thread); // the new head: from now on it looks at the clock
        }
        return group;
    }

    private synchronized void passOn() {
        writing--;
        var next = queue.peek();
        if (next != null && next.turn == Turn.WAIT) {
            begin(next);
        }
    }

    private void write(List<Caller<T, R>> group) {
        try {
            var results = target.write(group.stream().map(caller -> caller.item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).done(results.get(i));
            }
        } catch (RuntimeException failure) {
            if (group.size() == 1 || !ofOneItem.test(failure)) {
                group.forEach(caller -> caller.failed(failure, ofOneItem.test(failure)));
                return;
            }
            writeOneByOne(group);
        }
    }

    private void writeOneByOne(List<Caller<T, R>> group) {
        RuntimeException broken = null;
        for (var caller : group) {
            if (broken == null) {
                write(List.of(caller));
                broken = caller.own ? null : caller.failure;
            } else {
                caller.failed(broken, false);
            }
        }
    }

    private enum Turn {
        WAIT,
        WRITE,
        DONE
    }

    private static final class Caller<T, R> {
        private final T item;
        private final Thread thread;
        private volatile Turn turn = Turn.WAIT;
        private @Nullable R result;
        private @Nullable RuntimeException failure;
        private boolean own;

        Caller(T item, Thread thread) {
            this.item = item;
            this.thread = thread;
        }

        void turn(Turn next) {
            turn = next;
            if (thread != Thread.currentThread()) {
                LockSupport.unpark(thread);
            }
        }

        void release() {
            turn(Turn.DONE);
        }

        void done(R outcome) {
            result = outcome;
        }

        void failed(RuntimeException cause, boolean ofThisItem) {
            failure = cause;
            own = ofThisItem;
        }

        R result() {
            var done = result;
            if (done != null) {
                return done;
            }
            var cause = failure;
            if (cause != null && own) {
                throw cause;
            }
            // Each caller gets a failure of its own: two threads must not add to one stack trace.
            throw cause == null
                    ? new TemporaryFailure("not archived: the write broke off")
                    : new TemporaryFailure("not archived: " + cause.getMessage(), cause);
        }
    }
}
