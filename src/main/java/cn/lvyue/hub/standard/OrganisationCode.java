package cn.lvyue.hub.standard;

/** Organisation code (组织机构代码) by GB 11714: eight characters 0-9 A-Z and a check character. */
final class OrganisationCode {
    private static final int[] WEIGHTS = {3, 7, 9, 10, 5, 8, 4, 2};
    private static final int MODULUS = 11;

    private OrganisationCode() {}

    /** @param from where the nine characters begin; they are digits and capitals */
    static Checked check(String text, int from) {
        char expected = checkCharacter(text, from);
        if (text.charAt(from + WEIGHTS.length) == expected) {
            return Checked.Right.RIGHT;
        }
        return new Checked.Doubtful(
                "V106", "组织机构代码部分第9位按GB 11714应为" + expected + " | organisation part by GB 11714 ending in " + expected);
    }

    static char checkCharacter(String text, int from) {
        int sum = 0;
        for (int i = 0; i < WEIGHTS.length; i++) {
            char c = text.charAt(from + i);
            sum += (c <= '9' ? c - '0' : c - 'A' + 10) * WEIGHTS[i];
        }
        int check = MODULUS - sum % MODULUS;
        return check == 10 ? 'X' : check == 11 ? '0' : (char) ('0' + check);
    }
}
