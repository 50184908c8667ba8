package cn.lvyue.hub.api;

import org.jspecify.annotations.Nullable;

/** Why somebody does something, in words that are there and not too long. */
final class Reasons {
    private Reasons() {}

    /** @throws Refusal if there is none, or more than {@code longest} characters */
    static String of(@Nullable String given, int longest) {
        var reason = given == null ? "" : given.strip();
        if (reason.isEmpty() || reason.length() > longest) {
            throw Refusal.badParameter(
                    "reason", reason, "1 至 %d 字".formatted(longest), "1 to %d characters".formatted(longest));
        }
        return reason;
    }
}
