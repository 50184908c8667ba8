package cn.lvyue.hub.reconciliation;

import org.jspecify.annotations.Nullable;

/**
 * One record about which hub and platform do not agree, or of which the hub has to say something.
 *
 * @param code of the catalogue of findings, R150 to R179
 * @param feed null where the hub does not know the record
 * @param recordId the hub's number of the complaint
 * @param revision as the hub sent it; {@code platformRevision} as the platform has it
 * @param amount in 万元, as the hub sent it; {@code platformAmount} as the platform has it
 * @param said the platform's words about a refusal, or why it was not sent
 */
public record Difference(
        String code,
        String target,
        @Nullable String feed,
        String sourceRecordNo,
        @Nullable String recordId,
        @Nullable Integer revision,
        @Nullable Integer platformRevision,
        @Nullable String amount,
        @Nullable String platformAmount,
        @Nullable String platformId,
        @Nullable String said,
        String message,
        String messageEn,
        String remedy,
        String remedyEn) {}
