package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The fields of one revision as an answer shows them: in the pack's order, with complaint number and revision added, personal
 * data masked. A field the pack of today does not know is shown under the extension and treated as personal.
 *
 * @param hidden ids of the fields whose values are hidden, or would be without {@code unmask}
 */
record ShownFields(Map<String, String> fields, Map<String, String> extension, List<String> hidden) {

    static ShownFields of(
            KnownRecord record, int revision, Map<String, String> stored, Optional<StandardPack> pack, boolean unmask) {
        var fields = new LinkedHashMap<String, String>();
        var extension = new LinkedHashMap<String, String>();
        var hidden = new ArrayList<String>();
        var rest = new LinkedHashMap<>(stored);
        rest.values().removeIf(Objects::isNull); // erased
        if (pack.isPresent()) {
            rest.put(pack.get().field(Role.COMPLAINT_NO).id(), record.recordId().toString());
            rest.put(pack.get().field(Role.REVISION).id(), Integer.toString(revision));
            for (var field : pack.get().fields()) {
                var value = rest.remove(field.id());
                if (value != null) {
                    var group = field.group() == Field.Group.EXTENSION ? extension : fields;
                    group.put(field.id(), shown(field.id(), value, Masking.value(field, value), unmask, hidden));
                }
            }
        }
        rest.forEach((id, value) -> extension.put(id, shown(id, value, Masking.whole(value), unmask, hidden)));
        return new ShownFields(fields, extension, hidden);
    }

    static Map<String, String> together(Map<String, String> fields, Map<String, String> extension) {
        var all = new LinkedHashMap<>(fields);
        all.putAll(extension);
        return all;
    }

    private static String shown(String id, String value, String masked, boolean unmask, List<String> hidden) {
        if (!masked.equals(value)) {
            hidden.add(id);
        }
        return unmask ? value : masked;
    }
}
