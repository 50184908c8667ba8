package cn.lvyue.hub.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Says in both languages how a column of the form is filled in. */
final class EntryWords {
    private EntryWords() {}

    static String required(FieldRule rule) {
        var when = rule.requiredWhen();
        return switch (rule.required()) {
            case ALWAYS -> "必填 required";
            case CONDITIONAL -> "条件必填 required when：" + (when == null ? "" : when.text());
            case OPTIONAL -> "选填 optional";
        };
    }

    static String type(FieldType type) {
        int length = type.length();
        var words = switch (type.kind()) {
            case TEXT -> "至多 %d 字 at most %d characters".formatted(length, length);
            case FIXED -> "恰 %d 个字符 exactly %d characters".formatted(length, length);
            case NUMBER -> "数字，至多 %d 位小数 a number, at most %d decimals".formatted(type.scale(), type.scale());
            case DATE -> "日期 day yyyy-MM-dd";
            case DATETIME -> "时间 day and time yyyy-MM-dd HH:mm:ss";
        };
        return TypeNotation.write(type) + " " + words;
    }

    /** What the pack asks of the values, without the rules between fields. */
    static List<String> checks(FieldRule rule) {
        var words = new ArrayList<String>();
        var check = rule.field().check();
        if (check != null) {
            words.add(
                    switch (check) {
                        case "uscc" -> "统一社会信用代码，含校验位 unified social credit code (GB 32100)";
                        case "division" -> "行政区划名称或代码 division, by name or code (GB/T 2260)";
                        case "phone" -> "电话号码 telephone number";
                        case "resident-id" -> "公民身份号码 resident identity number (GB 11643)";
                        default -> "校验 check：" + check;
                    });
        }
        if (rule.pattern() != null) {
            words.add("格式 pattern：" + rule.pattern().pattern());
        }
        if (rule.minLength() > 0) {
            words.add("不少于 %d 字 at least %d characters".formatted(rule.minLength(), rule.minLength()));
        }
        if (rule.future() != null) {
            words.add("不得晚于当前 not in the future");
        }
        if (rule.field().isPersonal()) {
            words.add("个人信息 personal data");
        }
        return words;
    }

    static String provenance(FieldRule rule) {
        return rule.field().provenance() + (rule.assumed() ? "（推定 assumed）" : "");
    }

    /** Codes beside their names, for those who have codes. */
    static String codes(CodeList list) {
        return list.labels().entrySet().stream()
                .map(choice -> choice.getKey().equals(choice.getValue())
                        ? choice.getKey()
                        : choice.getValue() + " " + choice.getKey())
                .collect(Collectors.joining("；"));
    }

    /** The comment at a column's head. */
    static String comment(EntryColumn column) {
        var rule = column.rule();
        var lines = new ArrayList<String>();
        lines.add(column.field().nameZh() + " " + column.field().nameEn());
        lines.add(required(rule));
        lines.add(
                column.choices().isPresent()
                        ? "从下拉列表选择 choose from the list"
                        : type(column.field().type()));
        lines.addAll(checks(rule));
        lines.add("依据 provenance：" + provenance(rule));
        return String.join("\n", lines);
    }

    /** A value of the right form; empty where only the sender can know one. */
    static String example(EntryColumn column) {
        if (column.choices().isPresent()) {
            return column.choices().get().labels().get(0);
        }
        return switch (column.field().type().kind()) {
            case DATE -> "2023-08-02";
            case DATETIME -> "2023-08-02 09:30:00";
            case NUMBER -> column.field().type().scale() > 0 ? "12.5" : "12";
            case TEXT, FIXED -> "";
        };
    }
}
