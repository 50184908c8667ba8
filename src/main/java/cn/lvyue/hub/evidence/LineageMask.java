package cn.lvyue.hub.evidence;

import cn.lvyue.hub.evidence.Lineages.Cell;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hides personal data in lineage. A cell is hidden wherever it is shown if any of the fields it feeds is personal; one that feeds a
 * field the pack does not know is treated as personal.
 */
public final class LineageMask {
    private final Set<String> personal = new HashSet<>();
    private final Set<String> prose = new HashSet<>();

    private LineageMask(List<FieldLineage> fields) {
        for (var field : fields) {
            for (var cell : field.cells()) {
                if (isPersonal(field)) {
                    personal.add(cell.place());
                } else if (field.definition() != null && Masking.isProse(field.definition())) {
                    prose.add(cell.place());
                }
            }
        }
    }

    /** @param fields all that the answer shows of one row */
    public static List<FieldLineage> of(List<FieldLineage> fields, boolean unmask) {
        var mask = new LineageMask(fields);
        return unmask ? fields : fields.stream().map(mask::masked).toList();
    }

    private static boolean isPersonal(FieldLineage field) {
        var definition = field.definition();
        return definition == null ? !field.field().equals(Derivation.VERSION) : definition.isPersonal();
    }

    private FieldLineage masked(FieldLineage field) {
        return new FieldLineage(
                field.field(),
                field.definition(),
                field.cells().stream().map(this::masked).toList(),
                field.rule(),
                field.line(),
                value(field, field.made()),
                value(field, field.kept()),
                field.corrected(),
                field.agrees());
    }

    private static @Nullable String value(FieldLineage field, @Nullable String value) {
        Field definition = field.definition();
        if (value == null || field.field().equals(Derivation.VERSION)) {
            return value;
        }
        return definition == null ? Masking.whole(value) : Masking.value(definition, value);
    }

    private Cell masked(Cell cell) {
        var value = cell.value();
        if (value == null || value.isBlank()) {
            return cell;
        }
        var shown = personal.contains(cell.place())
                ? Masking.whole(value.strip())
                : prose.contains(cell.place()) ? Masking.numbersIn(value) : value;
        return new Cell(cell.name(), cell.place(), shown);
    }
}
