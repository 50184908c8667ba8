package cn.lvyue.hub.standard;

import java.util.EnumSet;
import java.util.Set;

/** What the hub needs to know of a pack's fields without knowing their ids; each pack binds every role to a field. */
public enum Role {
    COMPLAINT_NO,
    SOURCE_CHANNEL,
    SOURCE_RECORD_NO,
    COMPLAINANT_NAME,
    COMPLAINANT_CODE,
    RESPONDENT_NAME,
    RESPONDENT_CODE,
    CONTRACT_NO,
    CONTRACT_NAME,
    BREACH_FIELD,
    AMOUNT,
    STATUS,
    UPDATE_TIME,
    REVISION,
    DATA_STATE;

    /** What the hub itself fills: its own number, its revision, whether the record is new, changed or removed. */
    public static Set<Role> filledByTheHub() {
        return EnumSet.of(COMPLAINT_NO, REVISION, DATA_STATE);
    }
}
