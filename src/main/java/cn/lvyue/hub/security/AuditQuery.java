package cn.lvyue.hub.security;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines of the audit are wanted; nothing for what is all one.
 *
 * @param action whole, or the first part of it: {@code replay} for {@code replay.start}
 * @param result {@code ok}, {@code refused}, or a code
 * @param from included, {@code until} excluded
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String object,
        @Nullable String result,
        @Nullable Instant from,
        @Nullable Instant until) {}
