package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.StandardRecord;

/**
 * What fields must satisfy together: where {@code when} holds, {@code then} must.
 *
 * @param field where the finding is shown
 * @param wanted what would be right
 */
public record CrossRule(
        String id, String code, Severity severity, Field field, Condition when, Condition then, Bilingual wanted) {
    public boolean brokenBy(StandardRecord record) {
        return when.holds(record) && !then.holds(record);
    }
}
