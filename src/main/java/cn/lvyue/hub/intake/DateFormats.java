package cn.lvyue.hub.intake;

import java.util.Locale;

/** Tells number formats that show a date or time from those that show a number (ECMA-376 part 1, section 18.8.30). */
final class DateFormats {
    private DateFormats() {}

    /** Formats every spreadsheet knows by number; 27 to 36 and 50 to 58 are dates in Chinese editions. */
    static boolean isBuiltInDate(int id) {
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    }

    /** Whether a custom format shows a part of a date outside its literal texts. */
    static boolean isDate(String format) {
        var code = format.toLowerCase(Locale.ROOT);
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            switch (c) {
                case '"' -> i = end(code, i + 1, '"');
                case '\\', '_', '*' -> i++;
                case '[' -> {
                    int close = end(code, i + 1, ']');
                    if (isElapsed(code.substring(i + 1, Math.min(close, code.length())))) {
                        return true;
                    }
                    i = close;
                }
                case 'y', 'm', 'd', 'h', 's' -> {
                    return true;
                }
                case 'g' -> {
                    if (code.startsWith("general", i)) {
                        i += "general".length() - 1;
                    }
                }
                case ';' -> {
                    return false;
                }
                default -> {}
            }
        }
        return false;
    }

    /** {@code [h]:mm}: hours beyond a day. Other brackets hold colours, conditions and languages. */
    private static boolean isElapsed(String bracket) {
        return !bracket.isEmpty()
                && bracket.chars().allMatch(c -> c == bracket.charAt(0))
                && "hms".indexOf(bracket.charAt(0)) >= 0;
    }

    private static int end(String code, int from, char close) {
        int at = code.indexOf(close, from);
        return at < 0 ? code.length() : at;
    }
}
