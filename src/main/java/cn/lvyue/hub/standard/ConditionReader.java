package cn.lvyue.hub.standard;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Compiles the conditions of a pack: an object with {@code all}, {@code any} or {@code not}, or with {@code field} and one
 * operator. Anything else, a field the pack has not, or a value outside the field's code list is refused.
 *
 * @param checks check name → check
 * @param codeLists the pack's lists by id
 */
record ConditionReader(Map<String, Field> fields, Map<String, CodeList> codeLists, Map<String, Check> checks) {
    private static final Set<String> OPERATORS = Set.of(
            "present",
            "absent",
            "equals",
            "in",
            "starts-with",
            "at-least",
            "greater-than",
            "not-before",
            "not-above",
            "equals-field",
            "passes");

    /** @throws IllegalArgumentException saying what is wrong */
    Condition read(@Nullable JsonNode node) {
        if (node == null) {
            return Conditions.ALWAYS;
        }
        require(node.isObject(), "a condition is an object, not " + node);
        if (node.size() == 1) {
            var key = node.propertyNames().iterator().next();
            var parts = node.get(key);
            switch (key) {
                case "all":
                    return new Conditions.All(each(parts, this::read));
                case "any":
                    return new Conditions.Any(each(parts, this::read));
                case "not":
                    return new Conditions.Not(read(parts));
                default:
            }
        }
        return operator(node);
    }

    private Condition operator(JsonNode node) {
        require(node.size() == 2 && node.has("field"), "a condition has 'field' and one operator, not " + node);
        var name = node.propertyNames().stream()
                .filter(key -> !key.equals("field"))
                .findFirst()
                .orElseThrow();
        require(
                OPERATORS.contains(name),
                "unknown operator '" + name + "'; there are "
                        + OPERATORS.stream().sorted().toList());
        var field = field(text(node.get("field")));
        var operand = node.get(name);
        return switch (name) {
            case "present" -> present(field, operand);
            case "absent" -> new Conditions.Not(present(field, operand));
            case "equals" -> new Conditions.In(field, Set.of(value(field, operand)));
            case "in" -> new Conditions.In(field, Set.copyOf(each(operand, one -> value(field, one))));
            case "starts-with" -> new Conditions.StartsWith(field, each(operand, ConditionReader::text));
            case "at-least", "greater-than" ->
                new Conditions.AtLeast(field, number(operand), name.equals("greater-than"));
            case "passes" -> passes(field, text(operand));
            default -> new Conditions.Compared(field, comparison(name), field(text(operand)));
        };
    }

    private static Condition present(Field field, JsonNode operand) {
        require(operand.isBoolean() && operand.booleanValue(), "present and absent are followed by 'true'");
        return new Conditions.Present(field);
    }

    private Condition passes(Field field, String name) {
        var check = checks.get(name);
        if (check == null) {
            throw new IllegalArgumentException("unknown check '" + name + "'; there are " + checks.keySet());
        }
        return new Conditions.Passes(field, check, name);
    }

    private static Comparison comparison(String name) {
        return Comparison.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Field field(String id) {
        var field = fields.get(id);
        if (field == null) {
            throw new IllegalArgumentException("no field " + id);
        }
        return field;
    }

    private String value(Field field, JsonNode operand) {
        var value = text(operand);
        var list = field.codeList() == null ? null : codeLists.get(field.codeList());
        require(list == null || list.contains(value), "'" + value + "' is not in " + field.codeList());
        return value;
    }

    private static String number(JsonNode operand) {
        var number = text(operand);
        require(number.matches("-?\\d+(\\.\\d+)?"), "'" + number + "' is no number");
        return number;
    }

    private static String text(JsonNode operand) {
        require(operand.isString(), "values are quoted texts, not " + operand);
        return operand.stringValue();
    }

    private static <T> List<T> each(JsonNode list, Function<JsonNode, T> read) {
        require(list.isArray() && !list.isEmpty(), "expected a list, not " + list);
        var all = new ArrayList<T>();
        list.forEach(one -> all.add(read.apply(one)));
        return List.copyOf(all);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
