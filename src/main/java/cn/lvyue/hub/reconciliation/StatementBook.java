package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.Statement.Account;
import cn.lvyue.hub.reconciliation.Statement.AtTarget;
import cn.lvyue.hub.reconciliation.Statement.FeedLine;
import cn.lvyue.hub.reconciliation.Statement.Figure;
import cn.lvyue.hub.reconciliation.Statement.Received;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A statement as a workbook: sums on one sheet, differences on those that follow. Every text is a text cell of its own, never a
 * formula whatever it begins with; rows leave memory as they are written.
 */
final class StatementBook {
    private static final int ROWS_PER_SHEET = 1_000_000;
    private static final int ROWS_IN_MEMORY = 1_000;

    private static final List<String> RECEIVED = List.of(
            "来源 feed",
            "报文 messages",
            "无法读取 unreadable",
            "失败 failed",
            "读入 read",
            "接收 accepted",
            "更新 updated",
            "重复 duplicate",
            "过期 stale",
            "冲突 conflict",
            "退回 rejected",
            "待补 parked",
            "相符 closes");
    private static final List<String> ACCOUNT = List.of(
            "应有 all",
            "已送 pushed",
            "待送 pending",
            "暂缓 held",
            "不送 superseded",
            "遗失 lost",
            "已回执 receipted",
            "被退 refused",
            "待回执 awaiting",
            "未知 unknown");
    private static final List<String> DIFFERENCE = List.of(
            "代码 code",
            "平台 target",
            "来源 feed",
            "来源编号 sourceRecordNo",
            "投诉编号 recordId",
            "版本 revision",
            "平台版本 platformRevision",
            "金额（万元）amount",
            "平台金额 platformAmount",
            "平台编号 platformId",
            "说明 said",
            "差异 message",
            "处理办法 remedy",
            "message",
            "remedy");

    private final Draft draft;

    StatementBook(Draft draft) {
        this.draft = draft;
    }

    void write(OutputStream out) throws IOException {
        try (var book = new Workbook(out, "LvyueHub", "1.0")) {
            var sums = book.newWorksheet("汇总");
            writeSums(new Rows(sums));
            sums.finish();
            new Differences(book).write();
        }
    }

    private void writeSums(Rows rows) {
        var head = draft.head();
        rows.add("对账单 statement", head.date(), "版本 version", head.version(), "时间 at", head.at());
        rows.add("各数相符 closes", head.closes(), "差异 differences", head.differences());
        rows.add();
        rows.add("收到（按收到之日）received, by day of receipt");
        rows.add(RECEIVED.toArray());
        head.received().forEach(received -> rows.add(cells(received)));
        head.targets().forEach(target -> writeTarget(target, rows));
    }

    private static Object[] cells(Received one) {
        return new Object[] {
            one.feed(),
            one.messages(),
            one.unreadable(),
            one.failed(),
            one.read(),
            one.accepted(),
            one.updated(),
            one.duplicate(),
            one.stale(),
            one.conflict(),
            one.rejected(),
            one.parked(),
            one.closes()
        };
    }

    private static void writeTarget(AtTarget target, Rows rows) {
        rows.add();
        rows.add("平台 target", target.target(), "比对 compared with", target.comparedWith(), target.remark());
        rows.add("", "条数 records", "金额（万元）amount", "摘要 digest (SM3)");
        rows.add(
                "枢纽已送 sent",
                target.sent().records(),
                target.sent().amount(),
                target.sent().digest());
        var platform = target.platform();
        if (platform != null) {
            rows.add("平台所存 platform", platform.records(), platform.amount(), platform.digest());
        }
        var heads = ACCOUNT.stream().flatMap(name -> Stream.of(name, name + "，万元"));
        rows.add(Stream.concat(Stream.of("来源 feed", "口径 by"), heads).toArray());
        for (var feed : target.feeds()) {
            rows.add(account(feed, "收到之日 day of receipt", feed.received()));
            rows.add(account(feed, "业务日期 business date", feed.batch()));
        }
    }

    private static Object[] account(FeedLine feed, String by, Account account) {
        var cells = new ArrayList<Object>(List.of(feed.feed(), by));
        for (var figure : List.of(
                account.all(),
                account.pushed(),
                account.pending(),
                account.held(),
                account.superseded(),
                account.lost(),
                account.receipted(),
                account.refused(),
                account.awaiting(),
                account.unknown())) {
            add(cells, figure);
        }
        return cells.toArray();
    }

    private static void add(List<Object> cells, Figure figure) {
        cells.add(figure.records());
        cells.add(figure.amount());
    }

    /** Differences over as many sheets as it takes. */
    private final class Differences {
        private final Workbook book;
        private int sheets;
        private @Nullable Worksheet sheet;
        private @Nullable Rows rows;

        Differences(Workbook book) {
            this.book = book;
        }

        void write() throws IOException {
            next();
            draft.each(this::add);
            finish();
        }

        private boolean add(Difference one) {
            var into = rows;
            if (into == null || into.count() > ROWS_PER_SHEET) {
                finish();
                into = next();
            }
            into.add(
                    one.code(),
                    one.target(),
                    one.feed(),
                    one.sourceRecordNo(),
                    one.recordId(),
                    one.revision(),
                    one.platformRevision(),
                    one.amount(),
                    one.platformAmount(),
                    one.platformId(),
                    one.said(),
                    one.message(),
                    one.remedy(),
                    one.messageEn(),
                    one.remedyEn());
            return true;
        }

        private Rows next() {
            sheets++;
            var fresh = book.newWorksheet(sheets == 1 ? "差异" : "差异" + sheets);
            var first = new Rows(fresh);
            first.add(DIFFERENCE.toArray());
            sheet = fresh;
            rows = first;
            return first;
        }

        private void finish() {
            try {
                if (sheet != null) {
                    sheet.finish();
                }
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }

    /** Rows one below the other. */
    private static final class Rows {
        private final Worksheet sheet;
        private int row;

        Rows(Worksheet sheet) {
            this.sheet = sheet;
        }

        int count() {
            return row;
        }

        void add(@Nullable Object... cells) {
            for (int i = 0; i < cells.length; i++) {
                var cell = cells[i];
                if (cell instanceof Number number) {
                    sheet.value(row, i, number);
                } else if (cell != null) {
                    sheet.inlineString(row, i, cell.toString());
                }
            }
            row++;
            if (row % ROWS_IN_MEMORY == 0) {
                flush();
            }
        }

        private void flush() {
            try {
                sheet.flush();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
    }
}
