package cn.lvyue.hub.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the reading of polled interfaces goes. */
public interface Polls {

    /** How one attempt to read a window ended. The codes are what tables store and must never change. */
    enum State {
        RUNNING(1),
        DONE(2),
        FAILED(3),
        INTERRUPTED(4);

        private final int code;

        State(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        public static State ofCode(int code) {
            return values()[code - 1];
        }
    }

    /**
     * A configured interface.
     *
     * @param watermark everything that changed before it is archived; empty before the first whole round
     * @param lastSuccess when a window was last read whole
     * @param failures attempts in a row that did not succeed
     * @param nextAt when it is asked again; empty before the first attempt
     */
    record Source(
            String name,
            Optional<Instant> watermark,
            Optional<Instant> lastSuccess,
            int failures,
            Optional<Instant> nextAt) {

        public static Source neverAsked(String name) {
            return new Source(name, Optional.empty(), Optional.empty(), 0, Optional.empty());
        }
    }

    /**
     * One attempt to read a window.
     *
     * @param passes how often the pages were gone through; more than once when rows shifted between them
     * @param pages answers read as pages, over all passes
     * @param records of the last pass
     * @param promised by the source in the last pass; empty if it says nothing
     * @param code why it failed, or what is to be remarked: T13x
     * @param detail where and what, without any value of a record
     */
    record Round(
            long id,
            String source,
            Optional<Instant> since,
            Optional<Instant> until,
            Instant startedAt,
            Optional<Instant> endedAt,
            State state,
            int passes,
            int pages,
            long records,
            Optional<Long> promised,
            @Nullable String code,
            @Nullable String detail) {}

    /**
     * A page and the message that holds it; a page that had not changed is the same message again.
     *
     * @param number in the order of asking, over all passes, from 1
     * @param page as asked for
     */
    record Page(int number, int page, long messageId) {}

    /** All configured interfaces, by name. */
    List<Source> sources();

    /**
     * Attempts, newest first.
     *
     * @param source only of this one, or null for all
     * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the start
     * @param limit 1 to 1,000
     */
    List<Round> rounds(@Nullable String source, long before, int limit);

    /**
     * The pages of an attempt.
     *
     * @param after only those with a larger number; 0 for the start
     * @param limit 1 to 1,000
     */
    List<Page> pages(long round, int after, int limit);
}
