package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ReplayAnswer.DiffAnswer;
import cn.lvyue.hub.api.ReplayDesk.Place;
import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.View;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Field by field, what a replay changes: once it is done, from the revision it made and the one before; while it is planned, from
 * the present revision and what today's mapping reads.
 */
@Component
class ReplayDiffs {
    private final Archive archive;
    private final RecordReaders readers;
    private final Mappings mappings;
    private final Inspection inspection;
    private final Ledger ledger;
    private final FeedPacks packs;
    private final StoredFields stored;

    ReplayDiffs(
            Archive archive,
            RecordReaders readers,
            Mappings mappings,
            Inspection inspection,
            Ledger ledger,
            FeedPacks packs,
            StoredFields stored) {
        this.archive = archive;
        this.readers = readers;
        this.mappings = mappings;
        this.inspection = inspection;
        this.ledger = ledger;
        this.packs = packs;
        this.stored = stored;
    }

    Map<Place, List<DiffAnswer>> of(View replay, List<Item> items, boolean unmask) {
        var diffs = new HashMap<Place, List<DiffAnswer>>();
        var open = new HashMap<Long, List<Item>>();
        for (var item : items) {
            if (item.effect() != null) {
                diffs.put(Place.of(item), made(item, unmask));
            } else if (item.revision() != null && replay.mode() == Mode.REPROCESS) {
                open.computeIfAbsent(item.messageId(), message -> new ArrayList<>())
                        .add(item);
            }
        }
        open.forEach((message, of) -> diffs.putAll(planned(message, of, unmask)));
        return diffs;
    }

    private List<DiffAnswer> made(Item item, boolean unmask) {
        var id = item.recordId();
        var number = item.revision();
        if (id == null || number == null) {
            return List.of();
        }
        var revisions = ledger.revisions(id);
        var feed = archive.message(item.messageId()).map(Message::feed);
        return diff(fields(revisions, number - 1), fields(revisions, number), feed.flatMap(packs::pack), unmask);
    }

    private Map<String, String> fields(List<Revision> revisions, int number) {
        return revisions.stream()
                .filter(each -> each.revision() == number)
                .findFirst()
                .map(each -> stored.read(each.fields()))
                .orElse(Map.of());
    }

    private Map<Place, List<DiffAnswer>> planned(long messageId, List<Item> items, boolean unmask) {
        var diffs = new HashMap<Place, List<DiffAnswer>>();
        var message = archive.message(messageId).orElse(null);
        if (message == null || !mappings.knows(message.feed())) {
            return diffs;
        }
        var rows = items.stream().map(Item::row).collect(Collectors.toSet());
        var read = read(message, rows);
        var pack = packs.pack(message.feed());
        for (var item : items) {
            var now = read.get(item.row());
            var id = item.recordId();
            var number = item.revision();
            if (now != null && number != null) {
                var before = id == null ? Map.<String, String>of() : fields(ledger.revisions(id), number - 1);
                diffs.put(Place.of(item), diff(before, stored.read(now.fields()), pack, unmask));
            }
        }
        return diffs;
    }

    /** Some rows of a message, as today's mapping reads them; nothing is kept. */
    private Map<Integer, Inspected> read(Message message, Set<Integer> rows) {
        var found = new HashMap<Integer, Inspected>();
        var feed = message.feed();
        var version = mappings.version(feed);
        int first = rows.stream().min(Integer::compare).orElse(1);
        try (var reading = readers.read(
                message, mappings.readPlan(feed, message.channel(), version), archive.open(message.id()), first - 1)) {
            while (found.size() < rows.size() && reading.hasNext()) {
                var chunk = reading.next();
                var wanted = new Chunk<SourceRecord>(
                        message,
                        chunk.number(),
                        chunk.items().stream()
                                .filter(item -> rows.contains(item.row()))
                                .toList(),
                        null);
                inspection
                        .inspect(mappings.map(wanted, version), mappings.pack(feed, version))
                        .items()
                        .forEach(item -> found.put(item.row(), item));
            }
        }
        return found;
    }

    private static List<DiffAnswer> diff(
            Map<String, String> before, Map<String, String> after, Optional<StandardPack> pack, boolean unmask) {
        var ids = new LinkedHashSet<>(after.keySet());
        ids.addAll(before.keySet());
        var diff = new ArrayList<DiffAnswer>();
        for (var id : ids) {
            if (!Objects.equals(before.get(id), after.get(id))) {
                diff.add(new DiffAnswer(
                        id, shown(id, before.get(id), pack, unmask), shown(id, after.get(id), pack, unmask)));
            }
        }
        return diff;
    }

    private static @Nullable String shown(
            String id, @Nullable String value, Optional<StandardPack> pack, boolean unmask) {
        if (value == null || unmask) {
            return value;
        }
        return pack.filter(known -> known.names().contains(id))
                .map(known -> Masking.value(known.field(id), value))
                .orElseGet(() -> Masking.whole(value));
    }
}
