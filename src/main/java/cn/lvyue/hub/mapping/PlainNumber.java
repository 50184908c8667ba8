package cn.lvyue.hub.mapping;

import org.jspecify.annotations.Nullable;

/** Reads unsigned numbers. @param decimals how many the result has; more in the source are refused */
record PlainNumber(int decimals) implements Converter {
    private static final int LONGEST = 40;

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        var text = Characters.narrow(raw);
        var digits = new StringBuilder(text.length() + decimals + 1);
        if (text.length() <= LONGEST && DecimalText.read(text, 0, digits) == text.length() && fill(digits)) {
            return digits.toString();
        }
        notes.reject(
                "V102",
                raw,
                decimals == 0
                        ? "整数 | a whole number"
                        : "至多 " + decimals + " 位小数的数字 | a number of at most " + decimals + " decimals");
        return null;
    }

    /** @return whether the number fits the decimals */
    private boolean fill(StringBuilder number) {
        int dot = number.indexOf(".");
        if (dot < 0) {
            dot = number.length();
            number.append('.');
        }
        while (number.length() - dot - 1 > decimals && number.charAt(number.length() - 1) == '0') {
            number.setLength(number.length() - 1);
        }
        number.append("0".repeat(Math.max(0, decimals - (number.length() - dot - 1))));
        boolean fits = number.length() - dot - 1 == decimals;
        if (decimals == 0) {
            number.setLength(dot);
        }
        while (number.length() > 1 && number.charAt(0) == '0' && number.charAt(1) != '.') {
            number.deleteCharAt(0);
        }
        return fits;
    }
}
