package cn.lvyue.hub.record;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a limit is set to, with its unit. */
public sealed interface Limit {
    /** As programs are told: numbers and texts as they are, sizes in bytes, times in seconds. */
    Object plain();

    /** What it bounds, where that comes with it; null where the page has words for its name. */
    default @Nullable Explained explained() {
        return null;
    }

    record Count(Number plain) implements Limit {}

    /** @param value milliseconds count */
    record Time(Duration value) implements Limit {
        @Override
        public Object plain() {
            if (value.toNanosPart() == 0) {
                return value.toSeconds();
            }
            return value.toMillis() / 1000.0;
        }
    }

    record Size(long bytes) implements Limit {
        @Override
        public Object plain() {
            return bytes;
        }
    }

    record Word(String plain) implements Limit {}

    /**
     * One that comes with its meaning.
     *
     * @param value as it would be written in the settings, units included
     * @param zh what it bounds, in Chinese
     * @param en the same in English
     * @param code the finding when it bites
     */
    record Explained(String value, String zh, String en, String code) implements Limit {
        @Override
        public Object plain() {
            return Map.of("value", value, "zh", zh, "en", en, "code", code);
        }

        @Override
        public Explained explained() {
            return this;
        }
    }
}
