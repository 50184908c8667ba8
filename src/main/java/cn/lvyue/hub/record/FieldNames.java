package cn.lvyue.hub.record;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The field ids of one standard pack in their fixed order; a standard record's values stand in this order. */
public final class FieldNames {
    private final List<String> ids;
    private final Map<String, Integer> index = new HashMap<>();
    private final byte[][] jsonNames;

    public FieldNames(List<String> ids) {
        this.ids = List.copyOf(ids);
        for (int i = 0; i < this.ids.size(); i++) {
            if (index.put(this.ids.get(i), i) != null) {
                throw new IllegalArgumentException("field " + this.ids.get(i) + " is named twice");
            }
        }
        jsonNames = this.ids.stream().map(FieldNames::jsonName).toArray(byte[][]::new);
    }

    public List<String> ids() {
        return ids;
    }

    public int size() {
        return ids.size();
    }

    public boolean contains(String id) {
        return index.containsKey(id);
    }

    /** The field's name as a JSON member begins, with quotes and colon. Not to be changed. */
    byte[] jsonName(int index) {
        return jsonNames[index];
    }

    private static byte[] jsonName(String id) {
        var json = new JsonText();
        json.quote(id);
        json.raw(':');
        return json.toBytes();
    }

    public int indexOf(String id) {
        var at = index.get(id);
        if (at == null) {
            throw new IllegalArgumentException("no field " + id);
        }
        return at;
    }
}
