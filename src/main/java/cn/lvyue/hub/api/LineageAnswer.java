package cn.lvyue.hub.api;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.evidence.Certainty;
import cn.lvyue.hub.evidence.LineageMask;
import cn.lvyue.hub.evidence.Lineages.Corrected;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import cn.lvyue.hub.evidence.Lineages.OfRevision;
import cn.lvyue.hub.evidence.Lineages.Origin;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@Schema(description = "一个版本各字段的来处与去处 / Where each field of a revision came from, and where it went")
record LineageAnswer(
        String recordId,
        String feed,
        String sourceRecordNo,
        int revision,
        OffsetDateTime at,

        @Schema(description = "读自何处；报文不在本库时没有 / what it was read from; absent where the message is not in this archive")
        @Nullable
        OriginAnswer origin,

        List<FieldAnswer> fields,
        List<SentAnswer> deliveries) {

    static LineageAnswer of(OfRevision found, boolean unmask) {
        var fields = LineageMask.of(found.fields(), unmask);
        return new LineageAnswer(
                found.recordId().toString(),
                found.feed().value(),
                found.sourceRecordNo(),
                found.revision(),
                Times.of(found.at()),
                found.origin() == null ? null : OriginAnswer.of(found.origin()),
                fields.stream().map(FieldAnswer::of).toList(),
                found.deliveries().stream().map(SentAnswer::of).toList());
    }

    @Schema(name = "Origin", description = "报文与行 / message and row")
    record OriginAnswer(
            String messageId,
            String channel,
            @Nullable String filename,
            OffsetDateTime receivedAt,

            @Schema(description = "原文的 SM3 / SM3 of the bytes")
            String digest,

            int row,

            @Schema(description = "在原文中的位置 / place in the message") @Nullable
            String place,

            @Schema(description = "当时的映射版本 / the mapping's version then") @Nullable
            String mapping,

            @Schema(description = "当时的标准包 / the standard pack then") @Nullable
            String pack,

            @Schema(description = "现行映射版本 / the mapping's version now") @Nullable
            String mappingToday,

            @Schema(description = "规则依据 / how well the rules are known")
            Certainty certainty,

            @Schema(description = "说明 / in words") String remark,
            @Schema(description = "说明（英文） / in words") String remarkEn) {

        static OriginAnswer of(Origin origin) {
            var message = origin.message();
            var with = origin.with();
            var words = CertaintyWords.of(with.certainty());
            return new OriginAnswer(
                    Long.toString(message.id()),
                    message.channel().name().toLowerCase(Locale.ROOT),
                    message.filename(),
                    Times.of(message.receivedAt()),
                    message.digest(),
                    origin.row(),
                    origin.place(),
                    with.mapping(),
                    with.pack(),
                    with.today(),
                    with.certainty(),
                    words.zh(),
                    words.en());
        }
    }

    @Schema(name = "FieldLineage", description = "一个字段 / one field")
    record FieldAnswer(
            @Schema(description = "字段；#version 为来源版本 / standard field; #version tells the source's version")
            String field,

            @Nullable String nameZh,
            @Nullable String nameEn,

            @Schema(description = "规则所看的来源字段，按规则顺序 / the source fields the rule looks at")
            List<CellAnswer> cells,

            @Schema(description = "映射文件中的规则 / the rule as the mapping file writes it") @Nullable
            String rule,

            @Schema(description = "规则所在行 / its line in the mapping file") @Nullable
            Integer ruleLine,

            @Schema(description = "按规则重算的值 / what the rule makes of the cells") @Nullable
            String made,

            @Schema(description = "台账所存的值 / what the ledger holds") @Nullable
            String kept,

            @Schema(description = "重算与所存一致 / reading again gives what is held")
            boolean agrees,

            @Schema(description = "人工更正 / a person's correction") @Nullable
            CorrectedAnswer corrected) {

        static FieldAnswer of(FieldLineage lineage) {
            var definition = lineage.definition();
            return new FieldAnswer(
                    lineage.field(),
                    definition == null ? null : definition.nameZh(),
                    definition == null ? null : definition.nameEn(),
                    lineage.cells().stream()
                            .map(cell -> new CellAnswer(cell.name(), cell.place(), cell.value()))
                            .toList(),
                    lineage.rule(),
                    lineage.rule() == null ? null : lineage.line(),
                    lineage.made(),
                    lineage.kept(),
                    lineage.agrees(),
                    lineage.corrected() == null ? null : CorrectedAnswer.of(lineage.corrected()));
        }
    }

    @Schema(name = "Cell", description = "单元格、列、指针或路径 / a cell, column, pointer or path")
    record CellAnswer(
            String name,
            String place,

            @Schema(description = "原值 / the value as it stood there") @Nullable
            String value) {}

    @Schema(name = "Corrected", description = "谁、为何更正 / who corrected it, and why")
    record CorrectedAnswer(String replayId, String by, String reason, OffsetDateTime at) {
        static CorrectedAnswer of(Corrected corrected) {
            return new CorrectedAnswer(
                    Long.toString(corrected.replay()),
                    corrected.author(),
                    corrected.reason(),
                    Times.of(corrected.at()));
        }
    }

    @Schema(name = "SentRevision", description = "报送与回执 / delivery and receipts")
    record SentAnswer(
            String target,
            String state,
            @Nullable String batchNo,
            @Nullable UUID packageId,
            @Nullable String platformId,
            @Nullable String code,
            @Nullable String message,
            List<BatchAnswer.ReceiptAnswer> receipts) {

        static SentAnswer of(Delivery delivery) {
            return new SentAnswer(
                    delivery.target().id(),
                    delivery.state().name(),
                    delivery.batchNo(),
                    delivery.packageId(),
                    delivery.platformId(),
                    delivery.code(),
                    delivery.message(),
                    delivery.receipts().stream()
                            .map(BatchAnswer.ReceiptAnswer::of)
                            .toList());
        }
    }

    @Schema(name = "LineageList", description = "平台编号所对应的版本，新者在前 / what the platform knows under the id, newest first")
    record Found(List<LineageAnswer> items) {}
}
