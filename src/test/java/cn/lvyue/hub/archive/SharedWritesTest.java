package cn.lvyue.hub.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.TemporaryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedWritesTest {
    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final List<List<Integer>> groups = new ArrayList<>(); // written by one caller at a time
    private final CountDownLatch disk = new CountDownLatch(1);

    @AfterEach
    void stop() {
        disk.countDown();
        callers.shutdownNow();
    }

    @Test
    void aLoneCallerWritesAtOnceInItsOwnThread() {
        var threads = new ArrayList<Thread>();
        var writes = writes(
                group -> {
                    threads.add(Thread.currentThread());
                    return doubled(group);
                },
                10,
                100);

        assertThat(writes.write(4)).isEqualTo(8);
        assertThat(threads).containsExactly(Thread.currentThread());
    }

    @Test
    void whoComesDuringAWriteSharesTheNextInTheOrderOfArrival() {
        var writes = writes(this::slowly, 10, 100);

        var answers = callOneAfterTheOther(writes, IntStream.rangeClosed(1, 12).toArray());
        disk.countDown();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactly(2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24);
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3, 4, 5, 6, 7, 8, 9, 10, 11), List.of(12));
    }

    @Test
    void aGroupEndsBeforeItsSizeIsPassedUnlessOneItemAloneDoes() {
        var writes = writes(this::slowly, 10, 100);

        var answers = callOneAfterTheOther(writes, 1, 60, 40, 1, 500, 2);
        disk.countDown();

        answers.forEach(CompletableFuture::join);
        assertThat(groups).containsExactly(List.of(1), List.of(60, 40), List.of(1), List.of(500), List.of(2));
    }

    @Test
    void oneItemsFaultIsItsOwnAndNotTheOthers() {
        var writes = writes(
                group -> {
                    var results = slowly(group);
                    if (group.contains(3)) {
                        throw new IllegalArgumentException("three");
                    }
                    return results;
                },
                10,
                100);

        var answers = callOneAfterTheOther(writes, 1, 2, 3, 4);
        disk.countDown();

        assertThat(answers.get(1).join()).isEqualTo(4);
        assertThat(answers.get(3).join()).isEqualTo(8);
        assertThatThrownBy(answers.get(2)::join)
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("three");
    }

    @Test
    void aFailureOfTheSurroundingsIsToldToEveryCallerAndTheNextGroupIsTriedAnew() {
        var writes = writes(
                group -> {
                    var results = slowly(group);
                    if (group.contains(2)) {
                        throw new IllegalStateException("database away");
                    }
                    return results;
                },
                2,
                100);

        var answers = callOneAfterTheOther(writes, 1, 2, 3, 4);
        disk.countDown();

        for (var failed : answers.subList(1, 3)) {
            assertThatThrownBy(failed::join)
                    .cause()
                    .isInstanceOf(TemporaryFailure.class)
                    .hasMessageContaining("database away");
        }
        assertThat(answers.get(3).join()).isEqualTo(8);
        assertThat(groups).containsExactly(List.of(1), List.of(2, 3), List.of(4));
    }

    @Test
    void tooManyWaitingCallersAreSentAway() {
        var writes = writes(this::slowly, 10, 3);

        var answers = callOneAfterTheOther(writes, 1, 2, 3, 4);
        assertThatThrownBy(() -> writes.write(5)).isInstanceOf(TemporaryFailure.class);

        disk.countDown();
        assertThat(answers.stream().map(CompletableFuture::join)).containsExactly(2, 4, 6, 8);
    }

    @Test
    void anInterruptedCallerStillLearnsWhatBecameOfItsItem() {
        var writes = writes(this::slowly, 10, 100);
        callOneAfterTheOther(writes, 1);
        var answer = new CompletableFuture<Integer>();
        var interrupted = new CompletableFuture<Boolean>();
        var caller = new Thread(() -> {
            answer.complete(writes.write(2));
            interrupted.complete(Thread.currentThread().isInterrupted());
        });
        caller.start();
        awaitParked(caller);
        caller.interrupt();
        disk.countDown();

        assertThat(answer.join()).isEqualTo(4);
        assertThat(interrupted.join()).isTrue();
    }

    @Test
    void manyCallersLoseAndDoubleNothing() {
        disk.countDown();
        var writes = writes(this::slowly, 50, 10_000);

        var answers = IntStream.range(0, 5_000)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> writes.write(i), callers))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(0, 5_000).mapToObj(i -> 2 * i).toList());
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(5_000);
    }

    @Test
    void whileAWriteWaitsForTheDiskTheNextGroupsStartBesideItUpToTheLimit() {
        var inProgress = new AtomicInteger();
        var most = new AtomicInteger();
        var writes = writes(
                group -> {
                    most.accumulateAndGet(inProgress.incrementAndGet(), Math::max);
                    awaitDisk();
                    inProgress.decrementAndGet();
                    return doubled(group);
                },
                new SharedWrites.Limits(1, 100, 100, 3, Duration.ofMillis(1)));

        var answers = IntStream.range(0, 20)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> writes.write(i), callers))
                .toList();
        Awaitility.await().untilAtomic(inProgress, Matchers.equalTo(3));
        disk.countDown();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(0, 20).mapToObj(i -> 2 * i).toList());
        assertThat(most).hasValue(3);
    }

    @Test
    void aQuickWriteIsNeverJoinedByAnotherBesideIt() {
        var writes = writes(this::slowly, new SharedWrites.Limits(10, 100, 100, 4, Duration.ofHours(1)));

        var answers = IntStream.range(0, 30)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> writes.write(1), callers))
                .toList();
        Awaitility.await().until(() -> !groups.isEmpty());
        disk.countDown();

        assertThat(answers.stream().map(CompletableFuture::join)).containsOnly(2);
        assertThat(groups.stream().mapToInt(List::size).sum()).isEqualTo(30);
    }

    @Test
    void manyCallersBesideEachOtherLoseAndDoubleNothing() {
        var written = new ConcurrentLinkedQueue<Integer>();
        var writes = writes(
                group -> {
                    written.addAll(group);
                    return doubled(group);
                },
                new SharedWrites.Limits(7, 1_000_000, 10_000, 4, Duration.ZERO));

        var answers = IntStream.range(0, 5_000)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> writes.write(i), callers))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join))
                .containsExactlyElementsOf(
                        IntStream.range(0, 5_000).mapToObj(i -> 2 * i).toList());
        assertThat(written).hasSize(5_000).doesNotHaveDuplicates();
    }

    /** The first write waits for the disk, so that all later callers come while it is going on. */
    private List<CompletableFuture<Integer>> callOneAfterTheOther(SharedWrites<Integer, Integer> writes, int... items) {
        var answers = new ArrayList<CompletableFuture<Integer>>();
        for (int item : items) {
            var thread = new CompletableFuture<Thread>();
            answers.add(CompletableFuture.supplyAsync(
                    () -> {
                        thread.complete(Thread.currentThread());
                        return writes.write(item);
                    },
                    callers));
            awaitParked(thread.join());
        }
        return answers;
    }

    private static void awaitParked(Thread thread) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> thread.getState() == Thread.State.WAITING);
    }

    private List<Integer> slowly(List<Integer> group) {
        groups.add(List.copyOf(group));
        awaitDisk();
        return doubled(group);
    }

    private void awaitDisk() {
        try {
            disk.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<Integer> doubled(List<Integer> group) {
        return group.stream().map(item -> 2 * item).toList();
    }

    private static SharedWrites<Integer, Integer> writes(
            SharedWrites.Target<Integer, Integer> target, int items, int waiting) {
        return writes(target, new SharedWrites.Limits(items, 100, waiting, 1, Duration.ZERO));
    }

    private static SharedWrites<Integer, Integer> writes(
            SharedWrites.Target<Integer, Integer> target, SharedWrites.Limits limits) {
        return new SharedWrites<>(target, item -> item, IllegalArgumentException.class::isInstance, limits);
    }
}
