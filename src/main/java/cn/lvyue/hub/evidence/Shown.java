package cn.lvyue.hub.evidence;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How values may be shown: whole, or with personal data hidden. A field the pack does not know counts as personal. */
record Shown(Optional<StandardPack> pack, boolean full) {

    @Nullable
    Field field(@Nullable String id) {
        return id != null && pack.isPresent() && pack.get().names().contains(id)
                ? pack.get().field(id)
                : null;
    }

    String value(@Nullable String id, String value) {
        var field = field(id);
        return full ? value : field == null ? Masking.whole(value) : Masking.value(field, value);
    }

    Map<String, String> values(Map<String, String> fields) {
        var shown = new LinkedHashMap<String, String>();
        fields.forEach((id, value) -> shown.put(id, value(id, value)));
        return shown;
    }

    boolean isPersonal(String id) {
        var field = field(id);
        return field == null || field.isPersonal();
    }

    /**
     * Whether a committed value must be left out: a digest covers it whole or not at all. What the ledger itself says of a record is
     * not personal, but for findings, which quote values.
     */
    boolean hides(String name, String value) {
        if (full) {
            return false;
        }
        return name.startsWith("#")
                ? name.equals("#findings")
                : isPersonal(name) || !value(name, value).equals(value);
    }
}
