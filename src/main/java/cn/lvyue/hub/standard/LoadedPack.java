package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.FieldNames;
import java.util.List;
import java.util.Map;

/** A pack in memory. */
record LoadedPack(
        String id,
        String version,
        String digest,
        FieldNames names,
        List<Field> fields,
        Map<String, CodeList> codeLists,
        Map<Role, Field> roles,
        Divisions divisions)
        implements StandardPack {

    @Override
    public Field field(String id) {
        return fields.get(names.indexOf(id));
    }

    @Override
    public Field field(Role role) {
        var field = roles.get(role);
        if (field == null) {
            throw new IllegalArgumentException("pack " + id + " binds no field to " + role);
        }
        return field;
    }

    @Override
    public CodeList codeList(String id) {
        var list = codeLists.get(id);
        if (list == null) {
            throw new IllegalArgumentException("no code list " + id);
        }
        return list;
    }
}
