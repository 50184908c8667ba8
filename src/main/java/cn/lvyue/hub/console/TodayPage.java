package cn.lvyue.hub.console;

import cn.lvyue.hub.api.WorkDesk;
import cn.lvyue.hub.ledger.Intakes;
import cn.lvyue.hub.ledger.Intakes.DaySum;
import cn.lvyue.hub.ops.AlarmService;
import cn.lvyue.hub.ops.HubStatus;
import cn.lvyue.hub.ops.StatusService;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.work.WorkList.Kind;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 运行总览: the flow with its numbers, what waits for a person, alarms, the last statement, and how the days went. */
@Controller
class TodayPage {
    private static final int DAYS = 14;

    private final StatusService status;
    private final WorkDesk work;
    private final AlarmService alarms;
    private final Intakes intakes;
    private final Statements statements;
    private final Clock clock;

    TodayPage(
            StatusService status,
            WorkDesk work,
            AlarmService alarms,
            Intakes intakes,
            Statements statements,
            Clock clock) {
        this.status = status;
        this.work = work;
        this.alarms = alarms;
        this.intakes = intakes;
        this.statements = statements;
        this.clock = clock;
    }

    /** One day in records. @param counts of all outcomes, in their order */
    record Day(LocalDate day, long read, Map<Outcome, Long> counts) {}

    @GetMapping("/")
    String today(Model model) {
        var today = LocalDate.ofInstant(clock.instant(), clock.getZone());
        flow(model);
        model.addAttribute("work", waiting());
        model.addAttribute("alarms", alarms.open().stream().limit(8).toList());
        model.addAttribute("days", days(today));
        model.addAttribute("outcomes", Outcome.values());
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

    /** How many of each kind wait for who looks, the most urgent first, without those of which none waits. */
    private Map<Kind, Integer> waiting() {
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        counts.putAll(work.counts(WorkDesk.kinds()));
        counts.values().removeIf(count -> count == 0);
        return counts;
    }

    private void flow(Model model) {
        HubStatus now = status.now();
        model.addAttribute("status", now);
        model.addAttribute("flow", Flow.of(now));
    }

    private List<Day> days(LocalDate today) {
        var from = today.minusDays(DAYS - 1L);
        var sums = intakes.days(from, today).stream().collect(Collectors.toMap(DaySum::day, sum -> sum));
        return from.datesUntil(today.plusDays(1))
                .map(day -> day(sums.getOrDefault(day, new DaySum(day, 0, Map.of()))))
                .toList();
    }

    private static Day day(DaySum sum) {
        var counts = new EnumMap<Outcome, Long>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counts.put(outcome, sum.counts().getOrDefault(outcome, 0L));
        }
        return new Day(sum.day(), sum.read(), counts);
    }
}
