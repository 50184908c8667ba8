package cn.lvyue.hub.publishing;

import cn.lvyue.hub.mapping.MappingTexts.Text;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shadow runs (试运行): a version that is not in force reads what is archived, without effect. One runs at a time on each node. */
public interface Shadows {

    /** How far a run is. */
    enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * @param text what is tried; it may have been changed in the draft since
     * @param since messages received from then on are read, {@code days} before it was asked for
     * @param most records to read at most
     * @param messages to read; {@code messagesDone} of them are read
     * @param answer what differs, as JSON; null until it is done
     */
    record Shadow(
            long id,
            long publication,
            Text text,
            Instant since,
            int days,
            long most,
            State state,
            String startedBy,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            long messages,
            long messagesDone,
            long records,
            long differing,
            @Nullable String answer,
            @Nullable String failure) {
        public boolean isOpen() {
            return state == State.WAITING || state == State.RUNNING;
        }

        /** From 0 to 100. */
        public int percent() {
            return state == State.DONE ? 100 : messages == 0 ? 0 : (int) Math.min(99, messagesDone * 100 / messages);
        }
    }

    /** Asks for a run of a draft as it is now; one that is under way is given up. @return its id */
    long ask(Publications.Publication draft, int days, long most, String by);

    /** The latest of a publication. */
    Optional<Shadow> latest(long publication);

    /** @return whether it was still under way */
    boolean cancel(long publication);

    /** The oldest that is to be done and that no other node is at. It is this node's until it is silent for a minute. */
    Optional<Shadow> lease(String node);

    /** Tells how far it is. @return whether it is still this node's and to be gone on with */
    boolean progress(long id, String node, Progress progress);

    record Progress(long messages, long messagesDone, long records, long differing) {}

    void done(long id, String node, Progress progress, String answer);

    void failed(long id, String node, String why);

    /** Lets it go unfinished: it begins anew, here or at another node. */
    void release(long id, String node);
}
