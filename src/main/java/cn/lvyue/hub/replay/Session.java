package cn.lvyue.hub.replay;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** This node's turn at one replay, from taking it up to letting go of it. Read ahead of by one other thread. */
final class Session {
    private final long job;
    private final boolean plan;
    private final Map<Long, String> unreadable = new ConcurrentHashMap<>();
    private volatile boolean stopped;
    private long done;
    private long failed;

    Session(long job, boolean plan) {
        this.job = job;
        this.plan = plan;
    }

    long job() {
        return job;
    }

    boolean plan() {
        return plan;
    }

    boolean stopped() {
        return stopped;
    }

    void stop() {
        stopped = true;
    }

    /** A message that cannot be read today either. @param why codes of its findings */
    void unreadable(long messageId, String why) {
        unreadable.put(messageId, why);
    }

    Map<Long, String> takeUnreadable() {
        var taken = new HashMap<>(unreadable);
        unreadable.clear();
        return taken;
    }

    void count(long records, long failures) {
        done += records;
        failed += failures;
    }

    long done() {
        return done;
    }

    long failed() {
        return failed;
    }
}
