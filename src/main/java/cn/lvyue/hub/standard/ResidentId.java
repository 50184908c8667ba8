package cn.lvyue.hub.standard;

/** Resident identity number (公民身份号码) by GB 11643: a division, a day of birth that exists, a serial, a check character. */
public final class ResidentId {
    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHECKS = "10X98765432";

    private ResidentId() {}

    /** @return wrong with V103 (length), V105 (characters), V107 (day of birth) or V106 (check character) */
    public static Checked check(String number) {
        if (number.length() != LENGTH) {
            return new Checked.Wrong("V103", "18位 | 18 characters");
        }
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = number.charAt(i);
            if (c < (i == 0 ? '1' : '0') || c > '9') {
                return new Checked.Wrong("V105", "17位数字和校验码，首位不为0 | 17 digits, the first not 0, and a check character");
            }
            sum += (c - '0') * WEIGHTS[i];
        }
        if (!Days.exists(number, 6, 10, 12)) {
            return new Checked.Wrong("V107", "存在的出生日期 | a day of birth that exists");
        }
        return number.charAt(LENGTH - 1) == CHECKS.charAt(sum % CHECKS.length())
                ? Checked.Right.RIGHT
                : new Checked.Wrong("V106", "符合GB 11643的校验码 | the check character by GB 11643");
    }
}
