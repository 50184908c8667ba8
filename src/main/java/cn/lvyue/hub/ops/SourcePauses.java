package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Pauses;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;

/**
 * Pauses and resumes sources (暂停与恢复接入); the bean {@code pauses} of the routes. The database knows which are paused, so that
 * a pause holds on every node and over a restart; each node looks once a second and keeps what it saw. While a source is paused,
 * alarm T164 is open.
 */
@Service("pauses")
public class SourcePauses implements Pauses {
    static final String PAUSED = "T164";

    private static final Logger log = LoggerFactory.getLogger(SourcePauses.class);
    private static final int PAST = 20;

    private final PauseStore store;
    private final Alarms alarms;
    private final Clock clock;
    private volatile List<Pause> paused;

    SourcePauses(PauseStore store, Alarms alarms, Clock clock) {
        this.store = store;
        this.alarms = alarms;
        this.clock = clock;
        this.paused = store.open();
    }

    @Override
    public List<Pause> all() {
        return paused;
    }

    /** Looks what other nodes did. While the database is away, what was known stands. */
    void refresh() {
        try {
            paused = store.open();
        } catch (DataAccessException away) {
            log.debug("pauses cannot be read", away);
        }
    }

    /**
     * Stops taking up anything new of a source: here at once, on other nodes within a second or two. What was taken up is
     * finished. A source that is paused stays so, with the first reason.
     *
     * @return the pause that holds
     */
    public Pause pause(FeedId feed, String by, String reason) {
        var pause = new Pause(feed, clock.instant(), by, reason);
        if (store.pause(pause)) {
            alarms.raise(new Alarm(
                    PAUSED,
                    feed.value(),
                    Level.WARNING,
                    "{subject}已由 %s 暂停：%s".formatted(by, reason),
                    "{subject} is paused by %s because: %s".formatted(by, reason)));
        }
        refresh();
        return of(feed).orElse(pause);
    }

    /** @return whether the source was paused */
    public boolean resume(FeedId feed, String by, String why) {
        boolean wasPaused = store.resume(feed, clock.instant(), by, why);
        alarms.clear(PAUSED, feed.value());
        refresh();
        return wasPaused;
    }

    /** Pauses of a source, the newest first, at most twenty. */
    public List<PastPause> past(FeedId feed) {
        return store.of(feed, PAST);
    }
}
