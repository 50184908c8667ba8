package cn.lvyue.hub.chaos;

import cn.lvyue.hub.chaos.Complaint.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** What one seed does, step by step; the same seed always does the same. */
final class Schedule {
    private static final int COMPLAINTS = 12;
    private static final int POSTS = 45;
    private static final int BATCHES = 5;
    private static final int WEATHERS = 4;
    private static final Status[] FIRST = {Status.PROCESSING, Status.UNFOUNDED, Status.DEFAULT_CONFIRMED};

    /** One thing that happens. */
    sealed interface Step {}

    record Post(String body) implements Step {}

    /** A batch is made by hand. */
    record SealBatch() implements Step {}

    /** @param scenario from now on */
    record Turn(String scenario) implements Step {}

    /** @param afterMillis while what comes next goes on */
    record KillHub(long afterMillis) implements Step {}

    /** @param crash rather than an orderly end */
    record RestartDatabase(boolean crash) implements Step {}

    record CrashBroker() implements Step {}

    private final long seed;
    private final Random random;
    private final List<Complaint> complaints = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();

    Schedule(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        for (int i = 0; i < POSTS; i++) {
            steps.add(new Post(nextBody()));
        }
        scatter(BATCHES, SealBatch::new);
        scatter(WEATHERS, this::turn);
        steps.add(0, turn());
        scatter(random.nextInt(10) < 4 ? 1 : 0, () -> new KillHub(random.nextInt(400)));
        scatter(random.nextInt(10) < 4 ? 1 : 0, () -> new RestartDatabase(random.nextBoolean()));
        scatter(random.nextInt(10) < 3 ? 1 : 0, CrashBroker::new);
    }

    private void scatter(int times, Made made) {
        for (int i = 0; i < times; i++) {
            steps.add(1 + random.nextInt(steps.size()), made.step());
        }
    }

    private Step turn() {
        return new Turn(new RandomScenario(random, prefix(), doubtful()).text(refused()));
    }

    private interface Made {
        Step step();
    }

    private String nextBody() {
        int kind = random.nextInt(10);
        if (complaints.size() < COMPLAINTS && (complaints.isEmpty() || kind < 4)) {
            var complaint = new Complaint(prefix() + complaints.size(), 10_000L * (1 + random.nextInt(1_000)));
            complaints.add(complaint);
            return complaint.tell(FIRST[random.nextInt(FIRST.length)]);
        }
        var complaint = complaints.get(random.nextInt(complaints.size()));
        return switch (kind) {
            case 8 -> complaint.repeat();
            case 9 -> complaint.stale();
            default -> complaint.tell(Status.values()[random.nextInt(Status.values().length)]);
        };
    }

    /** All source record numbers of this seed begin so. */
    String prefix() {
        return "XY-" + seed + "-";
    }

    /** Records the platforms refuse for good, a pattern. */
    String refused() {
        return prefix() + "[27]";
    }

    /** Records the platforms may contradict themselves about, a pattern. */
    String doubtful() {
        return prefix() + "[58]";
    }

    /** What the province gets wrong of its statement in the end; empty for nothing. */
    String lie() {
        return RandomScenario.lie(seed);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Complaint> complaints() {
        return List.copyOf(complaints);
    }
}
