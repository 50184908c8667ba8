package cn.lvyue.hub.standard;

import java.util.LinkedHashMap;
import java.util.Map;

/** A closed list of code values. @param names code → Chinese name, in the list's order */
public record CodeList(String id, String nameZh, String nameEn, Map<String, String> names) {
    public boolean contains(String code) {
        return names.containsKey(code);
    }

    /** What people choose from, label → code: the name; the code and the name where the name alone could mean another code. */
    public Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        names.forEach((code, name) -> labels.put(isPlain(code, name) ? name : code + " " + name, code));
        return labels;
    }

    private boolean isPlain(String code, String name) {
        boolean unique = names.values().stream().filter(name::equals).count() == 1;
        return unique && (name.equals(code) || !names.containsKey(name));
    }
}
