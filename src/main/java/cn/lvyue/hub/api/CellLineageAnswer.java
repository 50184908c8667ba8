package cn.lvyue.hub.api;

import cn.lvyue.hub.evidence.LineageMask;
import cn.lvyue.hub.evidence.Lineages.OfCell;
import cn.lvyue.hub.record.Outcome;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(description = "一个单元格或一行的去处 / Where a cell or a row went")
record CellLineageAnswer(
        LineageAnswer.OriginAnswer origin,

        @Schema(description = "单元格；整行时没有 / the cell; absent for a whole row") @Nullable
        String cell,

        @Schema(description = "该行进来时的结果 / what became of the row when it came in")
        Outcome outcome,

        String sourceRecordNo,

        @Schema(description = "由它而来的字段，按当时规则重算；为空：没有规则用到它 / fields it feeds; empty where no rule reads it")
        List<LineageAnswer.FieldAnswer> fields,

        @Schema(description = "由该行产生的版本及其去处 / revisions made of the row, and where they went")
        List<LineageAnswer> revisions,

        @Schema(description = "未产生版本时所属的投诉 / the complaint it belongs to, if it made no revision") @Nullable
        String belongsTo) {

    static CellLineageAnswer of(OfCell found, boolean unmask) {
        return new CellLineageAnswer(
                LineageAnswer.OriginAnswer.of(found.origin()),
                found.cell(),
                found.outcome(),
                found.sourceRecordNo(),
                LineageMask.of(found.made(), unmask).stream()
                        .map(LineageAnswer.FieldAnswer::of)
                        .toList(),
                found.revisions().stream()
                        .map(revision -> LineageAnswer.of(revision, unmask))
                        .toList(),
                found.belongsTo() == null ? null : found.belongsTo().toString());
    }
}
