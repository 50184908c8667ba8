package cn.lvyue.hub.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * One record as a platform judged it.
 *
 * @param complaintNo the record's own number
 * @param code 0 is good
 * @param leak of a breach that is not confirmed, at the nation
 * @param lost receipted like the others, and not held
 */
record Judged(
        String sourceRecordNo,
        String complaintNo,
        int revision,
        int dataState,
        String code,
        @Nullable String message,
        boolean leak,
        boolean lost) {
    boolean isGood() {
        return code.equals("0");
    }
}
