package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FindingCatalog;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts findings into words, in both languages; values of personal fields are masked before they enter a text. */
@Component
public class FindingAnswers {
    /** What is wanted instead of a repaired value is that value once more. */
    private static final String REPAIRED = "N101";

    private final FindingCatalog catalog;

    public FindingAnswers(FindingCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * @param pack tells which fields are personal; without one every value is treated as personal
     * @param unmask shows values as they were
     */
    public List<FindingAnswer> of(List<Finding> findings, Optional<StandardPack> pack, boolean unmask) {
        return findings.stream().map(finding -> of(finding, pack, unmask)).toList();
    }

    private FindingAnswer of(Finding finding, Optional<StandardPack> pack, boolean unmask) {
        var field = field(finding, pack);
        var shown = unmask ? finding : masked(finding, field, pack.isPresent());
        var words = catalog.explain(shown, field);
        return new FindingAnswer(
                shown.code(),
                shown.severity(),
                shown.field(),
                shown.place(),
                shown.value(),
                shown.wanted(),
                words.messageZh(),
                words.messageEn(),
                words.remedyZh(),
                words.remedyEn());
    }

    private static @Nullable Field field(Finding finding, Optional<StandardPack> pack) {
        var id = finding.field();
        return pack.isPresent() && id != null && pack.get().names().contains(id)
                ? pack.get().field(id)
                : null;
    }

    private static Finding masked(Finding finding, @Nullable Field field, boolean packKnown) {
        var wanted = finding.wanted();
        return new Finding(
                finding.code(),
                finding.severity(),
                finding.field(),
                finding.place(),
                masked(finding.value(), field, packKnown),
                finding.code().equals(REPAIRED) ? masked(wanted, field, packKnown) : wanted);
    }

    private static @Nullable String masked(@Nullable String value, @Nullable Field field, boolean packKnown) {
        if (value == null) {
            return null;
        }
        if (field != null) {
            return Masking.value(field, value);
        }
        return packKnown ? Masking.numbersIn(value) : Masking.whole(value);
    }
}
