package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Message;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The next piece of a replay: one message, or some small ones of one feed and channel; or packages; or records to correct. */
public final class ReplayWork {
    /** What kind of piece it is. */
    enum Kind {
        NOTHING,
        MESSAGES,
        PACKAGES,
        CORRECTIONS
    }

    /** Which rows of a message are asked for. @param rows null for all of them */
    record Asked(Message message, @Nullable BitSet rows) {}

    static final ReplayWork NOTHING = new ReplayWork(Kind.NOTHING, new Session(0, true), List.of(), false, List.of());

    private final Kind kind;
    private final Session session;
    private final Map<Long, Asked> asked = new HashMap<>();
    private final List<Message> messages;
    private final boolean together;
    private final List<?> others;

    ReplayWork(Kind kind, Session session, List<Asked> asked, boolean together, List<?> others) {
        this.kind = kind;
        this.session = session;
        this.messages = asked.stream().map(Asked::message).toList();
        this.together = together;
        this.others = others;
        asked.forEach(each -> this.asked.put(each.message().id(), each));
    }

    public long replay() {
        return session.job();
    }

    /** Whether only to tell what would become of it. */
    public boolean plan() {
        return session.plan();
    }

    public boolean empty() {
        return kind == Kind.NOTHING;
    }

    public boolean packages() {
        return kind == Kind.PACKAGES;
    }

    public boolean corrections() {
        return kind == Kind.CORRECTIONS;
    }

    public List<Message> messages() {
        return messages;
    }

    /** They are small and may be done in one go. */
    public boolean together() {
        return together;
    }

    /** False once the replay is paused, stopped or cancelled: what is left of this piece is left alone. */
    public boolean going() {
        return !session.stopped();
    }

    /** Packages or corrections. */
    public List<?> others() {
        return others;
    }

    Session session() {
        return session;
    }

    /** Whether every record of a message is planned, and none of it was listed before. */
    boolean isWhole(long messageId) {
        var each = asked.get(messageId);
        return each != null && each.rows() == null;
    }

    @Nullable
    BitSet rowsOf(long messageId) {
        var each = asked.get(messageId);
        return each == null ? null : each.rows();
    }
}
