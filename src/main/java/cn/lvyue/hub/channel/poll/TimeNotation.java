package cn.lvyue.hub.channel.poll;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Times as a polled interface writes them. */
final class TimeNotation {
    private static final String MILLIS = "epoch-millis";
    private static final String SECONDS = "epoch-seconds";
    private static final int LONGEST_NUMBER = 18;

    private final String format;
    private final DateTimeFormatter pattern;

    /** @throws IllegalArgumentException if the format is neither a known word nor a pattern */
    TimeNotation(String format, ZoneId zone) {
        this.format = format;
        this.pattern =
                (isNumber() ? DateTimeFormatter.ISO_INSTANT : DateTimeFormatter.ofPattern(format)).withZone(zone);
    }

    private boolean isNumber() {
        return format.equals(MILLIS) || format.equals(SECONDS);
    }

    String write(Instant time) {
        return switch (format) {
            case MILLIS -> Long.toString(time.toEpochMilli());
            case SECONDS -> Long.toString(time.getEpochSecond());
            default -> pattern.format(time);
        };
    }

    /** Empty for what is no time in this notation. */
    Optional<Instant> read(String text) {
        try {
            if (!isNumber()) {
                return Optional.of(pattern.parse(text, Instant::from));
            }
            if (text.isEmpty()
                    || text.length() > LONGEST_NUMBER
                    || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                return Optional.empty();
            }
            long number = Long.parseLong(text);
            return Optional.of(format.equals(MILLIS) ? Instant.ofEpochMilli(number) : Instant.ofEpochSecond(number));
        } catch (DateTimeException noTime) {
            return Optional.empty();
        }
    }
}
