package cn.lvyue.hub.api;

import cn.lvyue.hub.retention.Certificates;
import cn.lvyue.hub.retention.Retention;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

@Schema(name = "Retention", description = "保存期限与存量 / Policies and what they find")
public record RetentionAnswer(List<StockItem> policies, List<String> others) {
    /** What no plan takes away. */
    private static final List<String> OTHERS = List.of(
            "移交台账（报文、源记录、版本、报送、回执的元数据与摘要）：不销毁（至少三年） / the ledger of transfers: never, three years at least",
            "审计：不销毁 / the audit: never",
            "文件登记：不销毁，据以保证同一文件只取一次 / the register of files: never, it keeps a file from being taken twice",
            "签名随机数：hub.door.nonce-keep / nonces of signatures: hub.door.nonce-keep",
            "队列应答登记：应答发出即清除 / answers owed to queues: gone once sent",
            "定时任务：只存当前状态，无历史 / schedules: their present state only");

    static RetentionAnswer of(List<Retention.Stock> stock) {
        return new RetentionAnswer(stock.stream().map(StockItem::of).toList(), OTHERS);
    }

    static @Nullable OffsetDateTime time(@Nullable Instant moment) {
        return moment == null ? null : Times.of(moment);
    }

    @Schema(name = "RetentionStock")
    public record StockItem(
            String kind,
            String title,
            @Nullable String feed,
            @Schema(example = "P3Y") String keep,
            @Schema(example = "P6M") String least,
            @Nullable OffsetDateTime oldest,
            long due,
            long bytes,
            @Nullable OffsetDateTime oldestDue,
            long held) {
        static StockItem of(Retention.Stock stock) {
            return new StockItem(
                    stock.kind().id(),
                    stock.kind().zh() + " / " + stock.kind().en(),
                    stock.feed(),
                    stock.period(),
                    stock.least(),
                    time(stock.oldest()),
                    stock.due(),
                    stock.bytes(),
                    time(stock.oldestDue()),
                    stock.held());
        }
    }

    @Schema(name = "RetentionPlan", description = "销毁计划 / A destruction, from its plan to its certificate")
    public record PlanAnswer(
            String planId,
            Retention.State state,
            String author,
            String reason,
            OffsetDateTime createdAt,
            @Nullable String approvedBy,
            @Nullable OffsetDateTime approvedAt,
            @Nullable String startedBy,
            @Nullable OffsetDateTime startedAt,
            @Nullable OffsetDateTime endedAt,
            long things,
            long goneThings,
            long goneBytes,
            List<ItemAnswer> items,

            @Schema(description = "销毁证明的存档编号 / the archived certificate") @Nullable
            String certificate,

            @Nullable String certificateDigest,
            @Nullable String signature) {
        static PlanAnswer of(Retention.Plan plan) {
            return new PlanAnswer(
                    Long.toString(plan.id()),
                    plan.state(),
                    plan.author(),
                    plan.reason(),
                    Times.of(plan.createdAt()),
                    plan.approvedBy(),
                    time(plan.approvedAt()),
                    plan.startedBy(),
                    time(plan.startedAt()),
                    time(plan.endedAt()),
                    plan.items().stream().mapToLong(Retention.Item::things).sum(),
                    plan.items().stream().mapToLong(Retention.Item::goneThings).sum(),
                    plan.items().stream().mapToLong(Retention.Item::goneBytes).sum(),
                    plan.items().stream().map(ItemAnswer::of).toList(),
                    plan.certificate() == null ? null : Long.toString(plan.certificate()),
                    plan.certificateDigest(),
                    plan.signature());
        }
    }

    @Schema(name = "RetentionItem")
    public record ItemAnswer(
            String kind,
            @Nullable String feed,
            String keep,
            OffsetDateTime dueBefore,
            long things,
            long bytes,
            @Nullable OffsetDateTime oldest,
            long held,
            long goneThings,
            long goneBytes,
            boolean done) {
        static ItemAnswer of(Retention.Item item) {
            return new ItemAnswer(
                    item.kind().id(),
                    item.feed(),
                    item.period(),
                    Times.of(item.dueBefore()),
                    item.things(),
                    item.bytes(),
                    time(item.oldest()),
                    item.held(),
                    item.goneThings(),
                    item.goneBytes(),
                    item.done());
        }
    }

    @Schema(name = "RetentionPlans")
    public record Plans(List<PlanAnswer> items, @Nullable String next) {}

    @Schema(name = "RetentionReason")
    public record Reason(@Nullable String reason) {}

    @Schema(
            name = "HoldRequest",
            description = "四者之一：recordId、messageId、feed（可带起止）、from 与 until / one of: recordId, messageId, feed"
                    + " (with from and until if you like), from and until")
    public record HoldBody(
            @Nullable String recordId,
            @Nullable String messageId,
            @Nullable String feed,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime until,
            @Nullable String reason,
            @Schema(example = "黑信用函〔2026〕17 号") @Nullable String reference) {}

    @Schema(name = "Hold", description = "法律保留 / A hold")
    public record HoldAnswer(
            String holdId,
            String scope,
            @Nullable String recordId,
            @Nullable String messageId,
            @Nullable String feed,
            @Nullable OffsetDateTime from,
            @Nullable OffsetDateTime until,
            String reason,
            String reference,
            String placedBy,
            OffsetDateTime placedAt,
            @Nullable String releasedBy,
            @Nullable OffsetDateTime releasedAt,
            @Nullable String releaseReason) {
        static HoldAnswer of(Retention.Hold hold) {
            var what = hold.what();
            return new HoldAnswer(
                    Long.toString(hold.id()),
                    what.scope().name().toLowerCase(Locale.ROOT),
                    what.recordName(),
                    what.messageId() == null ? null : Long.toString(what.messageId()),
                    what.feed(),
                    time(what.from()),
                    time(what.until()),
                    what.reason(),
                    what.reference(),
                    hold.placedBy(),
                    Times.of(hold.placedAt()),
                    hold.releasedBy(),
                    time(hold.releasedAt()),
                    hold.releaseReason());
        }
    }

    @Schema(name = "Holds")
    public record Holds(List<HoldAnswer> items, @Nullable String next) {}

    @Schema(description = "销毁证明的核对 / A certificate held against the list", name = "CheckedCertificate")
    record CertificateAnswer(
            @Schema(description = "证明与清单一致 / whether they agree")
            boolean agrees,

            String certificate,

            @Schema(description = "出具时的摘要，SM3 / as it was signed")
            String digest,

            @Schema(description = "归档中现有的 / of what the archive has") @Nullable
            String digestNow,

            @Schema(description = "无法读出的原因 / why it cannot be read") @Nullable
            String damaged,

            long lines,
            long different,

            @Schema(description = "至多一千条 / a thousand at most")
            List<DifferenceAnswer> differences) {
        static CertificateAnswer of(Certificates.Checked checked) {
            return new CertificateAnswer(
                    checked.agrees(),
                    Long.toString(checked.certificate()),
                    checked.digest(),
                    checked.digestNow(),
                    checked.damaged(),
                    checked.lines(),
                    checked.different(),
                    checked.differences().stream().map(DifferenceAnswer::of).toList());
        }
    }

    @Schema(description = "一处不符 / What differs", name = "CertificateDifference")
    record DifferenceAnswer(
            String kind,
            String ref,
            Certificates.Fault fault,
            @Nullable String certified,
            @Nullable String listed) {
        static DifferenceAnswer of(Certificates.Difference one) {
            return new DifferenceAnswer(
                    one.kind(), Long.toString(one.ref()), one.fault(), one.certified(), one.listed());
        }
    }
}
