package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.reconciliation.AskedStore.Job;
import cn.lvyue.hub.record.TemporaryFailure;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the statements that were asked for. Called by route {@code asked-statements} on every node. One that a node was killed at is
 * made by another, or by the same again, once its lease has run out; at worst a day gets a version more than was asked for.
 */
@Component("askedStatements")
class MakingAsked implements AskedStatements {
    private static final Logger log = LoggerFactory.getLogger(MakingAsked.class);

    private final MadeStatements statements;
    private final AskedStore store;
    private final TransactionTemplate besides;
    private final ReconciliationSettings settings;
    private final Clock clock;

    MakingAsked(
            MadeStatements statements,
            AskedStore store,
            PlatformTransactionManager transactions,
            ReconciliationSettings settings,
            Clock clock) {
        this.statements = statements;
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        // a statement is read in one long transaction, and others are to see how far it is
        this.besides = new TransactionTemplate(transactions);
        besides.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @Override
    public boolean isLarge(LocalDate date) {
        return store.size(date) > settings.atOnce();
    }

    @Override
    public void ask(LocalDate date, String reason) {
        store.add(date, reason, clock.instant(), store.size(date));
    }

    @Override
    public Optional<Asked> latest(LocalDate date) {
        return store.latest(date);
    }

    /** Makes what was asked for, one after the other. */
    void makeAsked() {
        for (var job = store.take(clock.instant()); job.isPresent(); job = store.take(clock.instant())) {
            make(job.get());
        }
    }

    private void make(Job job) {
        try {
            var count = new ReadCount(
                    read -> besides.executeWithoutResult(status -> store.progress(job, read, clock.instant())));
            var kept = statements.keep(job.date(), job.reason(), count);
            store.end(job, kept.version(), null, clock.instant());
        } catch (TemporaryFailure away) {
            log.warn("对账单未能作出 no statement of {}: {}", job.date(), away.toString());
            store.end(
                    job,
                    null,
                    "平台暂时无法询问，请稍后再试 / the platform cannot be asked at the moment, try again later",
                    clock.instant());
        } catch (RuntimeException broken) {
            log.error("对账单未能作出 no statement of {}", job.date(), broken);
            store.end(job, null, "未能作出，原因见日志 / it could not be made, the log says why", clock.instant());
        }
    }
}
