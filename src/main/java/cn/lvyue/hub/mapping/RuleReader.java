package cn.lvyue.hub.mapping;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.expression.ParseException;

/**
 * Compiles the rules under {@code fields:}, in order, and checks each against the standard pack. A rule is a table of these keys:
 *
 * <ul>
 *   <li>where the value comes from, one of: {@code from} (a source field, or several of which the first filled one counts),
 *       {@code of} (a standard field with an earlier rule), {@code value} (a constant); {@code expression} ({@link Expression})
 *       over the fields named in {@code from}
 *   <li>{@code join}: all filled source fields with this text between them, instead of the first
 *   <li>{@code empty-when}: words that mean there is nothing; {@code default}: the value where there is nothing
 *   <li>{@code first}: only so many characters of the source value
 *   <li>what is made of it: {@code as} (a {@link Conversion}), or {@code code} (a table of values) with {@code after} (what every
 *       source value begins with) and {@code other} (for values not in the table, "" for none; without it they are refused), or
 *       {@code excerpt} (the first so many characters, for a field derived from another)
 *   <li>{@code unit-from} (a source field with the unit of an amount) and {@code currency} ({@code from}, {@code only})
 *   <li>{@code when} and {@code unless} (a standard field with an earlier rule: its values); {@code otherwise}: the value if not
 * </ul>
 */
final class RuleReader {
    private static final Set<String> KEYS = new TreeSet<>(Set.of(
            "from",
            "of",
            "value",
            "expression",
            "as",
            "code",
            "after",
            "other",
            "first",
            "join",
            "default",
            "empty-when",
            "when",
            "unless",
            "otherwise",
            "unit-from",
            "currency",
            "excerpt"));

    private final StandardPack pack;
    private final SourceFields sources;
    private final Map<String, FieldRule> rules = new HashMap<>();

    RuleReader(StandardPack pack, SourceFields sources) {
        this.pack = pack;
        this.sources = sources;
    }

    /** @throws BrokenMapping naming the line */
    FieldRule read(String id, YamlTable fields) {
        if (!pack.names().contains(id)) {
            throw fields.fault(id, "标准包 " + pack.id() + " 没有字段 " + id, "pack " + pack.id() + " has no field " + id);
        }
        var field = pack.field(id);
        var table = fields.table(id);
        if (table == null) {
            throw fields.fault(id, "缺少规则", "the rule is missing");
        }
        table.onlyKnows(KEYS);
        var rule = new FieldRule(
                field.index(),
                id,
                source(table),
                Set.copyOf(table.texts("empty-when")),
                converter(field, table),
                listed(field, table, "default", table.optional("default")),
                conditions(table),
                listed(field, table, "otherwise", table.optional("otherwise")),
                beside(table),
                fields.excerpt(id));
        rules.put(id, rule);
        return rule;
    }

    private Source source(YamlTable table) {
        var origins = List.of("from", "of", "value", "expression").stream()
                .filter(table::has)
                .toList();
        boolean expressionOverFrom = origins.equals(List.of("from", "expression"));
        if (origins.size() != 1 && !expressionOverFrom) {
            throw table.fault(
                    "from",
                    "须且只须写 from、of、value 之一（expression 可与 from 合用）",
                    "exactly one of from, of, value (or expression, with from) is needed");
        }
        if (table.has("expression")) {
            return expression(table);
        }
        var value = table.optional("value");
        return value != null ? new Source.Constant(value) : table.has("of") ? ofField(table) : ofSource(table);
    }

    private Source expression(YamlTable table) {
        try {
            return new Expression(table.text("expression"), sources.fields(table.texts("from")));
        } catch (ParseException | IllegalStateException broken) {
            throw table.fault("expression", "表达式无法解析：" + broken.getMessage(), "no expression: " + broken.getMessage());
        }
    }

    private Source ofField(YamlTable table) {
        var earlier = earlierRule(table, "of", table.text("of"));
        return new Source.OfField(earlier.index(), earlier.source().fields());
    }

    private Source ofSource(YamlTable table) {
        var from = sources.fields(table.texts("from"));
        if (from.isEmpty()) {
            throw table.fault("from", "from 为空", "from is empty");
        }
        var between = table.optional("join");
        return between == null ? new Source.FirstFilled(from) : new Source.Joined(from, between);
    }

    private FieldRule earlierRule(YamlTable table, String key, String id) {
        var rule = rules.get(id);
        if (rule == null) {
            throw table.fault(key, "“" + id + "”须在本行之前已有规则", "'" + id + "' must have a rule before this line");
        }
        return rule;
    }

    private Converter converter(Field field, YamlTable table) {
        var converter = table.has("code") ? codeTable(field, table) : conversion(field, table);
        int first = table.number("first", 0, 1);
        return first == 0 ? converter : Converter.cutTo(first).then(converter);
    }

