package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/** Which rule holds for which source; wrong ones stop the start. */
@Component
public class SourceRules {
    private final SourceRule defaults;
    private final Map<String, SourceRule> own = new TreeMap<>();

    SourceRules(SourceRule defaults, SourcesSettings settings, DoorSettings door) {
        this.defaults = defaults;
        settings.sources().forEach((feed, its) -> {
            if (!feed.equals(SourcesSettings.DEFAULT)) {
                own.put(feed, its.over(defaults));
            }
        });
        check("default", defaults, door);
        own.forEach((feed, rule) -> check(feed, rule, door));
    }

    /** A nonce must be remembered for as long as the timestamp it came with is taken. */
    private static void check(String name, SourceRule rule, DoorSettings door) {
        if (rule.requestsPerMinute() < 1 || rule.burst() < 1) {
            throw new IllegalStateException(
                    "hub.sources.%s：requests-per-minute 与 burst 至少为 1 / both must be at least 1".formatted(name));
        }
        if (door.nonceKeep().compareTo(rule.clockWindow().multipliedBy(2)) <= 0) {
            throw new IllegalStateException(
                    "hub.sources.%s.clock-window 须小于 hub.door.nonce-keep 的一半 / must be less than half of hub.door.nonce-keep"
                            .formatted(name));
        }
    }

    public SourceRule of(FeedId feed) {
        return of(feed.value());
    }

    SourceRule of(String feed) {
        return own.getOrDefault(feed, defaults);
    }

    /** The feeds with rules of their own. */
    public Set<String> named() {
        return Set.copyOf(own.keySet());
    }

    /** For sources without rules of their own. */
    public SourceRule defaults() {
        return defaults;
    }
}
