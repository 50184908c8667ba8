package cn.lvyue.hub.proof;

import cn.lvyue.hub.proof.LogStore.Head;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.proof.VerificationStore.Job;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs checks step by step; each step and how far it came are one transaction. Called by route {@code verify} on every node. */
@Component("verifying")
class Verifying implements Verifications {
    /** So long one call goes on. */
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private static final int MOST_PINNED = 1 << 20;
    private static final Logger log = LoggerFactory.getLogger(Verifying.class);

    private final VerificationStore store;
    private final LogStore logStore;
    private final DayStore days;
    private final Checks checks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Verifying(
            VerificationStore store,
            LogStore logStore,
            DayStore days,
            Checks checks,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.logStore = logStore;
        this.days = days;
        this.checks = checks;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What is looked at. */
    @Component
    static class Checks {
        private final LeafCheck leaves;
        private final RowCheck rows;
        private final DayCheck days;
        private final MessageRows messages;
        private final AuditRows audit;

        Checks(LeafCheck leaves, RowCheck rows, DayCheck days, MessageRows messages, AuditRows audit) {
            this.leaves = leaves;
            this.rows = rows;
            this.days = days;
            this.messages = messages;
            this.audit = audit;
        }
    }

    @Override
    public long start(String by, @Nullable LocalDate from, @Nullable LocalDate to, @Nullable String pinned) {
        if (from != null && to != null && from.isAfter(to)) {
            throw new IllegalArgumentException("from 晚于 to / from is after to");
        }
        if (pinned != null
                && (pinned.length() > MOST_PINNED || DayCheck.statements(pinned).isEmpty())) {
            throw new IllegalArgumentException(
                    "其中没有 lvyue-day/1 日结声明，或超过 1 MiB / there is no day statement lvyue-day/1 in it, or it is larger"
                            + " than 1 MiB");
        }
        return store.add(by, clock.instant(), from, to, pinned);
    }

    /** Goes on with the oldest check that has not ended, for a few seconds. */
    void work() {
        long begun = System.nanoTime();
        boolean more = true;
        while (more && System.nanoTime() - begun < LONGEST.toNanos()) {
            more = Boolean.TRUE.equals(transaction.execute(status -> step()));
        }
    }

    private boolean step() {
        if (!store.alone()) {
            return false;
        }
        var next = store.next();
        if (next.isEmpty()) {
            return false;
        }
        logStore.byKey();
        var job = next.get();
        var head = logStore.head();
        if (head.isEmpty()) {
            store.begin(job.id(), 0, 0, clock.instant());
            store.end(job.id(), clock.instant());
        } else if (job.state() == State.WAITING) {
            begin(job, head.get());
        } else {
            run(job, head.get());
        }
        return true;
    }

    private void begin(Job job, Head head) {
        var from = job.from();
        var to = job.to();
        long first =
                from == null ? 0 : days.before(from).map(DayStatement::treeSize).orElse(0L);
        long end = to == null
                ? head.size()
                : days.day(to).map(DayStatement::treeSize).orElse(head.size());
        store.begin(job.id(), Math.min(first, end), Math.min(end, head.size()), clock.instant());
    }

    private void run(Job job, Head head) {
        var found = new Findings();
        var next = step(job, head, found);
        if (next.isPresent()) {
            store.progress(job, job.phase(), next.getAsLong(), found);
            return;
        }
        var phase = job.phase().next();
        store.progress(job, phase, begin(job, phase), found);
        if (phase == VerificationPhase.END) {
            store.end(job.id(), clock.instant());
            log.info("核验 verification {} ended", job.id());
        }
    }

    private long begin(Job job, VerificationPhase phase) {
        return switch (phase) {
            case MESSAGES -> range(job, Kind.MESSAGE)[0];
            case AUDIT -> range(job, Kind.AUDIT)[0];
            case DAYS -> firstDay(job).toEpochDay();
            default -> 0;
        };
    }

    private long[] range(Job job, Kind kind) {
        return checks.rows.range(kind, job.firstLeaf(), job.endLeaf(), job.all());
    }

    private LocalDate firstDay(Job job) {
        var from = job.from();
        return from == null ? LocalDate.EPOCH : from.minusDays(1);
    }

    /** @return where the phase goes on; empty when it is through */
    private OptionalLong step(Job job, Head head, Findings found) {
        long at = job.position();
        return switch (job.phase()) {
            case LEAVES ->
                at >= job.endLeaf()
                        ? OptionalLong.empty()
                        : OptionalLong.of(checks.leaves.step(head, at, job.endLeaf(), found));
            case MESSAGES -> checks.rows.step(checks.messages, at, range(job, Kind.MESSAGE)[1], found);
            case AUDIT -> checks.rows.step(checks.audit, at, range(job, Kind.AUDIT)[1], found);
            case REVISIONS -> job.all() ? checks.rows.revisions(at, found) : OptionalLong.empty();
            case REPLAYS -> job.all() ? checks.rows.replays(at, found) : OptionalLong.empty();
            case DAYS -> days(job, head, found);
            case END -> OptionalLong.empty();
        };
    }

    private OptionalLong days(Job job, Head head, Findings found) {
        var to = job.to() == null ? LocalDate.of(9999, 1, 1) : job.to();
        var last = checks.days.step(head, LocalDate.ofEpochDay(job.position()), to, found);
        if (last != null) {
            return OptionalLong.of(last.toEpochDay());
        }
        if (job.to() == null) {
            checks.days.end(found);
        }
        var pinned = job.pinned();
        if (pinned != null) {
            checks.days.pinned(head, pinned, found);
        }
        return OptionalLong.empty();
    }

    @Override
    public Optional<Report> report(long id) {
        return store.job(id).map(Verifying::report);
    }

    @Override
    public List<Report> reports(long before, int limit) {
        return store.jobs(before, limit).stream().map(Verifying::report).toList();
    }

    @Override
    public List<Fault> faults(long id, long after, int limit) {
        return store.faults(id, after, limit);
    }

    @Override
    public boolean cancel(long id) {
        return store.cancel(id, clock.instant());
    }

    private static Report report(Job job) {
        long all = job.endLeaf() - job.firstLeaf();
        double leaves = all <= 0 ? 1 : Math.min(1, (double) job.leaves() / all);
        double share = 0.9 * leaves + 0.1 * job.phase().code() / VerificationPhase.END.code();
        double done = switch (job.state()) {
            case WAITING -> 0;
            case ENDED -> 1;
            default -> Math.min(share, 1);
        };
        return new Report(
                job.id(),
                job.by(),
                job.askedAt(),
                job.from(),
                job.to(),
                job.pinned() != null,
                job.state(),
                done,
                job.firstLeaf(),
                job.endLeaf(),
                job.leaves(),
                job.bytes(),
                job.records(),
                job.faults(),
                job.remarks(),
                job.startedAt(),
                job.endedAt());
    }
}
