package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a pack's standard record as JSON Schema (draft 2020-12): one object of texts. Required are the fields without which
 * a record is rejected; conditions between fields, check characters and divisions are beyond a schema and left to the rules.
 */
public final class JsonSchema {
    private static final String DAY = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

    private JsonSchema() {}

    public static ObjectNode of(Rulebook rulebook) {
        var schema = JsonNodeFactory.instance.objectNode();
        var pack = rulebook.pack();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:lvyue-hub:standard:" + pack.id() + ":" + pack.version());
        schema.put("title", rulebook.title().zh());
        schema.put("description", rulebook.title().en());
        schema.put("type", "object");
        var properties = schema.putObject("properties");
        rulebook.fields()
                .forEach(
                        rule -> describe(rule, properties.putObject(rule.field().id())));
        var required = schema.putArray("required");
        rulebook.fields().stream()
                .filter(JsonSchema::rejectsWithout)
                .forEach(rule -> required.add(rule.field().id()));
        schema.put("additionalProperties", false);
        return schema;
    }

    /** The schema as indented text. */
    public static String text(Rulebook rulebook) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(of(rulebook));
    }

    private static boolean rejectsWithout(FieldRule rule) {
        return rule.required() == FieldRule.Requirement.ALWAYS
                && rule.missing() != null
                && rule.missing().severity() == Severity.REJECT;
    }

    private static void describe(FieldRule rule, ObjectNode property) {
        var field = rule.field();
        property.put("title", field.nameZh());
        property.put(
                "description", field.nameEn() + "; " + field.provenance() + (rule.assumed() ? "; assumed 推定" : ""));
        property.put("type", "string");
        var codes = rule.codes();
        if (codes != null) {
            var values = property.putArray("enum");
            codes.names().keySet().forEach(values::add);
            return;
        }
        form(field.type(), property);
        if (rule.pattern() != null) {
            property.put("pattern", whole(rule.pattern()));
        } else if (rule.check() instanceof CreditCodeCheck check && !check.placeholderAllowed()) {
            property.put("pattern", "^" + CreditCode.PATTERN + "$");
        }
    }

    private static void form(FieldType type, ObjectNode property) {
        switch (type.kind()) {
            case TEXT -> property.put("minLength", 1).put("maxLength", type.length());
            case FIXED -> property.put("minLength", type.length()).put("maxLength", type.length());
            case NUMBER -> property.put("pattern", number(type));
            case DATE -> property.put("pattern", "^" + DAY + "$");
            case DATETIME -> property.put("pattern", "^" + DAY + " " + TIME + "$");
        }
    }

    private static String number(FieldType type) {
        int whole = type.length() - type.scale();
        return "^-?[0-9]{1," + whole + "}" + (type.scale() == 0 ? "" : "(\\.[0-9]{1," + type.scale() + "})?") + "$";
    }

    private static String whole(Pattern pattern) {
        return "^(?:" + pattern.pattern() + ")$";
    }
}
