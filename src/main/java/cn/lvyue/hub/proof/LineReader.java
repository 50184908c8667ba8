package cn.lvyue.hub.proof;

import java.util.LinkedHashMap;
import java.util.Map;

/** Reads texts of the log whose keys do not repeat. */
final class LineReader {
    private LineReader() {}

    /** @throws IllegalArgumentException if it is no text of this form */
    static Map<String, String> read(String text, String form) {
        var rows = text.split("\n", -1);
        if (rows.length < 2 || !rows[0].equals(form) || !rows[rows.length - 1].isEmpty()) {
            throw new IllegalArgumentException("no " + form);
        }
        var lines = new LinkedHashMap<String, String>();
        for (int i = 1; i < rows.length - 1; i++) {
            int colon = rows[i].indexOf(':');
            if (colon < 0) {
                throw new IllegalArgumentException("line " + (i + 1) + " has no key");
            }
            var value = rows[i].substring(colon + 1);
            lines.putIfAbsent(rows[i].substring(0, colon), plain(value.startsWith(" ") ? value.substring(1) : value));
        }
        return lines;
    }

    private static String plain(String value) {
        if (value.indexOf('\\') < 0) {
            return value;
        }
        var out = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                char next = value.charAt(++i);
                out.append(next == 'n' ? '\n' : next == 'r' ? '\r' : next);
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