    private Converter codeTable(Field field, YamlTable table) {
        refuseBeside("code", table, "as", "unit-from", "currency", "excerpt");
        var codes = table.pairs("code");
        codes.values().forEach(code -> listed(field, table, "code", code));
        return new CodeTable(table.text("after", ""), codes, listed(field, table, "other", table.optional("other")));
    }

    private Converter conversion(Field field, YamlTable table) {
        if (table.has("after") || table.has("other")) {
            throw table.fault(table.has("after") ? "after" : "other", "只能与 code 合用", "goes with code only");
        }
        var value = table.optional("value");
        if (value != null) {
            refuseBeside("value", table, "as");
            listed(field, table, "value", value);
            return (raw, notes) -> raw;
        }
        if (table.has("of") || table.has("excerpt")) {
            refuseBeside("of / excerpt", table, "as");
            return excerpt(field, table);
        }
        return amount(table, named(field, table).converter(field, pack));
    }

    private Converter excerpt(Field field, YamlTable table) {
        int length = table.number("excerpt", field.type().length(), 1);
        if (length > field.type().length()) {
            throw table.fault(
                    "excerpt",
                    "超过字段长度 " + field.type().length(),
                    "longer than the field: " + field.type().length());
        }
        var cut = Converter.cutTo(length);
        return table.has("of") ? cut : new CleanText(true).then(cut);
    }

    private Conversion named(Field field, YamlTable table) {
        var word = table.text("as");
        var conversion = Conversion.named(word);
        if (conversion == null) {
            var words =
                    List.of(Conversion.values()).stream().map(Conversion::word).toList();
            throw table.fault(
                    "as", "没有转换“" + word + "”，可用：" + words, "no conversion '" + word + "'; there are " + words);
        }
        if (!conversion.fits(field)) {
            throw table.fault(
                    "as",
                    "转换“" + word + "”不适用于字段 " + field.id() + "（" + field.type().kind() + "）",
                    "conversion '" + word + "' does not fit field " + field.id() + " ("
                            + field.type().kind() + ")");
        }
        return conversion;
    }

    private Converter amount(YamlTable table, Converter converter) {
        if (!table.has("unit-from") && !table.has("currency")) {
            return converter;
        }
        if (!(converter instanceof Amount amount)) {
            throw table.fault("as", "unit-from、currency 只能用于金额", "unit-from and currency go with amounts only");
        }
        var unit = table.optional("unit-from");
        var inUnit = unit == null ? amount : new AmountIn(amount, sources.field(unit));
        var currency = table.table("currency");
        if (currency == null) {
            return inUnit;
        }
        currency.onlyKnows(Set.of("from", "only"));
        var admitted = new LinkedHashSet<>(currency.texts("only"));
        return new InCurrency(inUnit, sources.field(currency.text("from")), admitted);
    }

    private List<SourceField> beside(YamlTable table) {
        var beside = new ArrayList<SourceField>();
        var unit = table.optional("unit-from");
        if (unit != null) {
            beside.add(sources.field(unit));
        }
        var currency = table.table("currency");
        if (currency != null) {
            beside.add(sources.field(currency.text("from")));
        }
        return List.copyOf(beside);
    }

    private List<Condition> conditions(YamlTable table) {
        if (table.has("otherwise") && !table.has("when") && !table.has("unless")) {
            throw table.fault("otherwise", "只能与 when 或 unless 合用", "goes with when or unless only");
        }
        var conditions = new ArrayList<Condition>();
        for (var key : List.of("when", "unless")) {
            var tests = table.table(key);
            if (tests == null) {
                continue;
            }
            for (var id : tests.keys()) {
                var rule = earlierRule(table, key, id);
                var values = Set.copyOf(tests.texts(id));
                values.forEach(value -> listed(pack.field(id), table, key, value));
                conditions.add(new Condition(rule.index(), values, key.equals("when")));
            }
        }
        return List.copyOf(conditions);
    }

    private static void refuseBeside(String what, YamlTable table, String... keys) {
        for (var key : keys) {
            if (table.has(key)) {
                throw table.fault(key, "“" + key + "”不能与 " + what + " 合用", "'" + key + "' cannot stand beside " + what);
            }
        }
    }

    /** A value the mapping itself gives must be in the field's code list; "" stands for no value. */
    private @Nullable String listed(Field field, YamlTable table, String key, @Nullable String value) {
        var list = field.codeList();
        if (value != null
                && !value.isEmpty()
                && list != null
                && !pack.codeList(list).contains(value)) {
            throw table.fault(
                    key, "代码表 " + list + " 没有“" + value + "”", "code list " + list + " has no '" + value + "'");
        }
        return value;
    }
}
