package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.HoldStore.Subject;
import cn.lvyue.hub.delivery.HoldStore.Word;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Target;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Holds as the tables keep them. */
@Component
class RecordedHolds implements Holding {
    private static final int HOLDS = 100;
    private static final int REMARKS = 20;

    private final HoldStore holds;
    private final HeldRecords records;
    private final TargetReader targets;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordedHolds(
            HoldStore holds, HeldRecords records, TargetReader targets, TransactionTemplate transaction, Clock clock) {
        this.holds = holds;
        this.records = records;
        this.targets = targets;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public List<TargetView> targets() {
        return Stream.of(Target.values()).map(this::view).toList();
    }

    private TargetView view(Target target) {
        var line = targets.line(target);
        var all = holds.open(target, HOLDS);
        return new TargetView(
                target,
                holds.open(new Subject(target, null, null)).orElse(null),
                line.state(clock.instant()),
                line.openUntil(),
                line.failures(),
                line.lastFailure(),
                line.lastFailedAt(),
                line.lastAcceptedAt(),
                targets.maySend(target),
                targets.lastDay(target).orElse(null),
                all.stream()
                        .filter(one -> one.batchId() != null || one.recordId() != null)
                        .toList(),
                targets.strays(target, REMARKS));
    }

    @Override
    public Hold hold(Target target, Decision decision) {
        var subject = new Subject(target, null, null);
        holds.hold(subject, word(decision));
        return holds.open(subject).orElseThrow();
    }

    @Override
    public boolean release(Target target, Decision decision) {
        return holds.release(new Subject(target, null, null), word(decision));
    }

    @Override
    public Optional<Hold> holdBatch(long batchId, Decision decision) {
        return targets.ofBatch(batchId).map(target -> {
            var subject = new Subject(target, batchId, null);
            holds.hold(subject, word(decision));
            return holds.open(subject).orElseThrow();
        });
    }

    @Override
    public boolean releaseBatch(long batchId, Decision decision) {
        return targets.ofBatch(batchId)
                .map(target -> holds.release(new Subject(target, batchId, null), word(decision)))
                .orElse(false);
    }

    @Override
    public boolean holdRecord(Target target, RecordId record, Decision decision) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            holds.hold(new Subject(target, null, record.sequence()), word(decision));
            return records.setAside(target, record);
        }));
    }

    @Override
    public boolean releaseRecord(Target target, RecordId record, Decision decision) {
        return holds.release(new Subject(target, null, record.sequence()), word(decision));
    }

    private Word word(Decision decision) {
        return new Word(decision.author(), decision.forWhom(), decision.reason(), clock.instant());
    }
}
