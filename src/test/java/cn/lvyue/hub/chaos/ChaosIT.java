package cn.lvyue.hub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Plays seeded schedules of misbehaving platforms and killed processes. {@code -Dchaos.seeds=200} plays more than the ten,
 * {@code -Dchaos.first=17 -Dchaos.seeds=1} one again; {@code -Dchaos.share=10} says how many share a hub and its database.
 */
class ChaosIT {
    private static final int FIRST = Integer.getInteger("chaos.first", 1);
    private static final int SEEDS = Integer.getInteger("chaos.seeds", 10);
    private static final int SHARE = Integer.getInteger("chaos.share", 10);
    private static final Path FOLDER = Path.of("target", "chaos");

    private final List<String> faults = new ArrayList<>();

    @Test
    void whateverHappensThePlatformsHoldEveryRecordOnceInItsLatestRevision() throws Exception {
        for (int seed = FIRST; seed < FIRST + SEEDS; seed += SHARE) {
            playFrom(seed, Math.min(seed + SHARE, FIRST + SEEDS));
        }
        assertThat(faults).isEmpty();
    }

    private void playFrom(int first, int end) throws Exception {
        try (var rehearsal = Rehearsal.start(FOLDER)) {
            for (int seed = first; seed < end; seed++) {
                play(rehearsal, seed);
            }
        }
    }

    private void play(Rehearsal rehearsal, long seed) throws Exception {
        long begun = System.nanoTime();
        var schedule = new Schedule(seed);
        rehearsal.play(schedule);
        var judge = new Judge(schedule, rehearsal.platforms(), rehearsal.refused(schedule.prefix()));
        var found = new ArrayList<>(judge.faults());
        found.addAll(rehearsal.unbalanced());
        rehearsal
                .differences(schedule.prefix())
                .filter(named -> !named.equals(judge.differences()))
                .ifPresent(named -> found.add(
                        "the reconciliation names %s and should name %s".formatted(named, judge.differences())));
        found.addAll(rehearsal.wrongTotals(schedule.lie()));
        if (judge.arrivals() == 0) {
            found.add("nothing arrived");
        }
        System.out.printf(
                "seed %d: %s, %d revisions arrived, %d differences, %.1f s%n",
                seed,
                found.isEmpty() ? "in order" : found,
                judge.arrivals(),
                judge.differences().size(),
                (System.nanoTime() - begun) / 1e9);
        if (!found.isEmpty()) {
            rehearsal.trail(schedule.prefix()).forEach(System.out::println);
        }
        found.forEach(fault -> faults.add("seed " + seed + ": " + fault));
    }
}
