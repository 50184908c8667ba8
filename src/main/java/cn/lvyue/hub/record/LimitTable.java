package cn.lvyue.hub.record;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers limits by the names of their settings, in the order in which they are to be read. */
public final class LimitTable {
    private final Map<String, Limit> limits = new LinkedHashMap<>();

    public LimitTable count(String name, Number value) {
        limits.put(name, new Limit.Count(value));
        return this;
    }

    public LimitTable time(String name, Duration value) {
        limits.put(name, new Limit.Time(value));
        return this;
    }

    public LimitTable size(String name, long bytes) {
        limits.put(name, new Limit.Size(bytes));
        return this;
    }

    public LimitTable word(String name, String value) {
        limits.put(name, new Limit.Word(value));
        return this;
    }

    public Map<String, Limit> limits() {
        return Collections.unmodifiableMap(limits);
    }
}
