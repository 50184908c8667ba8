package cn.lvyue.hub.api.command;

import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.ops.StatusTables;
import cn.lvyue.hub.ops.TextTable;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** The answer of {@code GET /status} as tables. */
final class StatusText {
    private StatusText() {}

    static TextTable feeds(JsonNode feeds) {
        var balances = new ArrayList<FeedBalance>();
        for (var feed : feeds) {
            var numbers = feed.path("counts");
            var counts = new EnumMap<Outcome, Long>(Outcome.class);
            for (var outcome : Outcome.values()) {
                counts.put(
                        outcome,
                        numbers.path(outcome.name().toLowerCase(Locale.ROOT)).asLong(0));
            }
            balances.add(new FeedBalance(
                    new FeedId(feed.path("feed").asString("")),
                    feed.path("messages").asLong(0),
                    numbers.path("read").asLong(0),
                    counts));
        }
        return StatusTables.feeds(balances);
    }

    /** Where everything due is, and whether it adds up. */
    static TextTable books(JsonNode books) {
        var table = new TextTable(
                "平台 platform",
                "应送 due",
                "已送 pushed",
                "待送 pending",
                "暂缓 held",
                "不送 superseded",
                "待回执 awaiting",
                "相符 balanced");
        for (var book : books) {
            table.row(
                    book.path("target").asString(""),
                    book.path("due").asLong(0),
                    book.path("pushed").asLong(0),
                    book.path("pending").asLong(0),
                    book.path("held").asLong(0),
                    book.path("superseded").asLong(0),
                    book.path("awaiting").asLong(0),
                    book.path("balanced").asBoolean(false) ? "是 yes" : "否 no");
        }
        return table;
    }

    /** The platforms that are left alone; none while all calls go through. */
    static List<String> lines(JsonNode lines) {
        var words = new ArrayList<String>();
        for (var line : lines) {
            var state = line.path("line").asString("");
            if (!state.equals("CLOSED")) {
                words.add("熔断 breaker %s %s，连续 %d 次无应答 calls without a word：%s"
                        .formatted(
                                line.path("target").asString(""),
                                state,
                                line.path("failures").asInt(0),
                                line.path("lastFailure").asString("")));
            }
        }
        return words;
    }

    static TextTable targets(JsonNode targets) {
        var balances = new ArrayList<TargetBalance>();
        for (var target : targets) {
            balances.add(new TargetBalance(
                    Target.ofId(target.path("target").asString("")),
                    target.path("pending").asLong(0),
                    target.path("sent").asLong(0),
                    target.path("receipted").asLong(0),
                    target.path("refused").asLong(0),
                    target.path("unknown").asLong(0),
                    target.path("failed").asLong(0),
                    target.path("held").asLong(0),
                    target.path("sealed").asLong(0)));
        }
        return StatusTables.targets(balances);
    }
}
