package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Finding;
import org.jspecify.annotations.Nullable;

/** Fills the catalogue's templates in one language. */
record FindingText(String field, String value, String wanted) {

    static FindingText zh(Finding finding, @Nullable Field field) {
        return new FindingText(
                field == null ? otherwise(finding.field(), "记录") : field.nameZh() + "（" + field.id() + "）",
                otherwise(finding.value(), "空"),
                finding.wanted() == null ? "规定内容" : Bilingual.of(finding.wanted()).zh());
    }

    static FindingText en(Finding finding, @Nullable Field field) {
        return new FindingText(
                field == null ? otherwise(finding.field(), "the record") : field.nameEn() + " (" + field.id() + ")",
                otherwise(finding.value(), "nothing"),
                finding.wanted() == null ? "what the standard asks" : Bilingual.of(finding.wanted()).en());
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
