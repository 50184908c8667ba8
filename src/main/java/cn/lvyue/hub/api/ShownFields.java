package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields of one revision as an answer shows them: in the pack's order, with complaint number and revision added, personal
 * data masked. A field the pack of today does not know is shown under the extension and treated as personal.
 */
record ShownFields(Map<String, String> fields, Map<String, String> extension) {

    static ShownFields of(
            KnownRecord record, int revision, Map<String, String> stored, Optional<StandardPack> pack, boolean unmask) {
        var fields = new LinkedHashMap<String, String>();
        var extension = new LinkedHashMap<String, String>();
        var rest = new LinkedHashMap<>(stored);
        if (pack.isPresent()) {
            rest.put(pack.get().field(Role.COMPLAINT_NO).id(), record.recordId().toString());
            rest.put(pack.get().field(Role.REVISION).id(), Integer.toString(revision));
            for (var field : pack.get().fields()) {
                var value = rest.remove(field.id());
                if (value != null) {
                    var group = field.group() == Field.Group.EXTENSION ? extension : fields;
                    group.put(field.id(), unmask ? value : Masking.value(field, value));
                }
            }
        }
        rest.forEach((id, value) -> extension.put(id, unmask ? value : Masking.whole(value)));
        return new ShownFields(fields, extension);
    }
}
