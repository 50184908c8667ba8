package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A receipt as a platform gives it: of a package at one stage, with what it says of single records.
 *
 * @param accepted how many records it says it accepted; null where it does not say
 */
record StageReceipt(
        String stage,
        String code,
        @Nullable String message,
        List<RecordResult> records,
        @Nullable Integer accepted) {
    private static final String GOOD = "0";
    private static final int STAGE_LENGTH = 2;

    StageReceipt(String stage, String code, @Nullable String message, List<RecordResult> records) {
        this(stage, code, message, records, null);
    }

    /** @param platformId the platform's own number of the record */
    record RecordResult(
            String sourceRecordNo,
            String code,
            @Nullable String message,
            @Nullable String platformId) {
        boolean isGood() {
            return GOOD.equals(code);
        }
    }

    /** The stage after which a target has nothing more to say: 入库 at the province, the national platform's own answer. */
    static String finalStage(Target target) {
        return target == Target.PROVINCIAL ? "R4" : "R5";
    }

    boolean isGood() {
        return GOOD.equals(code);
    }

    /** Bad without naming records: all of them are meant. */
    boolean refusesAll() {
        return !isGood() && records.isEmpty();
    }

    /** Records that one answer refuses at a stage and calls good at the same or a later one. */
    static Set<String> contradicted(List<StageReceipt> receipts) {
        var refused = new HashMap<String, String>();
        var good = new HashMap<String, String>();
        for (var receipt : receipts) {
            for (var result : receipt.records()) {
                if (result.isGood()) {
                    good.merge(
                            result.sourceRecordNo(), receipt.stage(), BinaryOperator.maxBy(Comparator.naturalOrder()));
                } else {
                    refused.merge(
                            result.sourceRecordNo(), receipt.stage(), BinaryOperator.minBy(Comparator.naturalOrder()));
                }
            }
        }
        return refused.entrySet().stream()
                .filter(bad -> good.getOrDefault(bad.getKey(), "").compareTo(bad.getValue()) >= 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    /** Records that are called good by name at the last stage, and refused nowhere. */
    static List<String> finallyGood(List<StageReceipt> receipts, Target target) {
        if (receipts.stream().anyMatch(StageReceipt::refusesAll)) {
            return List.of();
        }
        var refused = receipts.stream()
                .flatMap(receipt -> receipt.records().stream())
                .filter(result -> !result.isGood())
                .map(RecordResult::sourceRecordNo)
                .collect(Collectors.toSet());
        return receipts.stream()
                .filter(receipt -> receipt.stage().equals(finalStage(target)))
                .flatMap(receipt -> receipt.records().stream())
                .filter(result -> result.isGood() && !refused.contains(result.sourceRecordNo()))
                .map(RecordResult::sourceRecordNo)
                .distinct()
                .toList();
    }

    /** Reads what is well formed; anything else in the array is passed over, the archive has it. */
    static List<StageReceipt> read(JsonNode answer) {
        var receipts = new ArrayList<StageReceipt>();
        for (var node : answer.path("receipts")) {
            var stage = PlatformClient.text(node, "stage");
            var code = PlatformClient.text(node, "code");
            if (stage != null && stage.length() == STAGE_LENGTH && code != null) {
                receipts.add(new StageReceipt(
                        stage,
                        code,
                        PlatformClient.text(node, "message"),
                        results(node),
                        count(node.path("accepted"))));
            }
        }
        return receipts;
    }

    private static @Nullable Integer count(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToInt() ? node.asInt() : null;
    }

    private static List<RecordResult> results(JsonNode receipt) {
        var results = new ArrayList<RecordResult>();
        for (var node : receipt.path("records")) {
            var number = PlatformClient.text(node, "sourceRecordNo");
            var code = PlatformClient.text(node, "code");
            if (number != null && code != null) {
                results.add(new RecordResult(
                        number, code, PlatformClient.text(node, "message"), PlatformClient.text(node, "platformId")));
            }
        }
        return results;
    }
}
