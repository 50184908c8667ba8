package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.Statement.AtTarget;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.standard.StandardPacks;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Makes a statement: first the platforms are asked, then everything of the hub is read as of one moment and compared. */
@Component
class Making {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final AskingPlatform asking;
    private final Reading reading;
    private final TransactionTemplate oneMoment;
    private final ReconciliationSettings settings;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    Making(
            AskingPlatform asking,
            Reading reading,
            TransactionTemplate transaction,
            ReconciliationSettings settings,
            Clock clock) {
        this.asking = asking;
        this.reading = reading;
        this.settings = settings;
        this.clock = clock;
        var manager = transaction.getTransactionManager();
        this.oneMoment = manager == null ? new TransactionTemplate() : new TransactionTemplate(manager);
        oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        oneMoment.setReadOnly(true);
    }

    /** What the hub's side is read and told with. */
    @Component
    static class Reading {
        private final SentLines lines;
        private final ReceivedSums received;
        private final DifferenceWords words;
        private final StandardPacks packs;

        Reading(SentLines lines, ReceivedSums received, DifferenceWords words, StandardPacks packs) {
            this.lines = lines;
            this.received = received;
            this.words = words;
            this.packs = packs;
        }
    }

    /**
     * @param target null for all
     * @param feed null for all
     * @return to be closed
     * @throws cn.lvyue.hub.record.TemporaryFailure if a platform cannot be asked at the moment
     */
    Draft make(LocalDate date, @Nullable Target target, @Nullable FeedId feed, ReadCount count) {
        var answers = new EnumMap<Target, PlatformAnswer>(Target.class);
        var draft = Draft.in(settings.folder(), json);
        boolean done = false;
        try {
            for (var one : target == null ? Target.values() : new Target[] {target}) {
                answers.put(one, asking.ask(one, date, count));
            }
            oneMoment.executeWithoutResult(status -> fill(draft, date, answers, feed, count));
            done = true;
            return draft;
        } finally {
            answers.values().forEach(PlatformAnswer::close);
            if (!done) {
                draft.close();
            }
        }
    }

    private void fill(
            Draft draft, LocalDate date, Map<Target, PlatformAnswer> answers, @Nullable FeedId feed, ReadCount count) {
        var targets = new ArrayList<AtTarget>();
        answers.forEach((target, answer) -> {
            boolean amounts = Amounts.travel(reading.packs.pack(settings.pack()), target);
            var rules = new GroupComparison.Rules(
                    answer.isListed(), amounts, answer.askedAt(), asking.overdueBefore(clock.instant()));
            targets.add(new TargetStatement(target, date, answer, rules, reading.lines, reading.words)
                    .write(draft, feed, count));
        });
        var received = reading.received.of(date, feed);
        boolean closes = received.stream().allMatch(Statement.Received::closes)
                && targets.stream().allMatch(AtTarget::closes);
        long differences =
                draft.byCode().values().stream().mapToLong(Long::longValue).sum();
        draft.finish(new Statement(
                date, null, now(), closes, differences, new TreeMap<>(draft.byCode()), received, List.copyOf(targets)));
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).atZone(ZONE).toOffsetDateTime();
    }
}
