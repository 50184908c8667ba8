package cn.lvyue.hub.standard;

import cn.lvyue.hub.record.Severity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one field are judged.
 *
 * @param requiredWhen when the field is asked for; null for an optional one
 * @param missing what a missing value costs where it is asked for; null if nothing
 * @param codes the list the values come from
 * @param minLength shorter values are remarked on; 0 for no such limit
 * @param faults severity of a faulty value
 * @param future severity of a day or moment after now; null if that is no fault
 * @param content whether a change of this field makes a new revision
 * @param assumed whether nothing but the working reading supports the field
 */
public record FieldRule(
        Field field,
        Requirement required,
        @Nullable Condition requiredWhen,
        @Nullable Penalty missing,
        @Nullable CodeList codes,
        @Nullable Check check,
        @Nullable Pattern pattern,
        int minLength,
        Severity faults,
        @Nullable Severity future,
        boolean content,
        boolean assumed,
        @Nullable String note) {

    /** M, C and O of the standard's table. */
    public enum Requirement {
        ALWAYS,
        CONDITIONAL,
        OPTIONAL
    }
}
