package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Finding;
import org.jspecify.annotations.Nullable;

/** Fills the catalogue's templates in one language. */
record FindingText(String field, String value, String wanted) {

    static FindingText zh(Finding finding, @Nullable Field field) {
        var wanted =
                finding.wanted() == null ? null : Bilingual.of(finding.wanted()).zh();
        return new FindingText(
                field == null
                        ? otherwise(finding.field(), otherwise(wanted, "记录"))
                        : name(field).zh(),
                otherwise(finding.value(), "空"),
                otherwise(wanted, "规定内容"));
    }

    static FindingText en(Finding finding, @Nullable Field field) {
        var wanted =
                finding.wanted() == null ? null : Bilingual.of(finding.wanted()).en();
        return new FindingText(
                field == null
                        ? otherwise(finding.field(), otherwise(wanted, "the record"))
                        : name(field).en(),
                otherwise(finding.value(), "nothing"),
                otherwise(wanted, "what the standard asks"));
    }

    static Bilingual name(Field field) {
        return new Bilingual(field.nameZh() + "（" + field.id() + "）", field.nameEn() + " (" + field.id() + ")");
    }

    /** One pass, so that braces inside a value stay what they are. */
    String fill(String template) {
        var out = new StringBuilder(template.length() + 64);
        int from = 0;
        for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
            int close = template.indexOf('}', open);
            if (close < 0) {
                break;
            }
            out.append(template, from, open).append(slot(template.substring(open + 1, close)));
            from = close + 1;
        }
        return out.append(template, from, template.length()).toString();
    }

    private String slot(String name) {
        return switch (name) {
            case "field" -> field;
            case "value" -> value;
            case "wanted" -> wanted;
            default -> throw new IllegalStateException("the catalogue names an unknown slot {" + name + "}");
        };
    }

    private static String otherwise(@Nullable String text, String otherwise) {
        return text == null || text.isEmpty() ? otherwise : text;
    }
}
