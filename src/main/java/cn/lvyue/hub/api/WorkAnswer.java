package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.RulingBook.Kept;
import cn.lvyue.hub.ledger.RulingBook.KeptCase;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Ruling;
import cn.lvyue.hub.record.Rulings.Ending;
import cn.lvyue.hub.record.Rulings.Settled;
import cn.lvyue.hub.work.WorkList.Item;
import cn.lvyue.hub.work.WorkList.Kind;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The work list and rulings, as answers show them. */
final class WorkAnswer {
    private WorkAnswer() {}

    @Schema(name = "WorkItem", description = "待办 / Something that waits for a person")
    record ItemAnswer(
            Kind kind,

            @Schema(description = "同类之中的编号；记录为 报文-行 / of its kind; a record as message-row", example = "17-3")
            String id,

            OffsetDateTime since,
            @Nullable String feed,
            @Nullable String sourceRecordNo,
            @Nullable String recordId,

            @Schema(description = "疑似重复的主记录 / what it is held against") @Nullable
            String other,

            List<String> words) {

        static ItemAnswer of(Item item) {
            var subject = item.subject();
            return new ItemAnswer(
                    item.kind(),
                    item.id(),
                    Times.of(item.since()),
                    subject == null ? null : subject.feed(),
                    subject == null ? null : subject.sourceRecordNo(),
                    subject == null ? null : text(subject.recordId()),
                    subject == null ? null : text(subject.other()),
                    item.words());
        }
    }

    @Schema(name = "WorkPage")
    record Page(List<ItemAnswer> items, @Nullable String next) {}

    @Schema(name = "WorkCount", description = "数量，至多数到 1000 / how many, counted up to 1,000")
    record Count(Kind kind, int waiting) {}

    @Schema(name = "RulingRequest", description = "裁定 / What a person decides about records that wait")
    record Body(
            @Nullable Ruling ruling,

            @Schema(description = "待办编号，至多 500 / ids of the work list, at most 500") @Nullable
            List<String> cases,

            @Schema(description = "理由 / why, in words") @Nullable
            String reason) {}

    @Schema(name = "RulingCase", description = "MOVED_ON 已被处理或已有更新；UNFIT 裁定不适用；REFUSED 规则不允许 / what became of one case")
    record SettledAnswer(
            String id,
            Ending ending,
            @Nullable String recordId,
            @Nullable Integer revision,
            List<String> findings) {

        static SettledAnswer of(Settled settled) {
            return new SettledAnswer(
                    settled.mark().messageId() + "-" + settled.mark().row(),
                    settled.ending(),
                    text(settled.recordId()),
                    settled.revision(),
                    settled.findings().stream()
                            .map(finding -> finding.code())
                            .distinct()
                            .toList());
        }
    }

    @Schema(name = "RulingResult", description = "number 为空：没有一条生效 / number is absent where nothing took effect")
    record Result(@Nullable String number, List<SettledAnswer> cases) {}

    @Schema(name = "Ruling", description = "裁定 / What was decided")
    record RulingAnswer(
            String number,
            OffsetDateTime at,
            String author,
            Ruling ruling,
            String reason,
            int cases,
            @Nullable List<CaseAnswer> items) {

        static RulingAnswer of(Kept kept, @Nullable List<KeptCase> cases) {
            return new RulingAnswer(
                    Long.toString(kept.number()),
                    Times.of(kept.at()),
                    kept.author(),
                    kept.ruling(),
                    kept.reason(),
                    kept.cases(),
                    cases == null ? null : cases.stream().map(CaseAnswer::of).toList());
        }
    }

    @Schema(name = "RulingItem")
    record CaseAnswer(
            String id,
            String sourceRecordNo,
            Outcome outcome,
            @Nullable String recordId,
            @Nullable Integer revision) {

        static CaseAnswer of(KeptCase of) {
            return new CaseAnswer(
                    of.mark().messageId() + "-" + of.mark().row(),
                    of.sourceRecordNo(),
                    of.outcome(),
                    text(of.recordId()),
                    of.revision());
        }
    }

    @Schema(name = "RulingPage")
    record Rulings(List<RulingAnswer> items, @Nullable String next) {}

    private static @Nullable String text(@Nullable RecordId id) {
        return id == null ? null : id.toString();
    }
}
