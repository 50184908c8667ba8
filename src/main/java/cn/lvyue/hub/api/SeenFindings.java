package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.security.Looks.Seen;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What is seen where findings are shown with the values they quote: the fields they are about, and whose records. */
final class SeenFindings {
    private SeenFindings() {}

    static Seen ofEntries(List<Entry> entries) {
        return seen(
                entries.stream().flatMap(entry -> entry.findings().stream()),
                entries.stream().map(Entry::recordId));
    }

    /** @param diffs fields of which values before and after are shown as well */
    static Seen ofItems(List<Item> items, Stream<String> diffs) {
        var seen = seen(
                items.stream().flatMap(item -> item.findings().stream()),
                items.stream().map(Item::recordId));
        return new Seen(Stream.concat(seen.fields().stream(), diffs).distinct().toList(), seen.records());
    }

    private static Seen seen(Stream<Finding> findings, Stream<RecordId> records) {
        return new Seen(
                findings.map(Finding::field).filter(Objects::nonNull).distinct().toList(),
                records.filter(Objects::nonNull)
                        .map(RecordId::toString)
                        .distinct()
                        .toList());
    }
}
