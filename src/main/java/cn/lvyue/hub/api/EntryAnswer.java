package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.ledger.ReturnedRecords.Links;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "一条源记录的处理结果 / What became of one source record")
record EntryAnswer(
        @Schema(description = "报文内序号，从 1 起 / position in the message, from 1")
        int row,

        @Schema(description = "在来源中的位置 / place in the source")
        String place,

        String sourceRecordNo,

        @Schema(description = "投诉编号；退回的没有 / complaint number; none when rejected") @Nullable
        String recordId,

        @Schema(description = "由此产生的版本 / the revision it made") @Nullable
        Integer revision,

        Outcome outcome,

        @Schema(description = "同一事项的主记录 / the leading record of the same matter") @Nullable
        String duplicateOf,

        List<FindingAnswer> findings,

        @Schema(description = "由此更正的先前退回记录 / records that went back before and that this one corrects")
        List<ReturnAnswer.Link> corrects,

        @Schema(description = "更正本记录的后续记录 / what came later instead of this one")
        List<ReturnAnswer.Link> correctedBy) {

    static EntryAnswer of(Entry entry, List<FindingAnswer> findings) {
        return of(entry, findings, null);
    }

    /** @param links to what it corrects and what corrected it; null for none */
    static EntryAnswer of(Entry entry, List<FindingAnswer> findings, @Nullable Links links) {
        return new EntryAnswer(
                entry.row(),
                entry.place(),
                entry.sourceRecordNo(),
                text(entry.recordId()),
                entry.revision(),
                entry.outcome(),
                text(entry.duplicateOf()),
                findings,
                links == null
                        ? List.of()
                        : links.corrects().stream().map(ReturnAnswer.Link::of).toList(),
                links == null
                        ? List.of()
                        : links.correctedBy().stream()
                                .map(ReturnAnswer.Link::of)
                                .toList());
    }

    private static @Nullable String text(@Nullable RecordId id) {
        return id == null ? null : id.toString();
    }

    @Schema(description = "按读入顺序 / in the order read")
    record Page(
            List<EntryAnswer> items,

            @Schema(description = "下一页的 after；null 为末页 / pass as after; null at the end") @Nullable
            Integer next) {}
}
