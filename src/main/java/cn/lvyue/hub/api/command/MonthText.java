package cn.lvyue.hub.api.command;

import cn.lvyue.hub.ops.TextTable;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Months of the archive, for people. */
final class MonthText {
    private MonthText() {}

    static List<String> lines(Iterable<JsonNode> months) {
        var table =
                new TextTable("月份 month", "所在 place", "报文 messages", "MB", "保全 held", "自 since", "经办 by", "文件 file");
        for (var month : months) {
            table.row(
                    month.path("month").asString(""),
                    month.path("state").asString("").equals("HERE") ? "库内 here" : "另存 elsewhere",
                    month.path("messages").isNumber() ? month.path("messages").asLong(0) : "–",
                    month.path("bytes").asLong(0) >> 20,
                    text(month, "held"),
                    text(month, "since"),
                    text(month, "by"),
                    text(month, "file"));
        }
        return table.lines();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).isString() ? node.path(name).asString("") : "";
    }
}
