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
    private static final int MOST = 4;

    private final List<String> rules = new ArrayList<>();
    private final long seed;

    /** @param prefix of the source record numbers it may lose */
    RandomScenario(Random random, String prefix) {
        seed = random.nextInt(1_000_000);
        int size = 1 + random.nextInt(MOST);
        for (int i = 0; i < size; i++) {
            rules.add(RULES.get(random.nextInt(RULES.size())));
        }
        if (random.nextInt(4) == 0) {
            rules.add("{ act: lose-records, records: '%s.*', chance: 0.2, times: 2 }".formatted(prefix));
        }
    }

    /** As a scenario file has it. @param refused records that are refused whatever else happens, a pattern */
    String text(String refused) {
        return "seed: %d\nrules:\n  - %s\n  - %s\n".formatted(seed, String.join("\n  - ", rules), refusing(refused));
    }

    /** Fine weather, but for what is refused. */
    static String clear(String refused) {
        return "rules: [ %s ]".formatted(refusing(refused));
    }

    private static String refusing(String records) {
        return "{ act: refuse, records: '%s', message: 主体名称与代码不一致 }".formatted(records);
    }
}
