package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FieldType;
import cn.lvyue.hub.standard.StandardPack;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The ways a source value becomes a standard one, as a mapping file names them under {@code as:}. The list is closed: what is
 * not here is not a conversion. All of them drop outer blanks; what else they put right is told in an N101 remark.
 */
enum Conversion {
    /** Text of one line: invisible characters go, line ends inside become blanks, full-width signs stay. */
    TEXT("text", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CleanText(false);
        }
    },
    /** Text of several lines, which are kept. */
    LONG_TEXT("long-text", FieldType.Kind.TEXT) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CleanText(true);
        }
    },
    /** A number given by others (工单编号, 合同编号): half-width; V109 if a spreadsheet has damaged it. */
    REFERENCE("reference", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CodeText(CodeText.Form.REFERENCE);
        }
    },
    /** A value that is already in the field's code list: half-width, upper case, no blanks; else V104. */
    CODE("code", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            var clean = new CodeText(CodeText.Form.CODE);
            var list = field.codeList();
            return list == null ? clean : clean.then(new ListedCode(pack.codeList(list)));
        }
    },
    /** A value of the field's code list by its code or its Chinese name, as a form for people offers them; else V104. */
    LISTED("listed", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return CodeTable.of(pack.codeList(Objects.requireNonNull(field.codeList())));
        }

        @Override
        boolean fits(Field field) {
            return super.fits(field) && field.codeList() != null;
        }
    },
    /** A day in any notation of {@link MomentReader}; V107 if it is none or not in the calendar. */
    DATE("date", FieldType.Kind.DATE) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new MomentText(false);
        }
    },
    /** A day and time, midnight where the source has the day only; V107 as for dates. */
    DATETIME("datetime", FieldType.Kind.DATETIME) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new MomentText(true);
        }
    },
    /** A whole number without sign; else V102. */
    INTEGER("integer", FieldType.Kind.NUMBER, FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new PlainNumber(0);
        }
    },
    /** A decimal number without sign, filled up to the field's decimals; V102 if it has more of them. */
    DECIMAL("decimal", FieldType.Kind.NUMBER) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new PlainNumber(field.type().scale());
        }
    },
    /** An amount in a column of 万元, to 万元 with six decimals; a unit in the cell wins. V102 if it is no amount. */
    WAN_YUAN("wan-yuan", FieldType.Kind.NUMBER) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new Amount(Amount.Unit.WAN);
        }
    },
    /** An amount in a column of 元, to 万元 with six decimals; a unit in the cell wins. V102 if it is no amount. */
    YUAN("yuan", FieldType.Kind.NUMBER) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new Amount(Amount.Unit.YUAN);
        }
    },
    /**
     * A unified social credit code (GB 32100), cleaned only: whether it is one, the pack's rules say. The letter O is never
     * made a zero. V109 if a spreadsheet has damaged it.
     */
    USCC("uscc", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CodeText(CodeText.Form.CODE);
        }
    },
    /** A division by code or name, to its code in force; V111 where it was abolished, V104 where it never was. */
    DIVISION("division", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new DivisionCode(pack.divisions(), field.type());
        }
    },
    /** A telephone number: half-width, no blanks; V109 if a spreadsheet has damaged it. */
    PHONE("phone", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CodeText(CodeText.Form.PHONE);
        }
    },
    /** 是 or 否 in the usual words, to 1 or 0; else V104. */
    YES_NO("yes-no", FieldType.Kind.TEXT, FieldType.Kind.FIXED) {
        @Override
        Converter converter(Field field, StandardPack pack) {
            return new CodeTable("", YES_NO_WORDS, null);
        }
    };

    private static final Map<String, String> YES_NO_WORDS = Map.ofEntries(
            Map.entry("是", "1"),
            Map.entry("否", "0"),
            Map.entry("有", "1"),
            Map.entry("无", "0"),
            Map.entry("1", "1"),
            Map.entry("0", "0"),
            Map.entry("Y", "1"),
            Map.entry("N", "0"),
            Map.entry("y", "1"),
            Map.entry("n", "0"),
            Map.entry("true", "1"),
            Map.entry("false", "0"));

    private final String word;
    private final Set<FieldType.Kind> kinds;

    Conversion(String word, FieldType.Kind... kinds) {
        this.word = word;
        this.kinds = Set.of(kinds);
    }

    /** The converter for one field. @param field the standard field it is to fill */
    abstract Converter converter(Field field, StandardPack pack);

    /** Whether its values have the form of a field. */
    boolean fits(Field field) {
        return kinds.contains(field.type().kind());
    }

    String word() {
        return word;
    }

    /** @return null if there is no conversion of this name */
    static @Nullable Conversion named(String word) {
        for (var conversion : values()) {
            if (conversion.word.equals(word)) {
                return conversion;
            }
        }
        return null;
    }
}
