package cn.lvyue.hub.standard;

import java.util.Arrays;

/**
 * Unified social credit code (统一社会信用代码) by GB 32100-2015: 18 characters of an alphabet of 31, six digits of the
 * registering authority's division, nine of the organisation code (GB 11714), one check character.
 *
 * <p>Codes from the first years may carry an organisation code that fails GB 11714, so that check only raises a doubt.
 * Eighteen zeros satisfy both check characters and are no code.
 */
public final class CreditCode {
    public static final int LENGTH = 18;
    /** For use where a regular expression is asked for; says nothing about check characters. */
    public static final String PATTERN = "[1-9ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}";

    /** Registering authorities (登记管理部门) assigned so far, the first character. */
    private static final String AUTHORITIES = "123456789ANY";

    private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private static final int[] WEIGHTS = {1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28};
    private static final int MODULUS = 31;
    private static final String ZEROS = "0".repeat(LENGTH);
    private static final byte[] RANK = ranks();

    private CreditCode() {}

    /** @return wrong with V103 (length), V105 (characters) or V106 (check character); doubtful with V106 (organisation code) */
    public static Checked check(String code) {
        if (code.length() != LENGTH) {
            return new Checked.Wrong("V103", "18位 | 18 characters");
        }
        int sum = 0;
        for (int i = 0; i < LENGTH; i++) {
            int rank = rank(code.charAt(i));
            if (rank < 0 || (i >= 2 && i < 8 && rank > 9)) {
                return wrongCharacter(i);
            }
            sum += i < WEIGHTS.length ? rank * WEIGHTS[i] : 0;
        }
        if (AUTHORITIES.indexOf(code.charAt(0)) < 0 && !code.equals(ZEROS)) {
            return new Checked.Wrong("V105", "首位为登记管理部门代码1至9、A、N、Y | a registering authority 1 to 9, A, N or Y first");
        }
        char expected = ALPHABET.charAt((MODULUS - sum % MODULUS) % MODULUS);
        if (code.charAt(LENGTH - 1) != expected || code.equals(ZEROS)) {
            return new Checked.Wrong(
                    "V106",
                    "符合GB 32100的代码（末位应为" + expected + "） | a code by GB 32100 (last character " + expected + ")");
        }
        return OrganisationCode.check(code, 8);
    }

    private static Checked wrongCharacter(int index) {
        return index >= 2 && index < 8
                ? new Checked.Wrong("V105", "第3至8位为数字 | digits at positions 3 to 8")
                : new Checked.Wrong(
                        "V105",
                        "第%d位为数字或大写字母（不含I、O、S、V、Z） | a digit or a capital other than I, O, S, V, Z at position %d"
                                .formatted(index + 1, index + 1));
    }

    private static int rank(char c) {
        return c < RANK.length ? RANK[c] : -1;
    }

    private static byte[] ranks() {
        byte[] ranks = new byte[128];
        Arrays.fill(ranks, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            ranks[ALPHABET.charAt(i)] = (byte) i;
        }
        return ranks;
    }
}
