package cn.lvyue.hub.sandbox;

import org.jspecify.annotations.Nullable;

/** One record as a platform judged it. @param code 0 is good @param leak of a breach that is not confirmed, at the nation */
record Judged(
        String sourceRecordNo,
        int dataState,
        String code,
        @Nullable String message,
        boolean leak) {}
