package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.FieldNames;
import java.util.List;

/** One version of the standard (标准包), read from {@code mappings/standards/<pack>/}; immutable. */
public interface StandardPack {
    String id();

    /** The pack's own version label, kept with every record it judged. */
    String version();

    /** Of the content of all its files: two packs of one version that differ in a rule have two. */
    String digest();

    /** Id, version and digest, for people to see and machines to compare. */
    default String label() {
        return id() + " " + version() + "-" + digest();
    }

    /** All fields in their fixed order: standard, extension, transfer. */
    FieldNames names();

    List<Field> fields();

    Field field(String id);

    /** @throws IllegalArgumentException if the pack has no such list */
    CodeList codeList(String id);

    /** The field a role is bound to. */
    Field field(Role role);

    Divisions divisions();
}
