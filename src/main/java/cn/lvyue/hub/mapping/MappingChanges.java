package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Bilingual;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compares what two mapping files say. */
final class MappingChanges {
    /** Words of the file for its own use: what refers to them is compared as it reads in its place. */
    private static final Set<String> NOT_COMPARED = Set.of("words");

    private static final Map<String, Bilingual> KEYS = Map.ofEntries(
            Map.entry("from", new Bilingual("来源", "source")),
            Map.entry("of", new Bilingual("所取标准字段", "standard field it is taken from")),
            Map.entry("value", new Bilingual("固定值", "constant")),
            Map.entry("expression", new Bilingual("表达式", "expression")),
            Map.entry("as", new Bilingual("转换", "conversion")),
            Map.entry("after", new Bilingual("去掉的开头", "leading text taken off")),
            Map.entry("other", new Bilingual("表外的值", "value for others")),
            Map.entry("first", new Bilingual("所取字符数", "characters taken")),
            Map.entry("join", new Bilingual("连接符", "text between")),
            Map.entry("default", new Bilingual("为空时的值", "value where there is nothing")),
            Map.entry("empty-when", new Bilingual("视为空的写法", "words for nothing")),
            Map.entry("when", new Bilingual("前提", "condition")),
            Map.entry("unless", new Bilingual("除外", "exception")),
            Map.entry("otherwise", new Bilingual("否则的值", "value if not")),
            Map.entry("unit-from", new Bilingual("单位来源", "source of the unit")),
            Map.entry("currency", new Bilingual("币种", "currency")),
            Map.entry("excerpt", new Bilingual("截取长度", "length of the excerpt")));

    private static final Map<String, Bilingual> PARTS = Map.of(
            "read", new Bilingual("读取", "reading"),
            "park", new Bilingual("挂起规则", "parking rule"),
            "forms", new Bilingual("其他形式", "other form"),
            "due", new Bilingual("应到时间", "time due"),
            "name", new Bilingual("来源名称", "name of the feed"),
            "standard", new Bilingual("标准包", "standard pack"),
            "version", new Bilingual("文件版本号", "version the file gives itself"));

    private final Map<List<String>, YamlTable.Excerpt> before;
    private final Map<List<String>, YamlTable.Excerpt> after;
    private final List<MappingChange> changes = new ArrayList<>();

    private MappingChanges(Map<List<String>, YamlTable.Excerpt> before, Map<List<String>, YamlTable.Excerpt> after) {
        this.before = before;
        this.after = after;
    }

    /** Fields first, in the order of the later file; then the rest. */
    static List<MappingChange> between(YamlTable before, YamlTable after) {
        var compared = new MappingChanges(before.leaves(), after.leaves());
        compared.fields();
        compared.rest();
        return List.copyOf(compared.changes);
    }

    private void fields() {
        var ids = new LinkedHashSet<String>();
        after.keySet().forEach(path -> addField(path, ids));
        before.keySet().forEach(path -> addField(path, ids));
        for (var id : ids) {
            var old = rule(before, id);
            var now = rule(after, id);
            if (old.isEmpty() || now.isEmpty()) {
                wholeRule(id, old, now);
            } else {
                keysOf(id, old, now);
            }
        }
    }

    private static void addField(List<String> path, Set<String> ids) {
        if (path.get(0).equals("fields") && path.size() > 1) {
            ids.add(path.get(1));
        }
    }

    private static Map<List<String>, YamlTable.Excerpt> rule(Map<List<String>, YamlTable.Excerpt> file, String id) {
        var rule = new LinkedHashMap<List<String>, YamlTable.Excerpt>();
        file.forEach((path, said) -> {
            if (path.size() > 2 && path.get(0).equals("fields") && path.get(1).equals(id)) {
                rule.put(path.subList(2, path.size()), said);
            }
        });
        return rule;
    }

