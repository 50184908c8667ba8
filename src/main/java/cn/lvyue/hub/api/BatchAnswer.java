package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.delivery.Deliveries.BatchView;
import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.delivery.Deliveries.PackageView;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "批次 / A batch")
record BatchAnswer(
        String batchId,
        String batchNo,

        @Schema(allowableValues = {"provincial", "national"})
        String target,

        LocalDate businessDate,
        BatchState state,
        int records,

        @Schema(description = "零报 / nothing was due, and that is reported")
        boolean zeroReport,

        @Schema(description = "补报：当日未封，事后补封 / the day was missed and is made up for")
        boolean supplement,

        @Schema(description = "暂缓原因；未暂缓为 null / why it is held; null when it is not") @Nullable
        String held,

        OffsetDateTime sealedAt,
        List<PackageAnswer> packages) {

    static BatchAnswer of(BatchView batch) {
        return new BatchAnswer(
                Long.toString(batch.batchId()),
                batch.batchNo(),
                batch.target().id(),
                batch.businessDate(),
                batch.state(),
                batch.records(),
                batch.zeroReport(),
                batch.supplement(),
                batch.heldBecause(),
                Times.of(batch.sealedAt()),
                batch.packages().stream().map(PackageAnswer::of).toList());
    }

    @Schema(description = "批次中的一个包 / One package of a batch")
    record PackageAnswer(
            UUID packageId,
            int sequence,
            PackageState state,
            int records,

            @Schema(description = "未送达的原因 / why it was not delivered") @Nullable
            String failure,

            List<ReceiptAnswer> receipts,

            @Schema(description = "须人工留意的事项，代码见校验结果目录 / what somebody should look at; codes are of the catalogue of findings")
            List<RemarkAnswer> findings) {
        static PackageAnswer of(PackageView view) {
            return new PackageAnswer(
                    view.packageId(),
                    view.sequence(),
                    view.state(),
                    view.records(),
                    view.failure(),
                    view.receipts().stream().map(ReceiptAnswer::of).toList(),
                    view.remarks().stream().map(RemarkAnswer::of).toList());
        }
    }

    @Schema(description = "平台回执 / The platform's word at one stage")
    record ReceiptAnswer(
            @Schema(allowableValues = {"R1", "R2", "R3", "R4", "R5"})
            String stage,

            @Schema(description = "0 为通过 / 0 is good") String code,
            @Nullable String message,
            OffsetDateTime at) {
        static ReceiptAnswer of(Receipt receipt) {
            return new ReceiptAnswer(receipt.stage(), receipt.code(), receipt.message(), Times.of(receipt.at()));
        }
    }

    @Schema(description = "新的在前 / newest first")
    record Page(
            List<BatchAnswer> items,

            @Schema(description = "下一页的 after；null 为末页 / pass as after; null at the end") @Nullable
            String next) {}
}
