package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Bilingual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in words what a rule of a mapping does. */
final class RuleWords {
    private static final Map<String, Bilingual> CONVERSIONS = Map.ofEntries(
            Map.entry("text", new Bilingual("单行文字", "text of one line")),
            Map.entry("long-text", new Bilingual("多行文字", "text of several lines")),
            Map.entry("reference", new Bilingual("编号", "a reference number")),
            Map.entry("code", new Bilingual("标准代码", "a code of the standard")),
            Map.entry("listed", new Bilingual("代码表中的代码或名称", "a code or name of the code list")),
            Map.entry("date", new Bilingual("日期", "a day")),
            Map.entry("datetime", new Bilingual("日期时间", "a day and time")),
            Map.entry("integer", new Bilingual("整数", "a whole number")),
            Map.entry("decimal", new Bilingual("小数", "a decimal number")),
            Map.entry("wan-yuan", new Bilingual("万元金额", "an amount in 万元")),
            Map.entry("yuan", new Bilingual("元金额，折为万元", "an amount in yuan, brought to 万元")),
            Map.entry("uscc", new Bilingual("统一社会信用代码", "a unified social credit code")),
            Map.entry("division", new Bilingual("行政区划代码", "a division code")),
            Map.entry("phone", new Bilingual("电话号码", "a telephone number")),
            Map.entry("yes-no", new Bilingual("是否", "yes or no")));

    private final Map<List<String>, YamlTable.Excerpt> said;
    private final List<String> zh = new ArrayList<>();
    private final List<String> en = new ArrayList<>();

    private RuleWords(Map<List<String>, YamlTable.Excerpt> said) {
        this.said = said;
    }

    /** @param said everything the rule says, by path */
    static Bilingual of(Map<List<String>, YamlTable.Excerpt> said) {
        var words = new RuleWords(said);
        words.source();
        words.emptiness();
        words.made();
        words.conditions();
        return new Bilingual(String.join("；", words.zh), String.join("; ", words.en));
    }

    /** What a conversion is called, by its word in the file. */
    static Bilingual conversion(String word) {
        return CONVERSIONS.getOrDefault(word, new Bilingual(word, word));
    }

    private void source() {
        var value = text("value");
        var of = text("of");
        var from = text("from");
        var expression = text("expression");
        var between = text("join");
        if (value != null) {
            add("恒为“%s”".formatted(value), "always '%s'".formatted(value));
        } else if (of != null) {
            add("取自标准字段 " + of, "from standard field " + of);
        } else if (expression != null) {
            add("按表达式 " + expression, "by the expression " + expression);
        } else if (from != null && between != null) {
            add(
                    "以“%s”连接%s".formatted(between, quoted(from)),
                    "%s, with '%s' between them".formatted(listed(from, " and "), between));
        } else if (from != null && from.contains("\n")) {
            add("取%s中第一个有值的".formatted(quoted(from)), "the first of %s that has a value".formatted(listed(from, ", ")));
        } else if (from != null) {
            add("取" + quoted(from), "from " + listed(from, ""));
        }
        var first = text("first");
        if (first != null) {
            add("只取前 %s 个字符".formatted(first), "only its first %s characters".formatted(first));
        }
    }

    private void emptiness() {
        var words = text("empty-when");
        if (words != null) {
            long count = words.lines().count();
            add("%d 种写法视为空".formatted(count), "%d words count as nothing".formatted(count));
        }
        var otherwise = text("default");
        if (otherwise != null) {
            add("为空时记“%s”".formatted(otherwise), "'%s' where there is nothing".formatted(otherwise));
        }
    }

    private void made() {
        var as = text("as");
        if (as != null) {
            add("作为" + conversion(as).zh(), "as " + conversion(as).en());
        }
        var excerpt = text("excerpt");
        if (excerpt != null) {
            add("截取前 %s 字".formatted(excerpt), "the first %s characters".formatted(excerpt));
        }
        long codes = said.keySet().stream()
                .filter(path -> path.get(0).equals("code"))
                .count();
        if (codes > 0) {
            var after = text("after");
            if (after != null) {
                add("去掉开头的“%s”".formatted(after), "without the leading '%s'".formatted(after));
            }
            var other = text("other");
            add(
                    "按 %d 项对照表，%s"
                            .formatted(
                                    codes, other == null ? "表外的退回" : other.isEmpty() ? "表外的为空" : "表外的记“" + other + "”"),
                    "by a table of %d values, %s"
                            .formatted(
                                    codes,
                                    other == null
                                            ? "others refused"
                                            : other.isEmpty() ? "nothing for others" : "'" + other + "' for others"));
        }
        var unit = text("unit-from");
        if (unit != null) {
            add("单位见“%s”".formatted(unit), "its unit is in '%s'".formatted(unit));
        }
    }

    private void conditions() {
        conditions("when")
                .forEach((field, values) -> add(
                        "仅当 %s 为 %s".formatted(field, values.replace("\n", "、")),
                        "only if %s is %s".formatted(field, values.replace("\n", " or "))));
        conditions("unless")
                .forEach((field, values) -> add(
                        "%s 为 %s 时除外".formatted(field, values.replace("\n", "、")),
                        "unless %s is %s".formatted(field, values.replace("\n", " or "))));
        var otherwise = text("otherwise");
        if (otherwise != null) {
            add("否则记“%s”".formatted(otherwise), "'%s' if not".formatted(otherwise));
        }
    }

    private Map<String, String> conditions(String key) {
        var conditions = new LinkedHashMap<String, String>();
        said.forEach((path, value) -> {
            if (path.size() == 2 && path.get(0).equals(key)) {
                conditions.put(path.get(1), value.text());
            }
        });
        return conditions;
    }

    private @Nullable String text(String key) {
        var value = said.get(List.of(key));
        return value == null ? null : value.text();
    }

    private static String quoted(String names) {
        return names.lines().map("“%s”"::formatted).collect(Collectors.joining());
    }

    private static String listed(String names, String between) {
        return names.lines().map("'%s'"::formatted).collect(Collectors.joining(between));
    }

    private void add(String inChinese, String inEnglish) {
        zh.add(inChinese);
        en.add(inEnglish);
    }
}
