package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.standard.FieldRule;
import cn.lvyue.hub.standard.FieldRule.Requirement;
import cn.lvyue.hub.standard.FieldType;
import cn.lvyue.hub.standard.Rulebook;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON Schema (draft 2020-12) of a standard pack's records, as the hub stores and delivers them: every value is text in
 * the standard's own form. What a schema cannot say (conditions, check characters, date order) is in the fields and rules.
 */
public final class PackSchema {
    private static final String DATETIME = "^[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}:[0-9]{2}$";

    private PackSchema() {}

    public static Map<String, Object> of(Rulebook rulebook) {
        var properties = new LinkedHashMap<String, Object>();
        rulebook.fields().forEach(rule -> properties.put(rule.field().id(), property(rule)));
        var schema = new LinkedHashMap<String, Object>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("$id", "urn:lvyue:standard:" + rulebook.pack().id());
        schema.put("title", rulebook.title().zh() + " / " + rulebook.title().en());
        schema.put("x-version", rulebook.pack().version());
        schema.put("x-assumed", rulebook.assumed());
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required(rulebook));
        schema.put("additionalProperties", false);
        return schema;
    }

    /** Fields without which no record passes; those the hub adds itself have no such penalty. */
    private static List<String> required(Rulebook rulebook) {
        return rulebook.fields().stream()
                .filter(rule -> rule.required() == Requirement.ALWAYS)
                .filter(rule -> {
                    var missing = rule.missing();
                    return missing != null && missing.severity() == Severity.REJECT;
                })
                .map(rule -> rule.field().id())
                .toList();
    }

    private static Map<String, Object> property(FieldRule rule) {
        var field = rule.field();
        var property = new LinkedHashMap<String, Object>();
        property.put("title", field.nameZh());
        property.put("description", field.nameEn());
        property.put("type", "string");
        addForm(field.type(), property);
        var codes = rule.codes();
        if (codes != null) {
            property.put("enum", List.copyOf(codes.names().keySet()));
        }
        var pattern = rule.pattern();
        if (pattern != null) {
            property.put("pattern", "^(?:" + pattern.pattern() + ")$");
        }
        property.put("x-provenance", field.provenance());
        property.put("x-assumed", rule.assumed());
        return property;
    }

    private static void addForm(FieldType type, Map<String, Object> property) {
        switch (type.kind()) {
            case TEXT -> property.put("maxLength", type.length());
            case FIXED -> {
                property.put("minLength", type.length());
                property.put("maxLength", type.length());
            }
            case NUMBER -> property.put("pattern", number(type));
            case DATE -> property.put("format", "date");
            case DATETIME -> property.put("pattern", DATETIME);
        }
    }

    private static String number(FieldType type) {
        var digits = "^-?[0-9]{1,%d}".formatted(type.length() - type.scale());
        return type.scale() == 0 ? digits + "$" : digits + "(\\.[0-9]{1,%d})?$".formatted(type.scale());
    }
}
