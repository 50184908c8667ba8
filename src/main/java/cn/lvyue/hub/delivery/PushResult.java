package cn.lvyue.hub.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of trying to deliver a package. */
sealed interface PushResult {

    /** Lets the one who keeps the package's story write it down. */
    void tell(Story story);

    /** Each kind of result, once. */
    interface Story {
        void accepted(@Nullable String receiptNo);

        void refused(String code, @Nullable String message);

        void unanswered(String why, @Nullable Duration retryAfter);

        void notArrived(String why, @Nullable Duration retryAfter);

        void postponed(Instant until);

        void poisoned(String why);

        void outdated();

        void held();

        void thereByNow(List<Asking.ThereByNow> found);
    }

    /** The platform has it. @param receiptNo of stage R1; null when the platform was only asked */
    record Accepted(@Nullable String receiptNo) implements PushResult {
        @Override
        public void tell(Story story) {
            story.accepted(receiptNo);
        }
    }

    /** The platform does not want it; sending it again would not help. */
    record Refused(String code, @Nullable String message) implements PushResult {
        @Override
        public void tell(Story story) {
            story.refused(code, message);
        }
    }

    /** The platform may have it: it has to be asked before anything is sent again. */
    record Unanswered(String why, @Nullable Duration retryAfter) implements PushResult {
        @Override
        public void tell(Story story) {
            story.unanswered(why, retryAfter);
        }
    }

    /** The platform surely does not have it: not reached, or not let in. */
    record NotArrived(String why, @Nullable Duration retryAfter) implements PushResult {
        @Override
        public void tell(Story story) {
            story.notArrived(why, retryAfter);
        }
    }

    /** Nothing was sent: it is held, outside its window, or the platform is left alone. */
    record Postponed(Instant until) implements PushResult {
        @Override
        public void tell(Story story) {
            story.postponed(until);
        }
    }

    /** The platform surely does not have it, and fails on this package while it takes others. */
    record Poisoned(String why) implements PushResult {
        @Override
        public void tell(Story story) {
            story.poisoned(why);
        }
    }

    /** The platform surely does not have it, and some of its records have a newer revision that is past it. */
    record Outdated() implements PushResult {
        @Override
        public void tell(Story story) {
            story.outdated();
        }
    }

    /** The platform surely does not have it, and some of its records are held by now. */
    record Held() implements PushResult {
        @Override
        public void tell(Story story) {
            story.held();
        }
    }

    /** Some of its records, refused before in other packages, are held by the platform from those by now. */
    record ThereByNow(List<Asking.ThereByNow> found) implements PushResult {
        @Override
        public void tell(Story story) {
            story.thereByNow(found);
        }
    }
}
