package cn.lvyue.hub.sandbox;

import java.time.Instant;

/** Reads and sets how the stand-in platforms misbehave. Nothing of the register is changed by it. */
public interface Scenarios {

    /** @param text YAML as written @param since when it was set */
    record Playing(String text, int rules, Instant since) {}

    /** A scenario that cannot be read; the message says why, Chinese and English. */
    final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String zh;
        private final String en;

        Unreadable(String zh, String en) {
            super(zh + " / " + en);
            this.zh = zh;
            this.en = en;
        }

        public String zh() {
            return zh;
        }

        public String en() {
            return en;
        }
    }

    Playing playing();

    /**
     * Plays a scenario from now on, its counters at their start. An empty text is fine weather.
     *
     * @throws Unreadable if it is none; then the one before goes on
     */
    Playing play(String text);
}
