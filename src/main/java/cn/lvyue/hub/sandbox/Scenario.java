package cn.lvyue.hub.sandbox;

import java.util.List;

/**
 * How the platforms misbehave.
 *
 * @param seed of everything that is left to chance: the same seed and the same calls in the same order give the same
 * @param text as written
 */
record Scenario(long seed, List<Rule> rules, String text) {
    static final Scenario NONE = new Scenario(0, List.of(), "rules: []\n");
}
