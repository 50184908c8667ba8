package cn.lvyue.hub.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Writes the texts of the log: lines {@code key: value} that end in LF, a value's backslash, LF and CR escaped. */
final class Lines {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final StringBuilder text = new StringBuilder(400);

    /** @param kind the first line, which says what the text is */
    Lines(String kind) {
        text.append(kind).append('\n');
    }

    Lines put(String key, @Nullable Object value) {
        text.append(key).append(':');
        var word = value == null ? "" : value.toString();
        if (!word.isEmpty()) {
            text.append(' ');
            escape(word);
        }
        text.append('\n');
        return this;
    }

    Lines put(String key, Instant time) {
        return put(key, TIME.format(time));
    }

    Lines hex(String key, byte[] bytes) {
        return put(key, HexFormat.of().formatHex(bytes));
    }

    private void escape(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            switch (c) {
                case '\\' -> text.append("\\\\");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(c);
            }
        }
    }

    byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
