package cn.lvyue.hub.record;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Amounts as whole numbers of fen (分). The standard tells amounts in 万元 with six decimals; a millionth of 万元 is one fen, so
 * nothing is lost and sums are exact.
 */
public final class Fen {
    private static final int DECIMALS = 6;

    private Fen() {}

    /** @param wan an amount in 万元; what is no number of at most six decimals and eighteen digits says nothing */
    public static @Nullable Long of(@Nullable String wan) {
        if (wan == null || wan.isEmpty()) {
            return null;
        }
        try {
            return new BigDecimal(wan).movePointRight(DECIMALS).longValueExact();
        } catch (ArithmeticException | NumberFormatException none) {
            return null;
        }
    }

    /** In 万元, with all six decimals. */
    public static String wan(BigDecimal fen) {
        return fen.movePointLeft(DECIMALS).setScale(DECIMALS).toPlainString();
    }

    /** In 万元, with all six decimals. */
    public static String wan(long fen) {
        return BigDecimal.valueOf(fen, DECIMALS).toPlainString();
    }
}
