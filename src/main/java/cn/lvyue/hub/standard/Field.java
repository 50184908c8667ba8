package cn.lvyue.hub.standard;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of a standard pack.
 *
 * @param index position in {@link StandardPack#names()}
 * @param group whether it belongs to the standard itself, to the extension carried beside it, or to the transfer
 * @param codeList id of the code list its values come from
 * @param check the name of a check: {@code uscc}, {@code division}, {@code phone}, …
 * @param provenance where the field and its rules are from; "assumed" readings are shown as such
 */
public record Field(
        int index,
        String id,
        String nameZh,
        String nameEn,
        Group group,
        FieldType type,
        @Nullable String codeList,
        @Nullable String check,
        PersonalData personalData,
        Use province,
        Use national,
        String provenance) {

    /** Where a field belongs. */
    public enum Group {
        STANDARD,
        EXTENSION,
        TRANSFER
    }

    /** How sensitive a field is: not personal, personal, or confidential. */
    public enum PersonalData {
        NONE,
        PERSONAL,
        SENSITIVE
    }

    /** What becomes of a field on its way to a target. */
    public enum Use {
        INCLUDE,
        MASK,
        OMIT
    }

    /** Personal data is masked for people and in answers unless somebody with the right asks for it. */
    public boolean isPersonal() {
        return Set.of(PersonalData.PERSONAL, PersonalData.SENSITIVE).contains(personalData);
    }
}
