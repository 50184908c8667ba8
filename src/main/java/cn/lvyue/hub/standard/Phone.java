package cn.lvyue.hub.standard;

/**
 * A telephone number in use in China: mobile (11 digits from 13 to 19), landline with or without area code and extension,
 * 400/800 numbers, short service numbers. Hyphens, blanks and brackets between the digits are fine.
 */
public final class Phone {
    private static final Checked WRONG = new Checked.Wrong(
            "V105", "11位手机号或带区号的固定电话 | an 11-digit mobile number or a landline number with area code");

    private Phone() {}

    /** @return wrong with V105 if it can be no telephone number */
    public static Checked check(String number) {
        var digits = new StringBuilder(number.length());
        int end = extensionStart(number);
        for (int i = 0; i < end; i++) {
            char c = number.charAt(i);
            if (c >= '0' && c <= '9') {
                digits.append(c);
            } else if (" -()+".indexOf(c) < 0) {
                return WRONG;
            }
        }
        return isNumber(withoutCountry(digits)) ? Checked.Right.RIGHT : WRONG;
    }

    /** An extension follows 转, or a hyphen after a complete landline number. */
    private static int extensionStart(String number) {
        int turn = number.indexOf('转');
        if (turn >= 0) {
            return turn;
        }
        int last = number.lastIndexOf('-');
        boolean complete = last > 7 && number.length() - last <= 7 && number.indexOf('-') < last;
        return complete ? last : number.length();
    }

    private static CharSequence withoutCountry(StringBuilder digits) {
        if (digits.length() == 15 && digits.indexOf("0086") == 0) {
            return digits.substring(4);
        }
        return digits.length() > 11 && digits.indexOf("86") == 0 ? digits.substring(2) : digits;
    }

    private static boolean isNumber(CharSequence digits) {
        int length = digits.length();
        if (length == 0) {
            return false;
        }
        char first = digits.charAt(0);
        if (first == '0') {
            return length >= 10 && length <= 12;
        }
        if (first == '1' && length == 11) {
            return digits.charAt(1) >= '3';
        }
        return length == 7
                || length == 8
                || (length == 10 && (first == '4' || first == '8'))
                || (length == 5 && (first == '1' || first == '9'));
    }
}
