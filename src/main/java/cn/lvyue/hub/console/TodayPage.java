package cn.lvyue.hub.console;

import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.HubStatus;
import cn.lvyue.hub.ops.StatusService;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.record.Outcome;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 运行总览: the flow with its numbers, what waits for a person, alarms, the last statement, and how the days went. */
@Controller
class TodayPage {
    private static final int DAYS = 14;

    private final StatusService status;
    private final AlarmService alarms;
    private final Intakes intakes;
    private final Statements statements;
    private final Clock clock;

    TodayPage(StatusService status, AlarmService alarms, Intakes intakes, Statements statements, Clock clock) {
        this.status = status;
        this.alarms = alarms;
        this.intakes = intakes;
        this.statements = statements;
        this.clock = clock;
    }

    /** One day in records. @param good accepted or updated; known: duplicate or stale; open: conflict or parked */
    record Day(LocalDate day, long read, long good, long known, long open, long rejected) {}

    @GetMapping("/")
    String today(Model model) {
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        flow(model);
        model.addAttribute("alarms", alarms.open().stream().limit(8).toList());
        model.addAttribute("days", days(today));
        model.addAttribute(
                "statement",
                IntStream.rangeClosed(0, 3)
                        .mapToObj(back -> statements.kept(today.minusDays(back)))
                        .flatMap(List::stream)
                        .findFirst()
                        .orElse(null));
        return "today";
    }

    /** The picture alone, fetched again while the page is open. */
    @GetMapping("/today/flow")
    String flowAlone(Model model) {
        flow(model);
        return "today :: flow";
    }

    private void flow(Model model) {
        HubStatus now = status.now();
        model.addAttribute("status", now);
        model.addAttribute("flow", Flow.of(now));
    }

    private List<Day> days(LocalDate today) {
        return IntStream.range(0, DAYS)
                .mapToObj(back -> today.minusDays(DAYS - 1L - back))
                .map(this::day)
                .toList();
    }

    private Day day(LocalDate day) {
        long[] of = new long[Outcome.values().length];
        long read = 0;
        for (var sum : intakes.sums(day, day)) {
            read += sum.read();
            sum.counts().forEach((outcome, records) -> of[outcome.ordinal()] += records);
        }
        return new Day(
                day,
                read,
                of[Outcome.ACCEPTED.ordinal()] + of[Outcome.UPDATED.ordinal()],
                of[Outcome.DUPLICATE.ordinal()] + of[Outcome.STALE.ordinal()],
                of[Outcome.CONFLICT.ordinal()] + of[Outcome.PARKED.ordinal()],
                of[Outcome.REJECTED.ordinal()]);
    }
}
