package cn.lvyue.hub.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dotted paths a plan asks for, as a tree, so that each name of a record is looked up once. */
final class JsonFields {
    private final Map<String, JsonFields> children = new HashMap<>();
    private int slot = -1;

    static JsonFields of(List<String> paths) {
        var root = new JsonFields();
        for (int slot = 0; slot < paths.size(); slot++) {
            var node = root;
            for (var name : paths.get(slot).split("\\.")) {
                node = node.children.computeIfAbsent(name, n -> new JsonFields());
            }
            node.slot = slot;
        }
        return root;
    }

    @Nullable
    JsonFields child(@Nullable String name) {
        return name == null ? null : children.get(name);
    }

    /** -1 where the plan asks only for something further down. */
    int slot() {
        return slot;
    }
}
