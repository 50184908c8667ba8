package cn.lvyue.hub.benchmark;

/** Makes unified social credit codes with right check characters: GB 32100-2015, and inside GB 11714-1997. */
final class CreditCode {
    static final String CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int LENGTH = 18;
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int[] INNER_WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};

    private CreditCode() {}

    /**
     * @param prefix registering authority and kind of body, two characters: 91 for firms, 11 and 12 for public bodies
     * @param division six digits
     * @param body eight characters, the body's own number
     */
    static byte[] of(String prefix, String division, CharSequence body) {
        var code = new byte[LENGTH];
        for (int i = 0; i < 8; i++) {
            code[i] = (byte) (i < 2 ? prefix.charAt(i) : division.charAt(i - 2));
            code[i + 8] = (byte) body.charAt(i);
        }
        code[16] = innerCheck(body);
        code[17] = check(code);
        return code;
    }

    private static byte innerCheck(CharSequence body) {
        int sum = 0;
        for (int i = 0; i < 8; i++) {
            sum += Character.digit(body.charAt(i), 36) * INNER_WEIGHTS[i];
        }
        int rest = 11 - sum % 11;
        return (byte) (rest == 11 ? '0' : rest == 10 ? 'X' : '0' + rest);
    }

    private static byte check(byte[] code) {
        int sum = 0;
        for (int i = 0; i < 17; i++) {
            sum += CHARACTERS.indexOf(code[i]) * WEIGHTS[i];
        }
        return (byte) CHARACTERS.charAt((31 - sum % 31) % 31);
    }
}