    private void wholeRule(
            String id, Map<List<String>, YamlTable.Excerpt> old, Map<List<String>, YamlTable.Excerpt> now) {
        boolean isNew = old.isEmpty();
        var words = RuleWords.of(isNew ? now : old);
        changes.add(new MappingChange(
                "fields",
                id,
                isNew ? null : words.zh(),
                isNew ? words.zh() : null,
                new Bilingual(
                        (isNew ? "新增字段 %s 的规则：%s" : "删除字段 %s 的规则（原为：%s）").formatted(id, words.zh()),
                        (isNew ? "field %s has a rule now: %s" : "field %s has no rule any more (it was: %s)")
                                .formatted(id, words.en()))));
    }

    private void keysOf(String id, Map<List<String>, YamlTable.Excerpt> old, Map<List<String>, YamlTable.Excerpt> now) {
        var paths = new LinkedHashSet<>(now.keySet());
        paths.addAll(old.keySet());
        for (var path : paths) {
            var was = text(old, path);
            var is = text(now, path);
            if (!Objects.equals(was, is)) {
                changes.add(new MappingChange("fields", id, was, is, ofField(id, path, was, is)));
            }
        }
    }

    private static Bilingual ofField(String id, List<String> path, @Nullable String was, @Nullable String is) {
        if (path.size() == 2 && path.get(0).equals("code")) {
            return words(
                    "字段 %s 的对照表中“%s”".formatted(id, path.get(1)),
                    "field %s, table of values, '%s'".formatted(id, path.get(1)),
                    was,
                    is);
        }
        var key = KEYS.getOrDefault(path.get(0), new Bilingual(path.get(0), path.get(0)));
        var rest = path.size() > 1 ? " " + String.join(" ", path.subList(1, path.size())) : "";
        if (path.equals(List.of("as"))) {
            return words(
                    "字段 %s 的%s".formatted(id, key.zh()),
                    "field %s, %s".formatted(id, key.en()),
                    was == null ? null : RuleWords.conversion(was),
                    is == null ? null : RuleWords.conversion(is));
        }
        return words(
                "字段 %s 的%s%s".formatted(id, key.zh(), rest), "field %s, %s%s".formatted(id, key.en(), rest), was, is);
    }

    private void rest() {
        var paths = new LinkedHashSet<>(after.keySet());
        paths.addAll(before.keySet());
        for (var path : paths) {
            var part = path.get(0);
            if (part.equals("fields") || NOT_COMPARED.contains(part)) {
                continue;
            }
            var was = text(before, path);
            var is = text(after, path);
            if (!Objects.equals(was, is)) {
                var name = PARTS.getOrDefault(part, new Bilingual(part, part));
                var about = String.join(" · ", path.subList(1, path.size()));
                changes.add(new MappingChange(
                        part,
                        about,
                        was,
                        is,
                        words((name.zh() + " " + about).strip(), (name.en() + " " + about).strip(), was, is)));
            }
        }
    }

    private static @Nullable String text(Map<List<String>, YamlTable.Excerpt> file, List<String> path) {
        var said = file.get(path);
        return said == null ? null : said.text().replace("\n", "、");
    }

    private static Bilingual words(String zh, String en, @Nullable String was, @Nullable String is) {
        return words(zh, en, was == null ? null : new Bilingual(was, was), is == null ? null : new Bilingual(is, is));
    }

    private static Bilingual words(String zh, String en, @Nullable Bilingual was, @Nullable Bilingual is) {
        if (was == null && is != null) {
            return new Bilingual("%s：新增“%s”".formatted(zh, is.zh()), "%s: added, '%s'".formatted(en, is.en()));
        }
        if (is == null && was != null) {
            return new Bilingual(
                    "%s：删除（原为“%s”）".formatted(zh, was.zh()), "%s: removed (it was '%s')".formatted(en, was.en()));
        }
        var old = was == null ? new Bilingual("", "") : was;
        var now = is == null ? new Bilingual("", "") : is;
        return new Bilingual(
                "%s：由“%s”改为“%s”".formatted(zh, old.zh(), now.zh()),
                "%s: '%s' becomes '%s'".formatted(en, old.en(), now.en()));
    }
}
