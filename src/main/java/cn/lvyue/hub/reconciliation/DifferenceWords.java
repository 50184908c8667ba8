package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import cn.lvyue.hub.ledger.RecordNames;
import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FindingCatalog;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts differences into words, with the numbers of their complaints. */
@Component
class DifferenceWords {
    private final FindingCatalog catalog;
    private final RecordNames names;

    DifferenceWords(FindingCatalog catalog, RecordNames names) {
        this.catalog = catalog;
        this.names = names;
    }

    /** @param some at most 1,000 */
    List<Difference> of(Target target, List<Differing> some) {
        var sequences = some.stream()
                .map(Differing::ours)
                .filter(Objects::nonNull)
                .map(SentLine::recordId)
                .collect(Collectors.toSet());
        var ids = names.of(sequences);
        return some.stream().map(one -> words(target, one, ids)).toList();
    }

    private Difference words(Target target, Differing one, Map<Long, RecordId> ids) {
        var ours = one.ours();
        var theirs = one.theirs();
        var finding = new Finding(one.code(), Severity.REMARK, null, one.number(), one.number(), wanted(ours, theirs));
        var words = catalog.explain(finding, (Field) null);
        var id = ours == null ? null : ids.get(ours.recordId());
        return new Difference(
                one.code(),
                target.id(),
                ours == null ? null : ours.feed(),
                one.number(),
                id == null ? null : id.toString(),
                ours == null ? null : Integer.valueOf(ours.revision()),
                theirs == null ? null : Integer.valueOf(theirs.revision()),
                ours == null ? null : wan(ours.sentAmount()),
                theirs == null ? null : wan(theirs.amount()),
                platformId(ours, theirs == null ? null : theirs.platformId()),
                ours == null ? null : ours.said(),
                words.messageZh(),
                words.messageEn(),
                words.remedyZh(),
                words.remedyEn());
    }

    private static @Nullable String platformId(@Nullable SentLine ours, @Nullable String theirs) {
        return theirs != null || ours == null ? theirs : ours.platformId();
    }

    private static @Nullable String wan(@Nullable Long fen) {
        return fen == null ? null : Fen.wan(fen);
    }

    /** What both sides have, in both languages. */
    private static String wanted(@Nullable SentLine ours, @Nullable Held theirs) {
        var hub = ours == null ? null : new Side(ours.revision(), wan(ours.sentAmount()));
        var platform = theirs == null ? null : new Side(theirs.revision(), wan(theirs.amount()));
        return "枢纽%s，平台%s | hub %s, platform %s".formatted(zh(hub), zh(platform), en(hub), en(platform));
    }

    private record Side(int revision, @Nullable String amount) {}

    private static String zh(@Nullable Side side) {
        if (side == null) {
            return "无";
        }
        return "第 " + side.revision() + " 版" + (side.amount() == null ? "" : " " + side.amount() + " 万元");
    }

    private static String en(@Nullable Side side) {
        if (side == null) {
            return "none";
        }
        return "revision " + side.revision() + (side.amount() == null ? "" : " with " + side.amount());
    }
}
