package cn.lvyue.hub.channel.files;

import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.record.TemporaryFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedRuntimeException;
import org.springframework.stereotype.Component;

/** What cannot be done for now, over all places. Logged when it begins, changes and ends, not at every look. */
@Component
class Troubles {
    private static final Logger LOG = LoggerFactory.getLogger(Troubles.class);

    private record Key(String source, String about) {}

    private final Map<Key, Trouble> open = new HashMap<>();
    private final InboxSettings settings;
    private final BlockedWays ways;
    private final Clock clock;

    Troubles(InboxSettings settings, BlockedWays ways, Clock clock) {
        this.settings = settings;
        this.ways = ways;
        this.clock = clock;
    }

    /** What may fail for reasons outside the hub. */
    interface Attempt {
        /** @return whether it is done, so that an earlier trouble is over */
        boolean run() throws IOException;
    }

    /**
     * Tries something unless it failed a moment ago; a failure is noted. A database that is away is the whole place's trouble,
     * not one file's.
     *
     * @param about the file as shown, or empty for the place itself
     * @return whether it is done
     */
    boolean attempt(String source, String about, Attempt what) {
        if (!mayTry(source, about)) {
            return false;
        }
        try {
            boolean done = what.run();
            if (done) {
                over(source, about);
            }
            return done;
        } catch (IOException failed) {
            note(source, about, Trouble.words(failed));
        } catch (TemporaryFailure failed) {
            note(source, about, String.valueOf(failed.getMessage()));
        } catch (RuntimeException failed) {
            if (failed instanceof NestedRuntimeException && !about.isEmpty()) {
                throw failed;
            }
            if (note(source, about, failed.getClass().getSimpleName())) {
                LOG.warn("{} {}", source, about, failed);
            }
        }
        return false;
    }

    private synchronized boolean mayTry(String source, String about) {
        var trouble = open.get(new Key(source, about));
        return trouble == null || !trouble.next().isAfter(clock.instant());
    }

    /**
     * Notes what is not to be tried before a pause, which doubles each time.
     *
     * @return whether it is news
     */
    synchronized boolean note(String source, String about, String why) {
        var now = clock.instant();
        var before = open.get(new Key(source, about));
        return put(
                new Trouble(source, about, why, since(before, now), now.plus(pause(since(before, now), now))), before);
    }

    /** Notes what only somebody outside can change, so that no try is put off. */
    synchronized void report(String source, String about, String why) {
        var now = clock.instant();
        var before = open.get(new Key(source, about));
        put(new Trouble(source, about, why, since(before, now), now), before);
    }

    private static Instant since(@Nullable Trouble before, Instant now) {
        return before == null ? now : before.since();
    }

    private boolean put(Trouble trouble, @Nullable Trouble before) {
        open.put(new Key(trouble.source(), trouble.about()), trouble);
        boolean news = before == null || !before.why().equals(trouble.why());
        if (news) {
            LOG.warn("{} {}: {}", trouble.source(), trouble.about(), trouble.why());
        }
        if (trouble.about().isEmpty()) {
            ways.blocked(trouble.source(), trouble.why());
        }
        return news;
    }

    private Duration pause(Instant since, Instant now) {
        var soFar = Duration.between(since, now);
        var pause = soFar.compareTo(settings.retryFirst()) < 0 ? settings.retryFirst() : soFar;
        return pause.compareTo(settings.retryLongest()) > 0 ? settings.retryLongest() : pause;
    }

    /** A place that is not there any more has no trouble. */
    void gone(String source) {
        over(source, "");
    }

    private synchronized void over(String source, String about) {
        if (about.isEmpty()) {
            ways.works(source);
        }
        if (open.remove(new Key(source, about)) != null) {
            LOG.info("{} {}: 已恢复 / is in order again", source, about);
        }
    }

    /** Forgets the files that are not there any more. */
    synchronized void keepOnly(String source, Collection<String> about) {
        var still = Set.copyOf(about);
        open.keySet()
                .removeIf(key -> key.source().equals(source) && !key.about().isEmpty() && !still.contains(key.about()));
    }

    synchronized List<Trouble> all() {
        return List.copyOf(open.values());
    }
}
