package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The answer of {@code GET /reconciliation} for a terminal. */
final class StatementText {
    private StatementText() {}

    static List<Object> lines(JsonNode statement) {
        var lines = new ArrayList<Object>();
        lines.add("对账单 statement of " + text(statement, "date"));
        lines.add(received(statement.path("received")));
        for (var target : statement.path("targets")) {
            lines.add("");
            lines.add("%s（比对 compared with %s）%s"
                    .formatted(text(target, "target"), text(target, "comparedWith"), text(target, "remark")));
            lines.add(totals(target));
            lines.add(feeds(target.path("feeds")));
        }
        for (var difference : statement.path("items")) {
            lines.add("%s %s %s / %s"
                    .formatted(
                            text(difference, "code"),
                            text(difference, "target"),
                            text(difference, "message"),
                            text(difference, "messageEn")));
        }
        lines.add("差异 differences: " + statement.path("differences").asLong(0));
        lines.add(statement.path("closes").asBoolean(false) ? "各数相符 the sums close" : "各数不符！the sums do NOT close");
        return lines;
    }

    private static TextTable received(JsonNode feeds) {
        var table = new TextTable(
                "来源 feed",
                "读入 read",
                "接收 accepted",
                "更新 updated",
                "重复 duplicate",
                "过期 stale",
                "冲突 conflict",
                "待补 parked",
                "退回 rejected",
                "无法读取 unreadable");
        for (var feed : feeds) {
            table.row(
                    text(feed, "feed"),
                    number(feed, "read"),
                    number(feed, "accepted"),
                    number(feed, "updated"),
                    number(feed, "duplicate"),
                    number(feed, "stale"),
                    number(feed, "conflict"),
                    number(feed, "parked"),
                    number(feed, "rejected"),
                    number(feed, "unreadable"));
        }
        return table;
    }

    private static TextTable totals(JsonNode target) {
        var table = new TextTable("", "条数 records", "金额（万元）amount", "摘要 digest");
        for (var side : List.of("sent", "platform")) {
            var totals = target.path(side);
            if (totals.isObject()) {
                table.row(
                        side.equals("sent") ? "枢纽已送 sent" : "平台所存 platform",
                        number(totals, "records"),
                        text(totals, "amount"),
                        text(totals, "digest"));
            }
        }
        return table;
    }

    private static TextTable feeds(JsonNode feeds) {
        var table = new TextTable(
                "来源 feed",
                "口径 by",
                "应有 all",
                "已送 pushed",
                "待送 pending",
                "暂缓 held",
                "不送 superseded",
                "已回执 receipted",
                "被退 refused",
                "待回执 awaiting",
                "未知 unknown",
                "万元 amount");
        for (var feed : feeds) {
            row(table, text(feed, "feed"), "收到 received", feed.path("received"));
            row(table, text(feed, "feed"), "批次 batch", feed.path("batch"));
        }
        return table;
    }

    private static void row(TextTable table, String feed, String by, JsonNode account) {
        table.row(
                feed,
                by,
                records(account, "all"),
                records(account, "pushed"),
                records(account, "pending"),
                records(account, "held"),
                records(account, "superseded"),
                records(account, "receipted"),
                records(account, "refused"),
                records(account, "awaiting"),
                records(account, "unknown"),
                text(account.path("all"), "amount"));
    }

    private static long records(JsonNode account, String name) {
        return number(account.path(name), "records");
    }

    private static long number(JsonNode node, String name) {
        return node.path(name).asLong(0);
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }
}
