package cn.lvyue.hub.api;

import cn.lvyue.hub.api.RecordAnswer.DeliveryAnswer;
import cn.lvyue.hub.api.RecordAnswer.LinkAnswer;
import cn.lvyue.hub.api.RecordAnswer.RevisionAnswer;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.RulingBook;
import cn.lvyue.hub.replay.Replays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together what is known of a complaint. */
@Component
public class RecordViews {
    private final Ledger ledger;
    private final Deliveries deliveries;
    private final FeedPacks packs;
    private final StoredFields stored;
    private final Replays replays;
    private final RulingBook rulings;

    RecordViews(
            Ledger ledger,
            Deliveries deliveries,
            FeedPacks packs,
            StoredFields stored,
            Replays replays,
            RulingBook rulings) {
        this.replays = replays;
        this.rulings = rulings;
        this.ledger = ledger;
        this.deliveries = deliveries;
        this.packs = packs;
        this.stored = stored;
    }

    /**
     * @param reveal null for personal data masked; else told the ids of the fields that are about to be shown unmasked, and free to
     *     refuse by an exception
     */
    public RecordAnswer of(KnownRecord record, int revision, @Nullable Consumer<List<String>> reveal) {
        var revisions = ledger.revisions(record.recordId());
        var wanted = revisions.stream()
                .filter(each -> each.revision() == revision)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound(
                        "记录 %s 的版本".formatted(record.recordId()),
                        "revision of record %s with number".formatted(record.recordId()),
                        Integer.toString(revision)));
        var shown = ShownFields.of(
                record, revision, stored.read(wanted.fields()), packs.pack(record.feed()), reveal != null);
        if (reveal != null) {
            reveal.accept(shown.hidden());
        }
        return new RecordAnswer(
                record.recordId().toString(),
                record.feed().value(),
                record.sourceRecordNo(),
                revision,
                record.outcome(),
                shown.fields(),
                shown.extension(),
                record.links().stream().map(LinkAnswer::of).toList(),
                deliveries.of(record.recordId()).stream()
                        .map(DeliveryAnswer::of)
                        .toList(),
                history(record, revisions));
    }

    private List<RevisionAnswer> history(KnownRecord record, List<Revision> revisions) {
        var history = new ArrayList<RevisionAnswer>(revisions.size());
        for (int i = 0; i < revisions.size(); i++) {
            var revision = revisions.get(i);
            history.add(new RevisionAnswer(
                    revision.revision(),
                    Times.of(revision.at()),
                    by(record, revision),
                    reason(revision),
                    changed(revisions, i),
                    replay(revision).map(link -> Long.toString(link.replay())).orElse(null),
                    ruling(revision).map(kept -> Long.toString(kept.number())).orElse(null)));
        }
        return history;
    }

    private String by(KnownRecord record, Revision revision) {
        return replay(revision)
                .map(Replays.Link::author)
                .or(() -> ruling(revision).map(RulingBook.Kept::author))
                .orElse(record.feed().value());
    }

    private String reason(Revision revision) {
        var source = "报文 %d 第 %d 条 / message %d, record %d"
                .formatted(revision.messageId(), revision.row(), revision.messageId(), revision.row());
        return replay(revision)
                .map(link -> "%s（重放 replay %d：%s）".formatted(link.reason(), link.replay(), source))
                .or(() -> ruling(revision)
                        .map(kept -> "%s（裁定 ruling %d：%s）".formatted(kept.reason(), kept.number(), source)))
                .orElse(source);
    }

    private Optional<Replays.Link> replay(Revision revision) {
        return revision.replay() == null ? Optional.empty() : replays.link(revision.replay());
    }

    private Optional<RulingBook.Kept> ruling(Revision revision) {
        return revision.replay() == null ? Optional.empty() : rulings.ruling(revision.replay());
    }

    /** What differs from the revision before; nothing for the first. */
    List<String> changed(List<Revision> revisions, int i) {
        return i == 0
                ? List.of()
                : stored.changed(revisions.get(i - 1).fields(), revisions.get(i).fields());
    }
}
