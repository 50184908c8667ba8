package cn.lvyue.hub.evidence;

import cn.lvyue.hub.evidence.Lineages.Cell;
import cn.lvyue.hub.evidence.Lineages.Corrected;
import cn.lvyue.hub.evidence.Lineages.FieldLineage;
import cn.lvyue.hub.evidence.Rereading.Reread;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.mapping.Derivation;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Sets what a row's cells make of a field beside what the ledger holds of it. */
@Component
class FieldLineages {
    private final Rereading rereading;
    private final FieldTexts texts;
    private final Replays replays;
    private final LineageStore store;
    private final Packs packs;

    FieldLineages(Rereading rereading, FieldTexts texts, Replays replays, LineageStore store, Packs packs) {
        this.rereading = rereading;
        this.texts = texts;
        this.replays = replays;
        this.store = store;
        this.packs = packs;
    }

    /** The standard pack of each feed. */
    @Component
    static class Packs {
        private final Mappings mappings;
        private final StandardPacks packs;

        Packs(Mappings mappings, StandardPacks packs) {
            this.mappings = mappings;
            this.packs = packs;
        }

        /** Empty for a feed of earlier days that has no mapping any more. */
        Optional<StandardPack> of(FeedId feed) {
            return mappings.knows(feed) ? Optional.of(packs.pack(mappings.pack(feed))) : Optional.empty();
        }

        @Nullable
        Field field(FeedId feed, String id) {
            return of(feed).filter(pack -> pack.names().contains(id))
                    .map(pack -> pack.field(id))
                    .orElse(null);
        }
    }

    Reread reread(Message message, int row, @Nullable String place, LineageStore.@Nullable With with) {
        return rereading.row(message, row, place, with);
    }

    /** What a row's cells make by themselves, with nothing of the ledger beside it. */
    List<FieldLineage> made(FeedId feed, List<Derivation> derivations) {
        return derivations.stream()
                .map(each -> lineage(feed, each, each.value(), null))
                .toList();
    }

    /** All fields the revision holds or a rule has something to say about, rules first, in the mapping's order. */
    List<FieldLineage> of(
            KnownRecord known, List<Revision> revisions, Revision revision, List<Derivation> derivations) {
        var kept = texts.read(revision.fields());
        var corrected = corrections(known, revisions, revision);
        var rest = new HashMap<>(kept);
        var lineages = new ArrayList<FieldLineage>();
        for (var derivation : derivations) {
            var field = derivation.field();
            rest.remove(field);
            var value = field.equals(Derivation.VERSION) ? derivation.value() : kept.get(field);
            if (value != null || derivation.value() != null || corrected.containsKey(field)) {
                lineages.add(lineage(known.feed(), derivation, value, corrected.get(field)));
            }
        }
        kept.forEach((field, value) -> {
            if (rest.containsKey(field)) {
                lineages.add(withoutRule(known.feed(), field, value, corrected.get(field)));
            }
        });
        return lineages;
    }

    private FieldLineage lineage(
            FeedId feed, Derivation derivation, @Nullable String kept, @Nullable Corrected corrected) {
        return new FieldLineage(
                derivation.field(),
                packs.field(feed, derivation.field()),
                derivation.sources().stream()
                        .map(source -> new Cell(source.name(), source.place(), source.value()))
                        .toList(),
                derivation.rule(),
                derivation.line(),
                derivation.value(),
                kept,
                corrected,
                corrected != null || Objects.equals(derivation.value(), kept));
    }

    private FieldLineage withoutRule(FeedId feed, String field, String kept, @Nullable Corrected corrected) {
        return new FieldLineage(field, packs.field(feed, field), List.of(), null, 0, null, kept, corrected, true);
    }

    /** By field, the last person who gave it the value it has in a revision, back to the revision that was read from cells. */
    private Map<String, Corrected> corrections(KnownRecord known, List<Revision> revisions, Revision revision) {
        var corrections = new HashMap<String, Corrected>();
        for (int i = revisions.indexOf(revision); i > 0; i--) {
            var made = revisions.get(i);
            var replay = made.replay();
            if (replay == null || !store.corrects(known.recordId().sequence(), made.revision())) {
                break;
            }
            var before = texts.read(revisions.get(i - 1).fields());
            var after = texts.read(made.fields());
            var author = replays.link(replay);
            var ids = new TreeSet<>(before.keySet());
            ids.addAll(after.keySet());
            for (var id : ids) {
                if (!Objects.equals(before.get(id), after.get(id)) && author.isPresent()) {
                    corrections.putIfAbsent(id, corrected(replay, author.get()));
                }
            }
        }
        return corrections;
    }

    private static Corrected corrected(long replay, Replays.Link link) {
        return new Corrected(replay, link.author(), link.reason(), link.at());
    }
}
