package cn.lvyue.hub.channel.files;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Since when the files of one place have been as they are. Kept between looks; a hub that restarts looks anew. */
final class Sightings {
    private record Attempt(Seen file, Seen marker) {}

    private Map<Seen, Instant> since = new HashMap<>();
    private final Set<Attempt> attempts = new HashSet<>();

    void note(List<Seen> files, Instant now) {
        var before = since;
        since = new HashMap<>();
        files.forEach(file -> since.put(file, before.getOrDefault(file, now)));
        attempts.removeIf(attempt -> !since.containsKey(attempt.file()) || !since.containsKey(attempt.marker()));
    }

    boolean unchangedFor(Seen file, Duration time, Instant now) {
        return !since.getOrDefault(file, now).plus(time).isAfter(now);
    }

    /** @return whether this is the first time that this file is held against this marker */
    boolean firstAttempt(Seen file, Seen marker) {
        return attempts.add(new Attempt(file, marker));
    }
}
