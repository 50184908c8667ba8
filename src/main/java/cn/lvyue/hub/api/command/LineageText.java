package cn.lvyue.hub.api.command;

import tools.jackson.databind.JsonNode;

/** Prints lineage for people. */
final class LineageText {
    private final Output output;

    LineageText(Output output) {
        this.output = output;
    }

    void print(JsonNode found) {
        if (isNothing(found)) {
            output.line("没有查到 / nothing was found");
        }
        if (found.has("items")) {
            found.path("items").forEach(this::revision);
        } else if (found.has("revisions")) {
            cell(found);
        } else {
            revision(found);
        }
    }

    static boolean isNothing(JsonNode found) {
        return found.has("items") && found.path("items").isEmpty();
    }

    private void cell(JsonNode found) {
        origin(found.path("origin"));
        output.line("结果 outcome: %s  %s".formatted(text(found, "outcome"), text(found, "sourceRecordNo")));
        found.path("fields").forEach(this::field);
        found.path("revisions").forEach(this::revision);
    }

    private void revision(JsonNode found) {
        output.line("记录 record %s  版本 revision %s  %s %s"
                .formatted(
                        text(found, "recordId"),
                        text(found, "revision"),
                        text(found, "feed"),
                        text(found, "sourceRecordNo")));
        origin(found.path("origin"));
        found.path("fields").forEach(this::field);
        found.path("deliveries").forEach(this::delivery);
    }

    private void origin(JsonNode origin) {
        if (origin.isObject()) {
            output.line("报文 message %s  %s  映射 mapping %s  %s"
                    .formatted(
                            text(origin, "messageId"),
                            text(origin, "place"),
                            text(origin, "mapping"),
                            text(origin, "remark")));
        }
    }

    private void field(JsonNode field) {
        output.line("  %s %s = %s%s"
                .formatted(
                        text(field, "field"),
                        text(field, "nameZh"),
                        text(field, "kept"),
                        field.path("agrees").asBoolean(true) ? "" : "  ≠ " + text(field, "made")));
        field.path("cells")
                .forEach(cell -> output.line(
                        "    ← %s  %s  “%s”".formatted(text(cell, "place"), text(cell, "name"), text(cell, "value"))));
        if (field.path("rule").isString()) {
            output.line("    规则 rule: " + text(field, "rule"));
        }
        if (field.path("corrected").isObject()) {
            var by = field.path("corrected");
            output.line("    更正 corrected: %s %s".formatted(text(by, "by"), text(by, "reason")));
        }
    }

    private void delivery(JsonNode sent) {
        output.line("  → %s %s  批次 batch %s  包 package %s  平台编号 platform id %s"
                .formatted(
                        text(sent, "target"),
                        text(sent, "state"),
                        text(sent, "batchNo"),
                        text(sent, "packageId"),
                        text(sent, "platformId")));
        sent.path("receipts")
                .forEach(receipt -> output.line("    %s %s %s %s"
                        .formatted(
                                text(receipt, "stage"),
                                text(receipt, "code"),
                                text(receipt, "message"),
                                text(receipt, "at"))));
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("-");
    }
}
