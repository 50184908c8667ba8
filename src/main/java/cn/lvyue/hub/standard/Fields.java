package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.FieldNames;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The fields of a pack in their order. */
record Fields(List<Field> all, FieldNames names) {

    static Fields of(List<Field> all) {
        return new Fields(
                List.copyOf(all), new FieldNames(all.stream().map(Field::id).toList()));
    }

    Field byId(String id) {
        return all.get(names.indexOf(id));
    }

    Map<String, Field> byIds() {
        return all.stream().collect(Collectors.toUnmodifiableMap(Field::id, Function.identity()));
    }
}
