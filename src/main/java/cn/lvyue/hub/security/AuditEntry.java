package cn.lvyue.hub.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit.
 *
 * @param id counts up, with gaps
 * @param actor a person, or the key a request named
 * @param action {@code replay.start}
 * @param what the call, or what it is about; of earlier versions the object too
 * @param object {@code replay 17}
 * @param before JSON, as {@code after}
 * @param result {@code ok}, or HTTP status and code
 */
public record AuditEntry(
        long id,
        Instant at,
        String actor,
        String address,
        String action,
        String what,
        @Nullable String object,
        @Nullable String before,
        @Nullable String after,
        @Nullable String purpose,
        @Nullable String reference,
        String result) {}
