package cn.lvyue.hub.mapping;

/** The numerals of written dates: 二〇二三年八月二十八日. Years are read digit by digit, months and days as numbers to 99. */
final class ChineseNumerals {
    private static final String DIGITS = "〇一二三四五六七八九";

    private ChineseNumerals() {}

    /** The text with every run of numerals written in Arabic digits; the text itself where there are none. */
    static String toDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isNumeral(text.charAt(i))) {
                return converted(text);
            }
        }
        return text;
    }

    private static String converted(String text) {
        var out = new StringBuilder(text.length());
        int i = 0;
        while (i < text.length()) {
            int from = i;
            while (i < text.length() && isNumeral(text.charAt(i))) {
                i++;
            }
            if (i == from) {
                out.append(text.charAt(i++));
            } else {
                append(text.substring(from, i), out);
            }
        }
        return out.toString();
    }

    /** 二十八 → 28, 十 → 10, 二〇二三 → 2023; a run that is no number of either kind is left as it is. */
    private static void append(String run, StringBuilder out) {
        int ten = run.indexOf('十');
        if (ten < 0) {
            run.chars().forEach(c -> out.append(digit((char) c)));
        } else if (ten > 1 || run.length() > ten + 2 || run.indexOf('十', ten + 1) >= 0) {
            out.append(run);
        } else {
            int tens = ten == 0 ? 1 : digit(run.charAt(0));
            int ones = ten + 1 == run.length() ? 0 : digit(run.charAt(ten + 1));
            out.append(tens * 10 + ones);
        }
    }

    private static boolean isNumeral(char c) {
        return c == '十' || digit(c) >= 0;
    }

    private static int digit(char c) {
        return c == '零' || c == '○' ? 0 : DIGITS.indexOf(c);
    }
}
