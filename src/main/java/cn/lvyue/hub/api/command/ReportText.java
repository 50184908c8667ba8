package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The answer of {@code GET /reports/sources} as tables and as CSV. */
final class ReportText {
    private static final List<String> OUTCOMES =
            List.of("accepted", "updated", "duplicate", "stale", "conflict", "parked", "rejected");

    private ReportText() {}

    static TextTable arrivals(JsonNode report) {
        var table = new TextTable(
                "来源 feed",
                "应到 due",
                "按时 on time",
                "迟到 late",
                "未到 missed",
                "零报 zero",
                "报文 messages",
                "无法读取 unreadable",
                "失败 failed");
        for (var source : report.path("sources")) {
            table.row(
                    source.path("feed").asString(""),
                    number(source, "/due/due"),
                    number(source, "/due/onTime"),
                    number(source, "/due/late"),
                    number(source, "/due/missed"),
                    number(source, "/due/zeroReports"),
                    number(source, "/messages/taken"),
                    number(source, "/messages/unreadable"),
                    number(source, "/messages/failed"));
        }
        return table;
    }

    static TextTable quality(JsonNode report) {
        var table = new TextTable(
                "来源 feed",
                "读入 read",
                "合规率 conforming",
                "错码/万 wrong codes",
                "一次合格 first time",
                "退回 returned",
                "补正 corrected",
                "未补 ≤3",
                "4–10",
                ">10");
        for (var source : report.path("sources")) {
            table.row(
                    source.path("feed").asString(""),
                    number(source, "/read"),
                    percent(source, "conformity") + mark(source, "conformityMet"),
                    rate(source) + mark(source, "wrongCodesMet"),
                    percent(source, "firstTimeRight"),
                    number(source, "/returns/returned"),
                    number(source, "/returns/corrected"),
                    number(source, "/returns/open/upTo3"),
                    number(source, "/returns/open/upTo10"),
                    number(source, "/returns/open/older"));
        }
        return table;
    }

    static TextTable findings(JsonNode report) {
        var table = new TextTable("来源 feed", "代码 code", "字段 field", "条数 records");
        for (var source : report.path("sources")) {
            for (var found : source.path("findings")) {
                table.row(
                        source.path("feed").asString(""),
                        found.path("code").asString(""),
                        found.path("field").asString(""),
                        number(found, "/records"));
            }
        }
        return table;
    }

    /** One line per source, the header first. All values are ids and numbers: nothing to quote. */
    static List<String> csv(JsonNode report) {
        var lines = new ArrayList<String>();
        for (var source : report.path("sources")) {
            var row = columns(report, source);
            if (lines.isEmpty()) {
                lines.add(String.join(",", row.keySet()));
            }
            lines.add(row.values().stream().collect(Collectors.joining(",")));
        }
        return lines;
    }

    private static Map<String, String> columns(JsonNode report, JsonNode source) {
        var row = new LinkedHashMap<String, String>();
        row.put("from", report.path("from").asString(""));
        row.put("to", report.path("to").asString(""));
        row.put("feed", source.path("feed").asString(""));
        for (var name : List.of("due", "onTime", "late", "missed", "waiting", "zeroReports")) {
            row.put(name, number(source, "/due/" + name));
        }
        row.put("messages", number(source, "/messages/taken"));
        row.put("unreadable", number(source, "/messages/unreadable"));
        row.put("failed", number(source, "/messages/failed"));
        row.put("read", number(source, "/read"));
        for (var outcome : OUTCOMES) {
            row.put(outcome, number(source, "/counts/" + outcome));
        }
        row.put("outside", number(source, "/outside"));
        for (var name : List.of("conformity", "wrongCodes", "wrongCodesPer10000", "firstTimeRight")) {
            row.put(name, number(source, "/" + name));
        }
        row.put("returned", number(source, "/returns/returned"));
        row.put("corrected", number(source, "/returns/corrected"));
        row.put("medianHours", number(source, "/returns/medianHours"));
        row.put("openUpTo3", number(source, "/returns/open/upTo3"));
        row.put("open4To10", number(source, "/returns/open/upTo10"));
        row.put("openOver10", number(source, "/returns/open/older"));
        return row;
    }

    private static String number(JsonNode node, String pointer) {
        var value = node.at(pointer);
        return value.isNumber() ? value.asString() : "";
    }

    private static String percent(JsonNode source, String name) {
        var value = source.path(name);
        return value.isNumber() ? String.format(Locale.ROOT, "%.2f%%", value.asDouble() * 100) : "—";
    }

    private static String rate(JsonNode source) {
        var value = source.path("wrongCodesPer10000");
        return value.isNumber() ? String.format(Locale.ROOT, "%.2f", value.asDouble()) : "—";
    }

    private static String mark(JsonNode source, String met) {
        return source.path(met).asBoolean(true) ? "" : " ✗";
    }
}
