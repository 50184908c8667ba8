package cn.lvyue.hub.signing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What may be known of a key outside the module that holds it.
 *
 * @param id by which both sides call it
 * @param from when it begins to be used; null for always
 * @param until when it ends, exclusive; null for never
 * @param secret whether the private or secret part is there; a key without it can only verify
 */
public record KeyInfo(
        String id,
        KeyKind kind,
        @Nullable Instant from,
        @Nullable Instant until,
        boolean secret) {
    boolean isValidAt(Instant time) {
        return (from == null || !time.isBefore(from)) && (until == null || time.isBefore(until));
    }

    /** For choosing the newest; a key that was always there is the oldest. */
    Instant begin() {
        return from == null ? Instant.MIN : from;
    }
}
