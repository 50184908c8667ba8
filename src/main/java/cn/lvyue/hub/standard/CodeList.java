package cn.lvyue.hub.standard;

import java.util.Map;

/** A closed list of code values. @param names code → Chinese name, in the list's order */
public record CodeList(String id, String nameZh, String nameEn, Map<String, String> names) {
    public boolean contains(String code) {
        return names.containsKey(code);
    }
}
