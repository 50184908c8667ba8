package cn.lvyue.hub.standard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares two versions of a standard pack and says in words what differs. */
public final class PackChanges {
    private final List<PackChange> changes = new ArrayList<>();

    private PackChanges() {}

    /** Fields first, then rules, code lists, and what is left. */
    public static List<PackChange> between(Rulebook before, Rulebook after) {
        var compared = new PackChanges();
        compared.things("field", "字段", "field", fields(before), fields(after));
        compared.things("rule", "规则", "rule", rules(before), rules(after));
        compared.things("codes", "代码表", "code list", codeLists(before), codeLists(after));
        compared.things("state", "认定程度", "standing", states(before), states(after));
        compared.things("pack", "标准包", "pack", pack(before), pack(after));
        return List.copyOf(compared.changes);
    }

    private void things(
            String part,
            String zh,
            String en,
            Map<String, Map<String, String>> before,
            Map<String, Map<String, String>> after) {
        var ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        for (var id : ids) {
            var was = before.get(id);
            var is = after.get(id);
            if (was == null) {
                add(part, id, "新增%s %s".formatted(zh, id), "%s %s is new".formatted(en, id));
            } else if (is == null) {
                add(part, id, "删除%s %s".formatted(zh, id), "%s %s is gone".formatted(en, id));
            } else {
                attributes(part, id, "%s %s".formatted(zh, id), "%s %s".formatted(en, id), was, is);
            }
        }
    }

    private void attributes(
            String part, String id, String zh, String en, Map<String, String> was, Map<String, String> is) {
        var names = new LinkedHashSet<>(is.keySet());
        names.addAll(was.keySet());
        for (var name : names) {
            var old = was.get(name);
            var now = is.get(name);
            var label = Bilingual.of(name);
            if (!Objects.equals(old, now)) {
                add(
                        part,
                        id,
                        "%s 的%s：%s".formatted(zh, label.zh(), wordsZh(old, now)),
                        "%s, %s: %s".formatted(en, label.en(), wordsEn(old, now)));
            }
        }
    }

    private static String wordsZh(@Nullable String old, @Nullable String now) {
        return old == null
                ? "新增“%s”".formatted(now)
                : now == null ? "删除（原为“%s”）".formatted(old) : "由“%s”改为“%s”".formatted(old, now);
    }

    private static String wordsEn(@Nullable String old, @Nullable String now) {
        return old == null
                ? "added, '%s'".formatted(now)
                : now == null ? "removed (it was '%s')".formatted(old) : "'%s' becomes '%s'".formatted(old, now);
    }

    private void add(String part, String id, String zh, String en) {
        changes.add(new PackChange(part, id, new Bilingual(zh, en)));
    }

    private static Map<String, Map<String, String>> fields(Rulebook book) {
        return byId(book.fields(), rule -> rule.field().id(), rule -> {
            var said = new LinkedHashMap<String, String>();
            var field = rule.field();
            said.put("中文名 | Chinese name", field.nameZh());
            said.put("英文名 | English name", field.nameEn());
            said.put("类型 | type", TypeNotation.write(field.type()));
            said.put("要求 | requirement", rule.required().name());
            var when = rule.requiredWhen();
            put(said, "必填条件 | condition", when == null ? null : when.text());
            var missing = rule.missing();
            put(said, "缺失时 | if missing", missing == null ? null : missing.severity() + " " + missing.code());
            put(said, "代码表 | code list", field.codeList());
            put(said, "校验 | check", field.check());
            var pattern = rule.pattern();
            put(said, "格式 | pattern", pattern == null ? null : pattern.pattern());
            put(said, "最短长度 | least length", rule.minLength() == 0 ? null : Integer.toString(rule.minLength()));
            said.put("值有错时 | if faulty", rule.faults().name());
            var future = rule.future();
            put(said, "晚于当前时 | if in the future", future == null ? null : future.name());
            said.put("个人信息 | personal data", field.personalData().name());
            said.put("报省 | province", field.province().name());
            said.put("报国家 | nation", field.national().name());
            said.put("计入版本 | part of the content", Boolean.toString(rule.content()));
            said.put("依据 | provenance", field.provenance());
            said.put("是否推定 | assumed", Boolean.toString(rule.assumed()));
            put(said, "说明 | note", rule.note());
            return said;
        });
    }

    private static Map<String, Map<String, String>> rules(Rulebook book) {
        return byId(book.rules(), CrossRule::id, rule -> {
            var said = new LinkedHashMap<String, String>();
            said.put("校验码 | code", rule.code());
            said.put("处理 | effect", rule.severity().name());
            said.put("字段 | field", rule.field().id());
            said.put("前提 | when", rule.when().text());
            said.put("要求 | then", rule.then().text());
            said.put("说明 | words", rule.wanted().toString());
            return said;
        });
    }

    private static Map<String, Map<String, String>> codeLists(Rulebook book) {
        return byId(List.copyOf(book.codeLists()), CodeList::id, list -> {
            var said = new LinkedHashMap<String, String>();
            said.put("名称 | name", list.nameZh() + " " + list.nameEn());
            list.names().forEach((code, name) -> said.put("代码 %s | code %s".formatted(code, code), name));
            return said;
        });
    }

    private static Map<String, Map<String, String>> states(Rulebook book) {
        return byId(
                book.states(),
                state -> state.standing().name(),
                state -> Map.of("条件 | condition", state.when().text()));
    }

    private static Map<String, Map<String, String>> pack(Rulebook book) {
        var said = new LinkedHashMap<String, String>();
        said.put("版本 | version", book.pack().version());
        said.put("名称 | title", book.title().zh());
        said.put("施行日期 | effective day", book.effective());
        said.put("是否推定 | assumed", Boolean.toString(book.assumed()));
        said.put("时钟容差 | clock tolerance", book.clockTolerance().toString());
        said.put("视为空的写法 | fillers", book.fillers().stream().sorted().collect(Collectors.joining("、")));
        return Map.of(book.pack().id(), said);
    }

    private static <T> Map<String, Map<String, String>> byId(
            List<T> things, Function<T, String> id, Function<T, Map<String, String>> said) {
        var byId = new LinkedHashMap<String, Map<String, String>>();
        things.forEach(thing -> byId.put(id.apply(thing), said.apply(thing)));
        return byId;
    }

    private static void put(Map<String, String> said, String name, @Nullable String value) {
        if (value != null) {
            said.put(name, value);
        }
    }
}
