package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Answer;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What came of one call to a platform. */
sealed interface Reply {

    /**
     * The platform answered, whatever it said.
     *
     * @param code its word, null where the body has none
     * @param retryAfter how long it asks to be left alone
     * @param receipts what it says of the package's stages, where it was asked
     * @param unknown it says in its own words that it never got the package
     * @param busy it says in its own words that it took nothing and is to be asked again later
     */
    record Answered(
            Answer answer,
            @Nullable String code,
            @Nullable String message,
            @Nullable String receiptNo,
            @Nullable Duration retryAfter,
            List<StageReceipt> receipts,
            boolean unknown,
            boolean busy)
            implements Reply {
        private static final String GOOD = "0";

        int status() {
            return answer.httpStatus();
        }

        boolean isGood() {
            return status() / 100 == 2 && GOOD.equals(code) && !unknown && !busy;
        }

        /** The platform never got the package. */
        boolean isUnknown() {
            return status() == 404 || unknown;
        }

        /** Nothing about the package was decided: not let in, overloaded, broken, or an answer in no known form. */
        boolean isNoWord() {
            return status() == 401
                    || status() == 403
                    || status() == 408
                    || status() == 429
                    || status() >= 500
                    || busy
                    || code == null;
        }
    }

    /** The platform was reached, and there is no receipt of the package yet. */
    record NothingYet() implements Reply {}

    /** The call may have arrived. */
    record NoAnswer(String why) implements Reply {}

    /** The call did not arrive: no connection could be made. */
    record Unreachable(String why) implements Reply {}
}
