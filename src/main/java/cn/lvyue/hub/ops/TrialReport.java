package cn.lvyue.hub.ops;

import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.record.FeedId;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the trial tells on the terminal: what it is doing, and at the end how it went. */
final class TrialReport {
    private static final Logger LOG = LoggerFactory.getLogger(TrialReport.class);

    private final PrintStream out;
    private final Supplier<List<String>> addresses;

    /** @param addresses lines that tell where the hub is found, asked for when the server has its port */
    TrialReport(PrintStream out, Supplier<List<String>> addresses) {
        this.out = out;
        this.addresses = addresses;
    }

    void playing(FeedId feed, int samples) {
        out.printf("试运行：%s 送入 %d 份样例 / playing %d samples of %s%n", feed, samples, samples, feed);
    }

    void sampleFailed(Sample sample, RuntimeException why) {
        LOG.warn("sample {} was not received", sample.name(), why);
        out.printf("  样例未能送入 / sample not received: %s: %s%n", sample.name(), why.getMessage());
    }

    /** @param open how many messages were not processed in time; says nothing for 0 */
    void stillOpen(FeedId feed, int open) {
        if (open > 0) {
            out.printf("  %s 尚有 %d 份报文未处理完 / %d messages of %s are not processed yet%n", feed, open, open, feed);
        }
    }

    void sealed(BatchView batch) {
        out.printf(
                "试运行：省平台批次 %s 已封，%d 条，等待回执 / batch %s sealed, %d records, waiting for receipts%n",
                batch.batchNo(), batch.records(), batch.batchNo(), batch.records());
    }

    void receiptsMissing() {
        out.println("  回执未到齐，推送仍在后台继续 / receipts are still missing; delivery goes on in the background");
    }

    void failed(Exception why) {
        LOG.error("the trial run did not finish", why);
        out.printf(
                "试运行未完成：%s%n  The trial did not finish; the hub stays up. The log has the cause.%n", why.getMessage());
    }

    void summary(HubStatus status, boolean kept, int played) {
        out.println();
        out.println(kept(kept, played));
        out.println();
        out.println(StatusTables.feeds(status.feeds()));
        out.println();
        out.println(StatusTables.targets(status.targets()));
        out.println();
        if (!status.closes()) {
            out.println("注意：账不平，读入数与各结果之和不符 / WARNING: the balance does not close");
        }
        addresses.get().forEach(out::println);
        out.flush();
    }

    private static String kept(boolean kept, int played) {
        if (!kept) {
            return "试运行完成：新库，送入样例 %d 份 / Trial finished: new data, %d samples played".formatted(played, played);
        }
        return played == 0
                ? "沿用上次启动保留的数据，样例未重复送入 / Data kept from an earlier start; no sample was played again"
                : "沿用上次启动保留的数据，另送入新样例 %d 份 / Data kept from an earlier start; %d new samples played"
                        .formatted(played, played);
    }
}
