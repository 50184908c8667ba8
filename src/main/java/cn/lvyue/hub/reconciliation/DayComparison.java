package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import cn.lvyue.hub.reconciliation.Statement.Totals;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Walks what the hub sent and what the platform says it holds side by side, both sorted, a group at a time: memory does not grow
 * with the day.
 */
final class DayComparison {
    private final PlatformList.Reader theirs;
    private final GroupComparison.Rules rules;
    private final Consumer<Differing> out;
    private final Tally sent = new Tally();
    private final Tally held = new Tally();
    private final Map<String, FeedTally> feeds = new TreeMap<>();
    private final List<SentLine> group = new ArrayList<>();

    /** What the batches of the day hold of one source. */
    record FeedTally(Sums sums, Tally tally) {}

    DayComparison(PlatformList.Reader theirs, GroupComparison.Rules rules, Consumer<Differing> out) {
        this.theirs = theirs;
        this.rules = rules;
        this.out = out;
    }

    /** To be called in the order of source record number and revision. */
    void add(SentLine line) {
        if (!line.aside()) {
            count(line);
        }
        if (!group.isEmpty() && !group.get(0).number().equals(line.number())) {
            compareGroup();
        }
        group.add(line);
    }

    private void count(SentLine line) {
        var feed = feeds.computeIfAbsent(line.feed(), name -> new FeedTally(new Sums(), new Tally()));
        feed.sums().addOne(line.stage(), line.amount() == null ? 0 : line.amount());
        if (line.stage().shouldBeThere()) {
            sent.add(line.number(), line.revision(), line.sentAmount());
            feed.tally().add(line.number(), line.revision(), line.sentAmount());
        }
    }

    private void compareGroup() {
        var number = group.get(0).number();
        onlyTheirsBefore(number);
        GroupComparison.compare(group, number.equals(theirs.number()) ? next() : List.of(), rules, out);
        group.clear();
    }

    private void onlyTheirsBefore(@Nullable String number) {
        for (var next = theirs.number();
                next != null && (number == null || Numbers.compare(next, number) < 0);
                next = theirs.number()) {
            GroupComparison.compare(List.of(), next(), rules, out);
        }
    }

    private List<Held> next() {
        var group = theirs.group();
        group.forEach(one -> held.add(one.sourceRecordNo(), one.revision(), one.amount()));
        return group;
    }

    void end() {
        if (!group.isEmpty()) {
            compareGroup();
        }
        onlyTheirsBefore(null);
    }

    Map<String, FeedTally> feeds() {
        return feeds;
    }

    Totals sent() {
        return sent.totals();
    }

    Totals held() {
        return held.totals();
    }
}
