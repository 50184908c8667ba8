package cn.lvyue.hub.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The source fields a mapping asks for, each with the slot where the reader puts its value. */
final class SourceFields {
    private final Map<String, Integer> slots = new LinkedHashMap<>();

    SourceField field(String name) {
        return new SourceField(name, slots.computeIfAbsent(name, added -> slots.size()));
    }

    List<SourceField> fields(List<String> names) {
        return names.stream().map(this::field).toList();
    }

    List<String> names() {
        return List.copyOf(slots.keySet());
    }
}
