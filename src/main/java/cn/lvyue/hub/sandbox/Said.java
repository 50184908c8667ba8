package cn.lvyue.hub.sandbox;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a platform says: an HTTP status and the body's fields, or a whole statement instead of them. */
record Said(int status, Body body, StatementCalls.@Nullable Answer statement) {
    Said(int status, Body body) {
        this(status, body, null);
    }

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Body(
            String code,
            @Nullable String message,
            @Nullable String packageId,
            @Nullable String receiptNo,
            @Nullable List<Stage> receipts) {}

    /** @param at by the platform's clock, told only where it is wrong @param accepted how many records, told only where it is wrong */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stage(
            String stage,
            String code,
            @Nullable String message,
            List<Result> records,
            @Nullable String at,
            @Nullable Integer accepted) {
        Stage(String stage, String code, @Nullable String message, List<Result> records) {
            this(stage, code, message, records, null, null);
        }
    }

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

    static Said known(String packageId, String receiptNo, List<Stage> receipts) {
        return new Said(200, new Body("0", null, packageId, receiptNo, receipts));
    }

    boolean isGood() {
        return status == 200 && body.code().equals("0");
    }

    boolean tells(String stage) {
        return body.receipts() != null
                && body.receipts().stream().anyMatch(told -> told.stage().equals(stage));
    }
}
