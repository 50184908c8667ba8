package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.work.WaitingFields;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** A source record that came with the version of another one and says something else, beside what the ledger has. */
@Component
public class ConflictViews {
    private final Ledger ledger;
    private final FeedPacks packs;
    private final StoredFields stored;
    private final WaitingFields waiting;

    ConflictViews(Ledger ledger, FeedPacks packs, StoredFields stored, WaitingFields waiting) {
        this.ledger = ledger;
        this.packs = packs;
        this.stored = stored;
        this.waiting = waiting;
    }

    /**
     * Both contents by field, personal data masked.
     *
     * @param mark the source record that came
     * @param revision the newest, which stays if the other is dismissed
     * @param differing ids of fields that differ, masked or not
     */
    public record Sides(
            ReturnMark mark,
            FeedId feed,
            String recordId,
            String sourceRecordNo,
            int revision,
            Map<String, String> kept,
            Map<String, String> came,
            Set<String> differing) {}

    /** @param id of the work list @return empty where it names no record in conflict, or nothing is kept of it */
    public Optional<Sides> of(String id) {
        return WorkDesk.mark(id)
                .flatMap(mark -> known(mark)
                        .flatMap(known ->
                                waiting.of(mark.messageId(), mark.row()).map(came -> sides(mark, known, came))));
    }

    private Optional<KnownRecord> known(ReturnMark mark) {
        return ledger.entries(mark.messageId(), Outcome.CONFLICT, mark.row() - 1, 1).stream()
                .filter(entry -> entry.row() == mark.row() && entry.recordId() != null)
                .findFirst()
                .flatMap(entry -> ledger.record(String.valueOf(entry.recordId())));
    }

    private Sides sides(ReturnMark mark, KnownRecord known, byte[] came) {
        int newest = known.revision();
        var kept = ledger.revisions(known.recordId()).stream()
                .filter(each -> each.revision() == newest)
                .findFirst()
                .orElseThrow()
                .fields();
        return new Sides(
                mark,
                known.feed(),
                known.recordId().toString(),
                known.sourceRecordNo(),
                newest,
                masked(known, kept),
                masked(known, came),
                Set.copyOf(stored.changed(kept, came)));
    }

    private Map<String, String> masked(KnownRecord known, byte[] fields) {
        var shown = ShownFields.of(known, known.revision(), stored.read(fields), packs.pack(known.feed()), false);
        return ShownFields.together(shown.fields(), shown.extension());
    }
}
