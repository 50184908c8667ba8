package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One act with its particulars.
 *
 * @param delay of a slow answer, or of the whole of one that drips
 * @param status of an error
 * @param retryAfter how many seconds the platform asks to be left alone
 * @param stage a receipt's stage; empty for the act's own default
 * @param by how far the platform's clock is ahead, or behind where negative
 * @param url where a call-back goes
 * @param message the reason of a refusal
 * @param part of a statement's totals: records, amount or digest; empty for all three
 * @param record which records, by their source record number; null for the package as a whole
 */
record Deed(
        Act act,
        Duration delay,
        int status,
        int retryAfter,
        String stage,
        Duration by,
        @Nullable URI url,
        String message,
        String part,
        @Nullable Pattern record) {
    static final Duration DELAY = Duration.ofSeconds(2);
    static final Duration BY = Duration.ofDays(1);
    static final String MESSAGE = "refused as the scenario says";
    private static final int ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final int TOO_MANY = 429;

    static Deed of(Act act) {
        return new Deed(act, DELAY, status(act), 1, "", BY, null, MESSAGE, "", null);
    }

    static int status(Act act) {
        return switch (act) {
            case UNAVAILABLE -> UNAVAILABLE;
            case TOO_MANY -> TOO_MANY;
            default -> ERROR;
        };
    }

    boolean means(String sourceRecordNo) {
        return record == null || record.matcher(sourceRecordNo).matches();
    }

    /** Whether it is about one of a statement's totals. */
    boolean isOf(String total) {
        return part.isEmpty() || part.equals(total);
    }

    String stageOr(String usual) {
        return stage.isEmpty() ? usual : stage;
    }

    static Optional<Deed> in(List<Deed> deeds, Act act) {
        return deeds.stream().filter(deed -> deed.act() == act).findFirst();
    }

    static boolean has(List<Deed> deeds, Act act) {
        return in(deeds, act).isPresent();
    }
}
