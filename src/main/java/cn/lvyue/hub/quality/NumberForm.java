package cn.lvyue.hub.quality;

import org.jspecify.annotations.Nullable;

/** A decimal number: sign, digits, a point and decimals. @param whole most digits before the point @param scale most after */
record NumberForm(int whole, int scale) implements Form {
    @Override
    public @Nullable Fault fault(String value) {
        int from = value.startsWith("-") ? 1 : 0;
        int point = value.indexOf('.');
        int end = point < 0 ? value.length() : point;
        boolean number = digits(value, from, end) && (point < 0 || digits(value, point + 1, value.length()));
        if (!number) {
            return new Fault("V102", "数字 | a number");
        }
        int decimals = point < 0 ? 0 : value.length() - point - 1;
        return end - from > whole || decimals > scale
                ? new Fault(
                        "V103",
                        "整数部分不超过%d位、小数不超过%d位 | at most %d digits before and %d after the point"
                                .formatted(whole, scale, whole, scale))
                : null;
    }

    private static boolean digits(String value, int from, int to) {
        for (int i = from; i < to; i++) {
            if (value.charAt(i) < '0' || value.charAt(i) > '9') {
                return false;
            }
        }
        return to > from;
    }
}
