package cn.lvyue.hub.standard;

import cn.lvyue.hub.standard.FieldType.Kind;
import java.util.Optional;
import java.util.regex.Pattern;

/** The type notation of the 双公示 tables: {@code C..200}, {@code C18}, {@code N(18,6)}, {@code N5}, {@code D}, {@code DT}. */
final class TypeNotation {
    private static final Pattern TEXT = Pattern.compile("C\\.\\.([1-9]\\d{0,5})");
    private static final Pattern FIXED = Pattern.compile("C([1-9]\\d{0,3})");
    private static final Pattern NUMBER = Pattern.compile("N(?:\\(([1-9]\\d?),(\\d{1,2})\\)|([1-9]\\d?))");
    private static final int DAY = 10;
    private static final int MOMENT = 19;

    private TypeNotation() {}

    /** @return empty if it is no such notation */
    static Optional<FieldType> read(String notation) {
        var text = TEXT.matcher(notation);
        var fixed = FIXED.matcher(notation);
        var number = NUMBER.matcher(notation);
        if (text.matches()) {
            return Optional.of(new FieldType(Kind.TEXT, Integer.parseInt(text.group(1)), 0));
        } else if (fixed.matches()) {
            return Optional.of(new FieldType(Kind.FIXED, Integer.parseInt(fixed.group(1)), 0));
        } else if (number.matches()) {
            return number.group(3) != null ? number(number.group(3), "0") : number(number.group(1), number.group(2));
        } else if (notation.equals("D")) {
            return Optional.of(new FieldType(Kind.DATE, DAY, 0));
        }
        return notation.equals("DT") ? Optional.of(new FieldType(Kind.DATETIME, MOMENT, 0)) : Optional.empty();
    }

    private static Optional<FieldType> number(String digits, String scale) {
        var type = new FieldType(Kind.NUMBER, Integer.parseInt(digits), Integer.parseInt(scale));
        return type.scale() < type.length() ? Optional.of(type) : Optional.empty();
    }

    static String write(FieldType type) {
        return switch (type.kind()) {
            case TEXT -> "C.." + type.length();
            case FIXED -> "C" + type.length();
            case NUMBER -> type.scale() == 0 ? "N" + type.length() : "N(" + type.length() + "," + type.scale() + ")";
            case DATE -> "D";
            case DATETIME -> "DT";
        };
    }
}
