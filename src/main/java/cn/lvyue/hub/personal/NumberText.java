package cn.lvyue.hub.personal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Telephone and identity numbers in one form, however they were written: half-width, capitals, nothing between the digits, no
 * country code before a mobile number.
 */
final class NumberText {
    private static final int LEAST_DIGITS = 5;
    private static final int LONGEST = 200;
    private static final Pattern BETWEEN = Pattern.compile("[/,;|、转]");
    private static final Pattern INSIDE = Pattern.compile("[\\s().+·\\p{Pd}]");
    private static final Pattern NUMBER = Pattern.compile("[0-9A-Z]{5,32}");
    private static final Pattern MOBILE_ABROAD = Pattern.compile("(?:00)?86(1\\d{10})");

    private NumberText() {}

    /** The one number a text is; empty if it is none, or several. */
    static Optional<String> one(String text) {
        var numbers = in(text);
        return numbers.size() == 1 ? Optional.of(numbers.get(0)) : Optional.empty();
    }

    /** The numbers of a value that is made of nothing else; a name or an address has none. */
    static List<String> in(String value) {
        if (value.length() > LONGEST) {
            return List.of();
        }
        var numbers = new ArrayList<String>(1);
        for (var part : BETWEEN.split(Normalizer.normalize(value, Normalizer.Form.NFKC))) {
            var text = INSIDE.matcher(part).replaceAll("").toUpperCase(Locale.ROOT);
            if (NUMBER.matcher(text).matches() && digits(text) >= LEAST_DIGITS) {
                var abroad = MOBILE_ABROAD.matcher(text);
                numbers.add(abroad.matches() ? abroad.group(1) : text);
            }
        }
        return numbers;
    }

    private static long digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count();
    }
}
