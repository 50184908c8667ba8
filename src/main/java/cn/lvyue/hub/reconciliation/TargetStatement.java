package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.delivery.PlatformStatements.Listed;
import cn.lvyue.hub.reconciliation.SentLines.StageSum;
import cn.lvyue.hub.reconciliation.Statement.AtTarget;
import cn.lvyue.hub.reconciliation.Statement.FeedLine;
import cn.lvyue.hub.reconciliation.Statement.Figure;
import cn.lvyue.hub.reconciliation.Statement.Totals;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.Target;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One platform's part of a statement. */
final class TargetStatement {
    /** Differences put into words at once. */
    private static final int PORTION = 500;

    private final Target target;
    private final LocalDate date;
    private final PlatformAnswer answer;
    private final GroupComparison.Rules rules;
    private final SentLines lines;
    private final DifferenceWords words;
    private final List<Differing> portion = new ArrayList<>();

    TargetStatement(
            Target target,
            LocalDate date,
            PlatformAnswer answer,
            GroupComparison.Rules rules,
            SentLines lines,
            DifferenceWords words) {
        this.target = target;
        this.date = date;
        this.answer = answer;
        this.rules = rules;
        this.lines = lines;
        this.words = words;
    }

    /** Adds the differences to a draft. @param feed only this source's */
    AtTarget write(Draft draft, @Nullable FeedId feed, ReadCount count) {
        try (var theirs = answer.list().new Reader()) {
            var day = new DayComparison(theirs, rules, differing -> add(differing, draft, feed));
            lines.each(target, date, line -> {
                count.one();
                day.add(line);
            });
            day.end();
            flush(draft);
            return part(day, feed);
        }
    }

    private void add(Differing differing, Draft draft, @Nullable FeedId feed) {
        var ours = differing.ours();
        if (feed == null || ours != null && ours.feed().equals(feed.value())) {
            portion.add(differing);
        }
        if (portion.size() == PORTION) {
            flush(draft);
        }
    }

    private void flush(Draft draft) {
        words.of(target, portion).forEach(draft::add);
        portion.clear();
    }

    private AtTarget part(DayComparison day, @Nullable FeedId feed) {
        var counted = day.held();
        var claimed = answer.claimed();
        var feeds = feedLines(day.feeds(), feed);
        return new AtTarget(
                target.id(),
                answer.isListed() ? "platform" : "receipts",
                claimed == null ? answer.why() : contradiction(claimed, counted),
                day.sent(),
                claimed == null ? null : new Totals(claimed.records(), claimed.amount(), claimed.digest()),
                feeds,
                feeds.stream().allMatch(FeedLine::closes));
    }

    /** A platform whose totals are not those of its own list. */
    private static @Nullable String contradiction(Listed claimed, Totals counted) {
        boolean same = claimed.records() == counted.records()
                && (claimed.digest() == null || claimed.digest().equals(counted.digest()))
                && (claimed.amount() == null || isSame(claimed.amount(), counted.amount()));
        return same
                ? null
                : "R161 the platform's totals are not those of its list: %d records, %s, %s"
                        .formatted(counted.records(), counted.amount(), counted.digest());
    }

    private static boolean isSame(String amount, @Nullable String counted) {
        try {
            return counted != null && new BigDecimal(amount).compareTo(new BigDecimal(counted)) == 0;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    private List<FeedLine> feedLines(Map<String, DayComparison.FeedTally> batch, @Nullable FeedId only) {
        var due = lines.due(target, date).stream().collect(Collectors.toMap(StageSum::feed, Function.identity()));
        var received = new TreeMap<String, Sums>();
        lines.dueByStage(target, date)
                .forEach(sum -> received.computeIfAbsent(sum.feed(), feed -> new Sums())
                        .add(sum.stage(), sum.records(), sum.fen()));
        var names = new TreeSet<>(batch.keySet());
        names.addAll(due.keySet());
        names.addAll(received.keySet());
        return names.stream()
                .filter(name -> only == null || name.equals(only.value()))
                .map(name -> line(name, due.get(name), received.getOrDefault(name, new Sums()), batch.get(name)))
                .toList();
    }

    private static FeedLine line(
            String feed, @Nullable StageSum due, Sums received, DayComparison.@Nullable FeedTally batch) {
        var all = due == null ? new Figure(0, Fen.wan(0)) : new Figure(due.records(), Fen.wan(due.fen()));
        var tally = batch == null ? new DayComparison.FeedTally(new Sums(), new Tally()) : batch;
        var ofReceipt = received.account(all);
        var ofBatch = tally.sums().account();
        return new FeedLine(
                feed, ofReceipt, ofBatch, tally.tally().digest(), Sums.closes(ofReceipt) && Sums.closes(ofBatch));
    }
}
