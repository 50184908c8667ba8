package cn.lvyue.hub.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a platform says: an HTTP status and the body's fields. */
record Said(int status, Body body) {

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String code,
            @Nullable String message,
            @Nullable String packageId,
            @Nullable String receiptNo,
            @Nullable List<Stage> receipts) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stage(String stage, String code, @Nullable String message, List<Result> records) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Result(
            String sourceRecordNo,
            String code,
            @Nullable String message,
            @Nullable String platformId) {}

    static Said refusal(int status, String code, String message) {
        return new Said(status, new Body(code, message, null, null, null));
    }

    static Said accepted(String packageId, String receiptNo) {
        return new Said(200, new Body("0", null, packageId, receiptNo, null));
    }

    static Said duplicate(String packageId, String receiptNo) {
        return new Said(409, new Body("D101", "this package came before", packageId, receiptNo, null));
    }
}
