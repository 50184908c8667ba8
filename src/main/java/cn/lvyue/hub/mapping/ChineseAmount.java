package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Reads amounts in Chinese numerals, ordinary or capital: 三十五万元, 壹拾贰万伍仟元整, 叁仟元零伍角, and with Arabic digits among
 * them 12万5千元. The word 元 must be there, and nothing is guessed: 三千五元 may be 3005 or 3500 and is neither.
 */
final class ChineseAmount {
    private static final String[] DIGITS = {"〇零○", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"};
    private static final int NONE = -1;
    /** More than any budget, and nowhere near the end of a long. */
    private static final long LARGEST = 1_000_000_000_000_000L;

    private final String text;
    private int at;
    private long total;
    private long section;
    private long pending = NONE;
    private boolean afterZero;
    private long lastUnit = Long.MAX_VALUE;
    private long lastGroup = Long.MAX_VALUE;

    private ChineseAmount(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** @return the amount in 元 with two decimals, or null if the text is none */
    static @Nullable StringBuilder inYuan(String text, int from) {
        return new ChineseAmount(text, from).read();
    }

    private @Nullable StringBuilder read() {
        boolean read = false;
        while (at < text.length() && text.charAt(at) != '元' && text.charAt(at) != '圆') {
            if (!step(text.charAt(at))) {
                return null;
            }
            read = true;
        }
        if (!read || at == text.length() || !settle()) {
            return null;
        }
        at++;
        long yuan = total + section;
        int fen = fraction();
        return fen < 0 || yuan > LARGEST
                ? null
                : new StringBuilder().append(yuan).append('.').append(fen / 10).append(fen % 10);
    }

    private boolean step(char c) {
        long unit = unit(c);
        if (unit >= 10_000) {
            return group(unit);
        }
        if (unit > 0) {
            return multiply(unit);
        }
        return number();
    }

    /** A digit, a zero that marks a gap, or a run of Arabic digits. */
    private boolean number() {
        int digit = digit(text.charAt(at));
        if (digit == 0) {
            at++;
            boolean gap = pending == NONE;
            afterZero = true;
            return gap;
        }
        int from = at;
        long number = 0;
        while (at < text.length() && at - from < 9 && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            number = number * 10 + text.charAt(at++) - '0';
        }
        if (at == from && digit > 0) {
            number = digit;
            at++;
        }
        boolean first = pending == NONE && at > from;
        pending = number;
        return first;
    }

    /** 十, 百, 千: each smaller than the one before; 十 alone is ten where a group begins. */
    private boolean multiply(long unit) {
        at++;
        if (pending == NONE && unit == 10 && section == 0) {
            pending = 1;
        }
        if (pending == NONE || unit >= lastUnit) {
            return false;
        }
        section += pending * unit;
        pending = NONE;
        afterZero = false;
        lastUnit = unit;
        return true;
    }

    /** 亿, 万: each once, the larger first. */
    private boolean group(long unit) {
        at++;
        if (!settle() || section == 0 || unit >= lastGroup || section > 99_999_999) {
            return false;
        }
        total += section * unit;
        section = 0;
        lastGroup = unit;
        lastUnit = Long.MAX_VALUE;
        afterZero = false;
        return true;
    }

    /** The last digit of a group; where a place was left out before it, a zero must say so. */
    private boolean settle() {
        boolean afterPlaces = lastUnit != Long.MAX_VALUE ? lastUnit > 10 : lastGroup != Long.MAX_VALUE;
        if (pending > 0 && pending < 10 && afterPlaces && !afterZero) {
            return false;
        }
        section += Math.max(pending, 0);
        pending = NONE;
        return true;
    }

    /** 角 and 分 behind the 元, in 分; -1 if there is anything else. */
    private int fraction() {
        int fen = part('角') * 10;
        fen += part('分');
        if (at < text.length() && (text.charAt(at) == '整' || text.charAt(at) == '正')) {
            at++;
        }
        return at == text.length() ? fen : -1;
    }

    private int part(char unit) {
        int start = at;
        if (at < text.length() && digit(text.charAt(at)) == 0) {
            at++;
        }
        int digit = at < text.length() ? digit(text.charAt(at)) : NONE;
        if (digit > 0 && at + 1 < text.length() && text.charAt(at + 1) == unit) {
            at += 2;
            return digit;
        }
        at = start;
        return 0;
    }

    private static long unit(char c) {
        return switch (c) {
            case '十', '拾' -> 10;
            case '百', '佰' -> 100;
            case '千', '仟' -> 1_000;
            case '万', '萬' -> 10_000;
            case '亿', '億' -> 100_000_000;
            default -> 0;
        };
    }

    private static int digit(char c) {
        for (int i = 0; i < DIGITS.length; i++) {
            if (DIGITS[i].indexOf(c) >= 0) {
                return i;
            }
        }
        return NONE;
    }
}
