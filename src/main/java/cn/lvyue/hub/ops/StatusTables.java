package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.ledger.Ledger.FeedBalance;
import cn.lvyue.hub.record.Outcome;
import java.util.List;

/** The balance as tables for a terminal, one line per feed and one per platform. */
public final class StatusTables {
    private StatusTables() {}

    public static TextTable feeds(List<FeedBalance> feeds) {
        var table = new TextTable(
                "来源 feed",
                "读入 read",
                "接收 accepted",
                "更新 updated",
                "重复 duplicate",
                "过期 stale",
                "冲突 conflict",
                "待补 parked",
                "退回 rejected");
        for (var feed : feeds) {
            var counts = feed.counts();
            table.row(
                    feed.feed(),
                    feed.read(),
                    counts.getOrDefault(Outcome.ACCEPTED, 0L),
                    counts.getOrDefault(Outcome.UPDATED, 0L),
                    counts.getOrDefault(Outcome.DUPLICATE, 0L),
                    counts.getOrDefault(Outcome.STALE, 0L),
                    counts.getOrDefault(Outcome.CONFLICT, 0L),
                    counts.getOrDefault(Outcome.PARKED, 0L),
                    counts.getOrDefault(Outcome.REJECTED, 0L));
        }
        return table;
    }

    public static TextTable targets(List<TargetBalance> targets) {
        var table = new TextTable(
                "平台 platform", "已送 sent", "已回执 receipted", "被退 refused", "待送 pending", "已封 sealed", "暂缓 held", "未知 unknown", "失败 failed");
        for (var target : targets) {
            table.row(
                    switch (target.target()) {
                        case PROVINCIAL -> "省 provincial";
                        case NATIONAL -> "国家 national";
                    },
                    target.sent(),
                    target.receipted(),
                    target.refused(),
                    target.pending(),
                    target.sealed(),
                    target.held(),
                    target.unknown(),
                    target.failed());
        }
        return table;
    }
}
