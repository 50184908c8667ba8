package cn.lvyue.hub.mapping;

import cn.lvyue.hub.record.CellKind;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Reads an amount of money and gives it in 万元 with six decimals: {@code 12.5万元}, {@code 125,000.00元},
 * {@code ￥3，200，000.50}, {@code １２万}, {@code 1.2亿元}, and as {@link ChineseAmount} has it 壹拾贰万伍仟元整. A unit beside the number overrides the column's. Arithmetic is
 * exact: what does not fit six decimals is refused, never rounded. Refused with V102: other currencies, signs, ranges,
 * estimates, words, and commas that do not stand before three digits.
 */
final class Amount implements Converter {
    private static final String WANTED =
            "人民币金额，如 12.5万元 或 125,000.00元 | an amount in CNY such as 12.5万元 or 125,000.00元";
    private static final int DECIMALS = 6;
    private static final int LONGEST = 40;
    private static final int SPREADSHEET_DIGITS = 15;

    /** A unit of money, as the power of ten of its worth in 万元. */
    enum Unit {
        YUAN(-4),
        THOUSAND(-1),
        WAN(0),
        MILLION(2),
        YI(4);

        private final int power;

        Unit(int power) {
            this.power = power;
        }

        /** @return null for a word that is no unit of money */
        static @Nullable Unit named(String word) {
            return switch (word) {
                case "元", "圆", "元整", "元人民币" -> YUAN;
                case "千元" -> THOUSAND;
                case "万", "万元", "萬元", "万元整", "万元人民币", "万人民币" -> WAN;
                case "百万元" -> MILLION;
                case "亿", "亿元", "亿元整", "亿元人民币" -> YI;
                default -> null;
            };
        }
    }

    private final Unit unit;

    /** @param unit of a number that stands alone */
    Amount(Unit unit) {
        this.unit = unit;
    }

    @Override
    public @Nullable String convert(String raw, Notes notes) {
        return convert(raw, unit, notes);
    }

    /** @param columnUnit of a number that stands alone in this record */
    @Nullable
    String convert(String raw, Unit columnUnit, Notes notes) {
        var number = notes.kind() == CellKind.NUMBER ? spreadsheetNumber(raw, notes) : raw;
        var amount = number == null ? null : read(number, columnUnit);
        if (amount == null) {
            notes.reject("V102", raw, WANTED);
        }
        return amount;
    }

    /**
     * A binary fraction of a spreadsheet may read 18.035062999999998: beyond 15 digits it is the machine's, not the sender's.
     */
    private static @Nullable String spreadsheetNumber(String raw, Notes notes) {
        if (raw.length() <= SPREADSHEET_DIGITS && raw.indexOf('E') < 0 && raw.indexOf('e') < 0) {
            return raw;
        }
        try {
            var exact = raw.length() > LONGEST ? null : new BigDecimal(raw);
            if (exact == null || Math.abs((long) exact.scale()) > LONGEST) {
                return null;
            }
            if (!notes.fromWorkbook() || exact.precision() <= SPREADSHEET_DIGITS) {
                return exact.toPlainString();
            }
            var typed = exact.round(new MathContext(SPREADSHEET_DIGITS, RoundingMode.HALF_UP));
            var text = typed.stripTrailingZeros().toPlainString();
            notes.repaired(raw, text);
            return text;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable String read(String raw, Unit columnUnit) {
        var text = Characters.narrow(raw);
        if (text.length() > LONGEST) {
            return null;
        }
        int from = afterCurrency(text);
        var digits = new StringBuilder(text.length());
        int end = DecimalText.read(text, from, digits);
        var word = end < 0 ? null : Characters.strip(text.substring(end));
        var unit = word == null ? null : word.isEmpty() ? columnUnit : Unit.named(word);
        if (unit != null) {
            return inWan(digits, unit.power);
        }
        var written = ChineseAmount.inYuan(text, from);
        return written == null ? null : inWan(written, Unit.YUAN.power);
    }

    private static int afterCurrency(String text) {
        int from = text.startsWith("人民币") ? 3 : text.startsWith("RMB") || text.startsWith("CNY") ? 3 : 0;
        while (from < text.length()
                && (text.charAt(from) == ' ' || text.charAt(from) == '￥' || text.charAt(from) == '¥')) {
            from++;
        }
        return from;
    }

    /** @param number digits with at most one dot, no leading zeros beyond one */
    private static @Nullable String inWan(StringBuilder number, int power) {
        int dot = number.indexOf(".");
        int decimals = dot < 0 ? 0 : number.length() - dot - 1;
        if (dot >= 0) {
            number.deleteCharAt(dot);
        }
        int shift = DECIMALS - decimals + power;
        while (shift < 0 && number.charAt(number.length() - 1) == '0' && number.length() > 1) {
            number.setLength(number.length() - 1);
            shift++;
        }
        if (shift < 0 && !(number.length() == 1 && number.charAt(0) == '0')) {
            return null;
        }
        number.append("0".repeat(Math.max(shift, 0)));
        return withDecimals(number);
    }

    private static String withDecimals(StringBuilder millionths) {
        int zeros = 0;
        while (zeros < millionths.length() - 1 && millionths.charAt(zeros) == '0') {
            zeros++;
        }
        millionths.delete(0, zeros);
        if (millionths.length() <= DECIMALS) {
            millionths.insert(0, "0".repeat(DECIMALS + 1 - millionths.length()));
        }
        return millionths.insert(millionths.length() - DECIMALS, '.').toString();
    }
}
