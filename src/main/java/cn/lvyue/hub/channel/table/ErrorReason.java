package cn.lvyue.hub.channel.table;

import cn.lvyue.hub.record.FindingWords.Words;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The text for the column {@code error_reason}: all findings in Chinese, then all in English, as much as the column holds. */
final class ErrorReason {
    private static final String CUT = "…";
    private static final String COLUMN = ", column ";

    private ErrorReason() {}

    /**
     * @param length of the column; not known, or without a limit, where it is 0 or less
     * @return null where there is nothing to say
     */
    static @Nullable String of(List<Words> findings, int length, boolean inBytes) {
        if (findings.isEmpty()) {
            return null;
        }
        var chinese = findings.stream().map(words -> label(words) + words.zh()).collect(Collectors.joining("；"));
        var english = findings.stream().map(words -> label(words) + words.en()).collect(Collectors.joining("; "));
        return cut(chinese + " / " + english, length, inBytes);
    }

    /** The row is the sender's own; what matters is the column. */
    private static String label(Words words) {
        int column = words.place().indexOf(COLUMN);
        return words.code() + (column < 0 ? "" : " [" + words.place().substring(column + COLUMN.length()) + "]") + " ";
    }

    private static String cut(String text, int length, boolean inBytes) {
        if (length <= 0 || size(text, inBytes) <= length) {
            return text;
        }
        int room = length - size(CUT, inBytes);
        int end = 0;
        for (int used = 0; end < text.length(); ) {
            int next = text.offsetByCodePoints(end, 1);
            used += size(text.substring(end, next), inBytes);
            if (used > room) {
                break;
            }
            end = next;
        }
        return room < 0 ? "" : text.substring(0, end) + CUT;
    }

    private static int size(String text, boolean inBytes) {
        return inBytes ? text.getBytes(StandardCharsets.UTF_8).length : text.codePointCount(0, text.length());
    }
}
