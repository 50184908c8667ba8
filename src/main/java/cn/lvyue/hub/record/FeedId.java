package cn.lvyue.hub.record;

import java.util.regex.Pattern;

/** Names one upstream system and its format (来源), in kebab-case: {@code hotline-12345}. */
public record FeedId(String value) implements Comparable<FeedId> {
    private static final Pattern KEBAB = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int LONGEST = 64;

    public FeedId {
        if (value.length() > LONGEST || !KEBAB.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    "feed id '%s' is not kebab-case of at most %d characters".formatted(value, LONGEST));
        }
    }

    @Override
    public int compareTo(FeedId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
