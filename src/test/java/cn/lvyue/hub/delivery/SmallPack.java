package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.FieldNames;
import cn.lvyue.hub.standard.CodeList;
import cn.lvyue.hub.standard.Divisions;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Field.Group;
import cn.lvyue.hub.standard.Field.PersonalData;
import cn.lvyue.hub.standard.Field.Use;
import cn.lvyue.hub.standard.FieldType;
import cn.lvyue.hub.standard.FieldType.Kind;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A pack of ten fields whose ids occur nowhere in the program. */
class SmallPack implements StandardPack {
    private static final Map<Role, String> ROLES = Map.of(
            Role.COMPLAINT_NO, "X_NO",
            Role.SOURCE_RECORD_NO, "X_SOURCE",
            Role.REVISION, "X_REVISION",
            Role.DATA_STATE, "X_STATE");

    private final List<Field> fields = new ArrayList<>();

    SmallPack() {
        add("X_NO", 64, Use.INCLUDE, Use.INCLUDE);
        add("X_SOURCE", 64, Use.INCLUDE, Use.INCLUDE);
        add("X_TEXT", 4000, Use.INCLUDE, Use.INCLUDE);
        add("X_FACTS", 2000, Use.INCLUDE, Use.MASK);
        add("X_NAME", 50, Use.INCLUDE, Use.MASK);
        add("X_HOME", 200, PersonalData.PERSONAL, Use.INCLUDE, Use.MASK);
        add("X_PHONE", 30, Use.MASK, Use.OMIT);
        add("X_DECIDED", 1, Use.INCLUDE, Use.INCLUDE);
        add("X_REVISION", 5, Use.INCLUDE, Use.INCLUDE);
        add("X_STATE", 1, Use.INCLUDE, Use.INCLUDE);
    }

    private void add(String id, int length, Use province, Use national) {
        add(id, length, PersonalData.NONE, province, national);
    }

    private void add(String id, int length, PersonalData personal, Use province, Use national) {
        var type = new FieldType(Kind.TEXT, length, 0);
        fields.add(new Field(
                fields.size(), id, id, id, Group.STANDARD, type, null, null, personal, province, national, "assumed"));
    }

    @Override
    public String id() {
        return "small";
    }

    @Override
    public String digest() {
        return "none";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public FieldNames names() {
        return new FieldNames(fields.stream().map(Field::id).toList());
    }

    @Override
    public List<Field> fields() {
        return fields;
    }

    @Override
    public Field field(String id) {
        return fields.get(names().indexOf(id));
    }

    @Override
    public CodeList codeList(String id) {
        throw new IllegalArgumentException(id);
    }

    @Override
    public Field field(Role role) {
        return field(ROLES.get(role));
    }

    @Override
    public Divisions divisions() {
        throw new UnsupportedOperationException();
    }
}
