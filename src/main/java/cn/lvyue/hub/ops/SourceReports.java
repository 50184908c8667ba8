package cn.lvyue.hub.ops;

import cn.lvyue.hub.ledger.Corrections;
import cn.lvyue.hub.ledger.Corrections.CorrectionSum;
import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ledger.Intakes.FeedSum;
import cn.lvyue.hub.ledger.Intakes.FindingSum;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.ops.SourceReport.Ageing;
import cn.lvyue.hub.ops.SourceReport.Due;
import cn.lvyue.hub.ops.SourceReport.Messages;
import cn.lvyue.hub.ops.SourceReport.Returns;
import cn.lvyue.hub.ops.SourceReport.Top;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.StandardPacks;
import cn.lvyue.hub.standard.WorkingDays;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Reports how good and how punctual each source is, from the sums by day: a year costs as little as a day. */
@Service
public class SourceReports {
    /** Findings that make a credit code a wrong one; that it is missing, or does not go with its name's kind, does not. */
    private static final Set<String> WRONG_CODE = Set.of("V102", "V103", "V105", "V106", "V109", "V110");

    private static final String CREDIT_CODE = "uscc";

    private final Figures figures;
    private final ArrivalService arrivals;
    private final Feeds feeds;
    private final ReportSettings settings;
    private final Clock clock;

    SourceReports(Figures figures, ArrivalService arrivals, Feeds feeds, ReportSettings settings, Clock clock) {
        this.figures = figures;
        this.arrivals = arrivals;
        this.feeds = feeds;
        this.settings = settings;
        this.clock = clock;
    }

    /** Where the figures come from. */
    @Service
    record Figures(Intakes intakes, Corrections corrections) {}

    /** What has to be known about feeds and days. */
    @Service
    record Feeds(Mappings mappings, StandardPacks packs, WorkingDays days) {}

    /** Least share of conforming records, and most wrong codes in 10,000 records, that are still good. */
    public double leastConformity() {
        return settings.conformity();
    }

    public double mostWrongCodes() {
        return settings.wrongCodes();
    }

    /** One report per source, those of earlier days included, in order of their ids. @param only one feed; null for all */
    public List<SourceReport> report(LocalDate from, LocalDate to, @Nullable FeedId only) {
        var sums = figures.intakes().sums(from, to).stream().collect(Collectors.groupingBy(FeedSum::feed));
        var findings = figures.intakes().findings(from, to).stream().collect(Collectors.groupingBy(FindingSum::feed));
        var due = arrivals.between(from, to, only).stream().collect(Collectors.groupingBy(ArrivalView::feed));
        var corrected = figures.corrections().sums(from, to).stream()
                .collect(Collectors.toMap(CorrectionSum::feed, sum -> sum));
        var ageing = ageing(LocalDate.ofInstant(clock.instant(), clock.getZone()));
        var ids = new TreeSet<>(feeds.mappings().feeds());
        ids.addAll(sums.keySet());
        ids.removeIf(feed -> only != null && !feed.equals(only));
        return ids.stream()
                .map(feed -> report(
                        feed,
                        due(due.getOrDefault(feed, List.of())),
                        sums.getOrDefault(feed, List.of()),
                        findings.getOrDefault(feed, List.of()),
                        corrected.getOrDefault(feed, new CorrectionSum(feed, 0, 0, 0, null)),
                        ageing.getOrDefault(feed, new Ageing(0, 0, 0))))
                .toList();
    }

    private SourceReport report(
            FeedId feed, Due due, List<FeedSum> sums, List<FindingSum> findings, CorrectionSum corrected, Ageing open) {
        var counts = counts(sums);
        long read = total(sums, FeedSum::read);
        long outside = total(sums, FeedSum::outside);
        long wrong = wrongCodes(feed, findings);
        return new SourceReport(
                feed,
                due,
                messages(sums),
                read,
                counts,
                outside,
                share(conforming(counts), read - outside),
                wrong,
                read == 0 ? null : wrong * 10_000.0 / read,
                firstTimeRight(counts, corrected),
                new Returns(corrected.returned(), corrected.corrected(), corrected.medianHours(), open),
                top(findings));
    }

    private static Due due(List<ArrivalView> periods) {
        return new Due(
                periods.size(),
                count(periods, ArrivalState.ARRIVED),
                count(periods, ArrivalState.ARRIVED_LATE),
                count(periods, ArrivalState.LATE),
                count(periods, ArrivalState.WAITING),
                (int) periods.stream().filter(ArrivalView::zeroReport).count());
    }

    private static int count(List<ArrivalView> periods, ArrivalState state) {
        return (int) periods.stream().filter(period -> period.state() == state).count();
    }

    private static Messages messages(List<FeedSum> sums) {
        return new Messages(
                total(sums, FeedSum::messages),
                total(sums, FeedSum::done),
                total(sums, FeedSum::unreadable),
                total(sums, FeedSum::failed));
    }

    private static long total(List<FeedSum> sums, ToLongFunction<FeedSum> value) {
        return sums.stream().mapToLong(value).sum();
    }

    private static Map<Outcome, Long> counts(List<FeedSum> sums) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, total(sums, sum -> sum.counts().getOrDefault(outcome, 0L)));
        }
        return counts;
    }

    private static long conforming(Map<Outcome, Long> counts) {
        return counts.getOrDefault(Outcome.ACCEPTED, 0L)
                + counts.getOrDefault(Outcome.UPDATED, 0L)
                + counts.getOrDefault(Outcome.DUPLICATE, 0L)
                + counts.getOrDefault(Outcome.STALE, 0L);
    }

    private static @Nullable Double firstTimeRight(Map<Outcome, Long> counts, CorrectionSum corrected) {
        long right = Math.max(0, counts.getOrDefault(Outcome.ACCEPTED, 0L) - corrected.accepted());
        return share(right, right + corrected.returned());
    }

    private static @Nullable Double share(long part, long whole) {
        return whole <= 0 ? null : Double.valueOf((double) part / whole);
    }

    private long wrongCodes(FeedId feed, List<FindingSum> findings) {
        if (!feeds.mappings().knows(feed)) {
            return 0;
        }
        var codes = feeds.packs().pack(feeds.mappings().pack(feed)).fields().stream()
                .filter(field -> CREDIT_CODE.equals(field.check()))
                .map(Field::id)
                .collect(Collectors.toSet());
        return findings.stream()
                .filter(found -> WRONG_CODE.contains(found.code()) && codes.contains(found.field()))
                .mapToLong(FindingSum::records)
                .sum();
    }

    private List<Top> top(List<FindingSum> findings) {
        return findings.stream()
                .limit(settings.topFindings())
                .map(found -> new Top(found.code(), found.field(), found.records()))
                .toList();
    }

    private Map<FeedId, Ageing> ageing(LocalDate today) {
        return figures.corrections().open().stream()
                .collect(Collectors.toMap(
                        Corrections.OpenReturns::feed,
                        open -> aged(feeds.days().between(open.day(), today), open.records()),
                        (one, other) -> new Ageing(
                                one.upTo3() + other.upTo3(),
                                one.upTo10() + other.upTo10(),
                                one.older() + other.older())));
    }

    private static Ageing aged(int workingDays, long records) {
        if (workingDays <= 3) {
            return new Ageing(records, 0, 0);
        }
        return workingDays <= 10 ? new Ageing(0, records, 0) : new Ageing(0, 0, records);
    }
}
