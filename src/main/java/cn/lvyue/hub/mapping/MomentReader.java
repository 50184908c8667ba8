package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Reads a date or time in any of the notations the feeds use: {@code 2023-08-05}, {@code 2023/8/5 9:05:00},
 * {@code 2023.8.5}, {@code 20230805}, {@code 20230805090500}, {@code 2023年8月5日 9时5分0秒}, {@code 二〇二三年八月五日},
 * ISO 8601 with offset or Z, and milliseconds since 1970. Full-width digits count as digits. A time without offset is
 * Beijing time; seconds are the finest unit kept. A year has four digits, and nothing is guessed: no two-digit years, no
 * month without a day, no words.
 */
final class MomentReader {
    private final String text;
    private int at;

    private MomentReader(String text) {
        this.text = text;
    }

    /** @return null if the text is no date of these notations, or names a day or time that does not exist */
    static @Nullable Moment read(String raw) {
        var text = Characters.narrow(raw);
        if (text.isEmpty() || text.length() > 40) {
            return null;
        }
        if (isDigits(text)) {
            return new MomentReader(text).ofDigits();
        }
        return new MomentReader(ChineseNumerals.toDigits(text)).written();
    }

    private @Nullable Moment ofDigits() {
        return switch (text.length()) {
            case 8 -> Moment.of(number(4, 4), number(2, 2), number(2, 2), 0, 0, 0);
            case 13 -> Moment.ofEpochMilli(Long.parseLong(text));
            case 14 -> Moment.of(number(4, 4), number(2, 2), number(2, 2), number(2, 2), number(2, 2), number(2, 2));
            default -> null;
        };
    }

    private @Nullable Moment written() {
        int year = number(4, 4);
        char separator = next();
        int month = number(1, 2);
        char second = next();
        int day = number(1, 2);
        if (year < 0 || month < 0 || day < 0 || !separates(separator, second)) {
            return null;
        }
        if (separator == '年' && !skip('日') && !skip('号')) {
            return null;
        }
        return at == text.length() ? Moment.of(year, month, day, 0, 0, 0) : withTime(year, month, day);
    }

    private static boolean separates(char first, char second) {
        return first == '年' ? second == '月' : first == second && (first == '-' || first == '/' || first == '.');
    }

    private @Nullable Moment withTime(int year, int month, int day) {
        boolean apart = skip('T') || skipBlanks();
        int hour = number(1, 2);
        boolean inWords = !apart ? skip('时') || skip('点') : peek() != ':' && (skip('时') || skip('点'));
        if (hour < 0 || !apart && !inWords) {
            return null;
        }
        int minute = inWords ? numberBefore('分') : skip(':') ? number(2, 2) : -1;
        int seconds = inWords ? numberBefore('秒') : skip(':') ? number(2, 2) : 0;
        if (minute < 0 || seconds < 0 || skip('.') && number(1, 9) < 0) {
            return null;
        }
        var moment = Moment.of(year, month, day, hour, minute, seconds);
        return moment == null ? null : atOffset(moment);
    }

    private @Nullable Moment atOffset(Moment moment) {
        if (at == text.length()) {
            return moment;
        }
        int minutes = 0;
        if (!skip('Z')) {
            int sign = skip('+') ? 1 : skip('-') ? -1 : 0;
            int hours = number(2, 2);
            skip(':');
            int rest = at == text.length() ? 0 : number(2, 2);
            if (sign == 0 || hours < 0 || hours > 18 || rest < 0 || rest > 59) {
                return null;
            }
            minutes = sign * (hours * 60 + rest);
        }
        return at == text.length() ? moment.fromOffset(minutes) : null;
    }

    /** The number before a unit such as 分; 0 when the text ends here. */
    private int numberBefore(char unit) {
        if (at == text.length()) {
            return 0;
        }
        int number = number(1, 2);
        return skip(unit) ? number : -1;
    }

    /** A number of so many digits at least and at most, or -1. */
    private int number(int least, int most) {
        int from = at;
        int number = 0;
        while (at < text.length() && at - from < most && isDigit(text.charAt(at))) {
            number = number * 10 + text.charAt(at++) - '0';
        }
        return at - from < least ? -1 : number;
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private char next() {
        return at < text.length() ? text.charAt(at++) : 0;
    }

    private boolean skip(char c) {
        boolean here = peek() == c;
        at += here ? 1 : 0;
        return here;
    }

    private boolean skipBlanks() {
        int from = at;
        while (at < text.length() && Characters.isBlank(text.charAt(at))) {
            at++;
        }
        return at > from;
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
