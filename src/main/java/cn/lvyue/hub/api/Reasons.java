package cn.lvyue.hub.api;

import org.jspecify.annotations.Nullable;

/** What a person gives with a deed, in words that are there and not too long. */
final class Reasons {
    private static final int LONGEST = 500;

    private Reasons() {}

    /** @throws Refusal T111 if there is none, or more than 500 characters */
    static String of(@Nullable String given) {
        return of(given, LONGEST);
    }

    /** @throws Refusal T111 if there is none, or more than {@code longest} characters */
    static String of(@Nullable String given, int longest) {
        return needed("reason", given, longest);
    }

    /** @param name of what is given, as the refusal tells it; @throws Refusal as {@link #of} */
    static String needed(String name, @Nullable String given, int longest) {
        var value = given == null ? "" : given.strip();
        if (value.isEmpty() || value.length() > longest) {
            throw Refusal.badParameter(
                    name, value, "1 至 %d 字".formatted(longest), "1 to %d characters".formatted(longest));
        }
        return value;
    }
}
