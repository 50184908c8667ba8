package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Plays a scenario: says what is to be done at a call, to a record, or to the whole platform. */
class Script implements Scenarios {
    private static final long SPREAD = 0x9E3779B97F4A7C15L;

    private final ScenarioReader reader = new ScenarioReader();
    private final Clock clock;
    private volatile Running running;

    Script(SandboxSettings settings, Clock clock) {
        this.clock = clock;
        this.running = new Running(first(settings), clock.instant());
    }

    private Scenario first(SandboxSettings settings) {
        try {
            return settings.scenario() == null ? Scenario.NONE : reader.read(Files.readString(settings.scenario()));
        } catch (IOException missing) {
            throw new UncheckedIOException(
                    "hub.sandbox.scenario %s 无法读取 / cannot be read".formatted(settings.scenario()), missing);
        }
    }

    /** A scenario with what was done of it. */
    private record Running(Scenario scenario, Instant since, List<Count> counts) {
        Running(Scenario scenario, Instant since) {
            this(
                    scenario,
                    since,
                    scenario.rules().stream().map(rule -> new Count()).toList());
        }
    }

    /** How many calls a rule was asked about, and how often it held. */
    private static final class Count {
        private final AtomicInteger calls = new AtomicInteger();
        private final AtomicInteger done = new AtomicInteger();
    }

    @Override
    public Playing playing() {
        var now = running;
        return new Playing(now.scenario().text(), now.scenario().rules().size(), now.since());
    }

    @Override
    public Playing play(String text) {
        running = new Running(reader.read(text), clock.instant());
        return playing();
    }

    /** What is done at one call; every question counts as one. */
    List<Deed> deeds(Target target, Occasion occasion, String packageId) {
        var now = running;
        var since = Duration.between(now.since(), clock.instant());
        return IntStream.range(0, now.scenario().rules().size())
                .filter(i -> !isOfRecords(rule(now, i).deed().act())
                        && rule(now, i).isAbout(target, occasion, packageId)
                        && holds(now, i, since))
                .mapToObj(i -> rule(now, i).deed())
                .toList();
    }

    private static boolean holds(Running now, int i, Duration since) {
        var rule = rule(now, i);
        var count = now.counts().get(i);
        int call = count.calls.incrementAndGet();
        return rule.isOpen(since)
                && rule.isTurnOf(call)
                && isMet(now.scenario().seed(), i, call, rule.chance())
                && count.done.incrementAndGet() <= rule.times();
    }

    private static boolean isMet(long seed, int rule, long turn, double chance) {
        return chance >= 1
                || new SplittableRandom(seed + SPREAD * (rule * 31L + 1) + turn * 7919).nextDouble() < chance;
    }

    private static Rule rule(Running now, int i) {
        return now.scenario().rules().get(i);
    }

    /** What is done to a record: the same record always meets the same chance. */
    Optional<Deed> deedOn(Act act, Target target, String sourceRecordNo) {
        var now = running;
        var since = Duration.between(now.since(), clock.instant());
        return IntStream.range(0, now.scenario().rules().size())
                .filter(i -> {
                    var rule = rule(now, i);
                    return rule.deed().act() == act
                            && rule.targets().contains(target)
                            && rule.deed().means(sourceRecordNo)
                            && rule.isOpen(since)
                            && isMet(now.scenario().seed(), i, sourceRecordNo.hashCode(), rule.chance())
                            && now.counts().get(i).done.incrementAndGet() <= rule.times();
                })
                .mapToObj(i -> rule(now, i).deed())
                .findFirst();
    }

    boolean isDown(Target target) {
        var now = running;
        var since = Duration.between(now.since(), clock.instant());
        return now.scenario().rules().stream()
                .anyMatch(
                        rule -> rule.deed().act() == Act.DOWN && rule.targets().contains(target) && rule.isOpen(since));
    }

    private static boolean isOfRecords(Act act) {
        return act == Act.REFUSE || act == Act.LOSE_RECORDS || act == Act.DOWN;
    }
}
