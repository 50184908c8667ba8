package cn.lvyue.hub.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A scenario of a few misbehaviours drawn at random. */
final class RandomScenario {
    private static final List<String> RULES = List.of(
            "{ act: slow, delay: 100ms, chance: 0.3 }",
            "{ act: slow, delay: 2500ms, chance: 0.05, times: 1 }",
            "{ act: trickle, delay: 200ms, chance: 0.3 }",
            "{ act: drop-before, chance: 0.3 }",
            "{ act: drop-after, chance: 0.4 }",
            "{ act: error-before, status: 502, chance: 0.3 }",
            "{ act: error-after, status: 500, chance: 0.4 }",
            "{ act: unavailable, retry-after: 0, chance: 0.3 }",
            "{ act: too-many, retry-after: 1, chance: 0.2 }",
            "{ act: html-before, chance: 0.3 }",
            "{ act: html-after, chance: 0.4 }",
            "{ act: wrong-type, chance: 0.5 }",
            "{ act: cut-off, chance: 0.3 }",
            "{ act: break-off, chance: 0.3 }",
            "{ act: clock-wrong, by: 1h, chance: 0.3 }",
            "{ act: twice, chance: 0.5 }",
            "{ act: unknown-records, chance: 0.4 }",
            "{ act: wrong-counts, chance: 0.4 }",
            "{ act: change-ids, chance: 0.4 }",
            "{ act: late, stage: R3, until: 1s }",
            "{ act: lose-package, on: post, chance: 0.15, times: 2 }",
            "{ act: lose-package, on: ask, chance: 0.05, times: 2 }",
            "{ act: down, from: 100ms, until: 1200ms }",
            "{ act: down, target: national, until: 800ms }");
    /** The platform contradicts itself about single records; %s are their numbers. */
    private static final List<String> CONTRADICTIONS = List.of(
            "{ act: good-then-bad, records: '%s', chance: 0.6 }",
            "{ act: good-then-bad, on: post, records: '%s', chance: 0.6 }",
            "{ act: bad-then-good, records: '%s', chance: 0.6 }",
            "{ act: bad-then-good, stage: R3, records: '%s', chance: 0.6 }",
            "{ act: refuse-stage, stage: R3, records: '%s', chance: 0.3 }");
    /** The platform calls the hub; %s is its address. */
    private static final List<String> CALLS = List.of(
            "{ act: call-back, target: provincial, url: '%s/api/v1/targets/provincial/receipts', delay: 600ms, chance: 0.6 }",
            "{ act: call-back, target: provincial, url: '%s/api/v1/targets/provincial/receipts', delay: 250ms }",
            "{ act: call-back, target: national, url: '%s/api/v1/targets/national/receipts', delay: 700ms, chance: 0.6 }",
            "{ act: stray-call-back, target: provincial, url: '%s/api/v1/targets/provincial/receipts', chance: 0.5 }",
            "{ act: stray-call-back, target: national, url: '%s/api/v1/targets/national/receipts', chance: 0.3 }");

    private static final List<String> TOTALS = List.of("records", "amount", "digest");
    private static final int MOST = 4;
    /** Stands where the hub's address is to be; a hub that was killed has another. */
    static final String HUB = "http://the-hub";

    private final List<String> rules = new ArrayList<>();
    private final long seed;

    /** @param prefix of the source record numbers it may lose @param doubtful records it may contradict itself about, a pattern */
    RandomScenario(Random random, String prefix, String doubtful) {
        seed = random.nextInt(1_000_000);
        int size = 1 + random.nextInt(MOST);
        for (int i = 0; i < size; i++) {
            rules.add(RULES.get(random.nextInt(RULES.size())));
        }
        if (random.nextInt(4) == 0) {
            rules.add("{ act: lose-records, records: '%s.*', chance: 0.2, times: 2 }".formatted(prefix));
        }
        sometimes(random, CONTRADICTIONS, doubtful);
        sometimes(random, CALLS, HUB);
        sometimes(random, CALLS, HUB);
    }

    private void sometimes(Random random, List<String> some, String of) {
        if (random.nextInt(3) == 0) {
            rules.add(some.get(random.nextInt(some.size())).formatted(of));
        }
    }

    /** As a scenario file has it. @param refused records that are refused whatever else happens, a pattern */
    String text(String refused) {
        return "seed: %d\nrules:\n  - %s\n  - %s\n".formatted(seed, String.join("\n  - ", rules), refusing(refused));
    }

    /** Fine weather, but for what is refused. @param lie which of its totals the province gets wrong; empty for none */
    static String clear(String refused, String lie) {
        var wrong = lie.isEmpty() ? "" : ", { act: wrong-totals, target: provincial, of: %s }".formatted(lie);
        return "rules: [ %s%s ]".formatted(refusing(refused), wrong);
    }

    /** What the province is to get wrong of its statement in the end: each total in its turn, and now and then none. */
    static String lie(long seed) {
        int turn = (int) (seed % (TOTALS.size() + 1));
        return turn < TOTALS.size() ? TOTALS.get(turn) : "";
    }

    private static String refusing(String records) {
        return "{ act: refuse, records: '%s', message: 主体名称与代码不一致 }".formatted(records);
    }
}
