package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ReplayAnswer.DiffAnswer;
import cn.lvyue.hub.api.ShadowAnswer.ExampleAnswer;
import cn.lvyue.hub.api.ShadowAnswer.FeedAnswer;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Adds up what differs between two readings of the same records. */
final class ShadowDifferences {
    private static final int EXAMPLES_OF_A_FEED = 20;
    private static final String NONE = "-";

    private final StoredFields stored;
    private final Map<String, Feed> feeds = new TreeMap<>();
    private final List<ExampleAnswer> examples = new ArrayList<>();

    private static final class Feed {
        final String mapping;
        final String changed;
        final Map<String, Long> outcomes = new TreeMap<>();
        final Map<String, Long> findings = new TreeMap<>();
        final Map<String, Long> fields = new LinkedHashMap<>();
        long records;
        long differing;

        Feed(String mapping, String changed) {
            this.mapping = mapping;
            this.changed = changed;
        }
    }

    ShadowDifferences(StoredFields stored) {
        this.stored = stored;
    }

    void feed(String id, String mapping, String changed) {
        feeds.computeIfAbsent(id, feed -> new Feed(mapping, changed));
    }

    /** @param before null for a record that only the changed reading has, and the other way round */
    void add(Message message, @Nullable Inspected before, @Nullable Inspected after, StandardPack pack) {
        var feed = Objects.requireNonNull(feeds.get(message.feed().value()));
        feed.records++;
        if (before != null && after != null && isSame(before, after)) {
            return;
        }
        feed.differing++;
        if (verdict(before) != verdict(after)) {
            feed.outcomes.merge(name(before) + " → " + name(after), 1L, Long::sum);
        }
        var marks = marks(before, after);
        marks.forEach(mark -> feed.findings.merge(mark, 1L, Long::sum));
        var diff = diff(before, after, pack);
        diff.forEach(each -> feed.fields.merge(each.field(), 1L, Long::sum));
        if (feed.differing <= EXAMPLES_OF_A_FEED) {
            var any = after != null ? after : Objects.requireNonNull(before);
            examples.add(new ExampleAnswer(
                    Long.toString(message.id()),
                    any.row(),
                    any.sourceRecordNo(),
                    verdict(before),
                    verdict(after),
                    List.copyOf(marks),
                    diff));
        }
    }

    private static boolean isSame(Inspected before, Inspected after) {
        return before.verdict() == after.verdict()
                && before.sourceRecordNo().equals(after.sourceRecordNo())
                && Arrays.equals(before.fields(), after.fields())
                && before.findings().equals(after.findings());
    }

    private static @Nullable Verdict verdict(@Nullable Inspected record) {
        return record == null ? null : record.verdict();
    }

    private static String name(@Nullable Inspected record) {
        return record == null ? NONE : record.verdict().name();
    }

    private static Set<String> marks(@Nullable Inspected before, @Nullable Inspected after) {
        var old = marks(before);
        var now = marks(after);
        var marks = new TreeSet<String>();
        now.stream().filter(mark -> !old.contains(mark)).forEach(mark -> marks.add("+" + mark));
        old.stream().filter(mark -> !now.contains(mark)).forEach(mark -> marks.add("-" + mark));
        return marks;
    }

    private static Set<String> marks(@Nullable Inspected record) {
        return record == null
                ? Set.of()
                : record.findings().stream().map(ShadowDifferences::mark).collect(Collectors.toSet());
    }

    private static String mark(Finding finding) {
        return finding.field() == null ? finding.code() : finding.code() + " " + finding.field();
    }

    private List<DiffAnswer> diff(@Nullable Inspected before, @Nullable Inspected after, StandardPack pack) {
        var old = before == null ? Map.<String, String>of() : stored.read(before.fields());
        var now = after == null ? Map.<String, String>of() : stored.read(after.fields());
        var ids = new LinkedHashSet<>(now.keySet());
        ids.addAll(old.keySet());
        var diff = new ArrayList<DiffAnswer>();
        for (var id : ids) {
            if (!Objects.equals(old.get(id), now.get(id))) {
                diff.add(new DiffAnswer(id, masked(pack, id, old.get(id)), masked(pack, id, now.get(id))));
            }
        }
        return diff;
    }

    private static @Nullable String masked(StandardPack pack, String id, @Nullable String value) {
        if (value == null) {
            return null;
        }
        return pack.names().contains(id) ? Masking.value(pack.field(id), value) : Masking.whole(value);
    }

    /** Records so far that differ. */
    long differing() {
        return feeds.values().stream().mapToLong(feed -> feed.differing).sum();
    }

    ShadowAnswer answer(long messages, boolean truncated) {
        var answers = feeds.entrySet().stream()
                .map(entry -> new FeedAnswer(
                        entry.getKey(),
                        entry.getValue().mapping,
                        entry.getValue().changed,
                        entry.getValue().records,
                        entry.getValue().differing,
                        entry.getValue().outcomes,
                        entry.getValue().findings,
                        entry.getValue().fields))
                .toList();
        return new ShadowAnswer(
                messages,
                answers.stream().mapToLong(FeedAnswer::records).sum(),
                answers.stream().mapToLong(FeedAnswer::differing).sum(),
                truncated,
                answers,
                examples);
    }
}
