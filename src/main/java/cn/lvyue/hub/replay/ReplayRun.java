package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PlannedChanges;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Replayed;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.record.TemporaryFailure;
import cn.lvyue.hub.replay.ItemStore.Next;
import cn.lvyue.hub.replay.Replays.Mode;
import java.time.Clock;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plans and runs replays piece by piece; the bean {@code replay} of the routes. One replay at a time on each node. All that
 * is known of one is in the database, so that another node, or this one after a crash, goes on with it.
 */
@Component("replay")
class ReplayRun {
    private static final Logger LOG = LoggerFactory.getLogger(ReplayRun.class);
    private static final String HUB = "hub";
    private static final int PACKAGES_AT_ONCE = 20;

    private final JobStore jobs;
    private final ItemStore items;
    private final AgainStore again;
    private final PlanVersions versions;
    private final ResultStore results;
    private final PlannedChanges plannedChanges;
    private final ReplaySettings settings;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();
    private final JsonMapper json = JsonMapper.builder().build();
    private @Nullable Session session;

    ReplayRun(
            JobStore jobs,
            ItemStore items,
            AgainStore again,
            PlanVersions versions,
            ResultStore results,
            PlannedChanges plannedChanges,
            ReplaySettings settings,
            Clock clock) {
        this.jobs = jobs;
        this.items = items;
        this.again = again;
        this.versions = versions;
        this.results = results;
        this.plannedChanges = plannedChanges;
        this.settings = settings;
        this.clock = clock;
    }

    /** The next piece of work: of the oldest replay that has any. Called by route {@code replays}, and by nothing else at a time. */
    ReplayWork next() {
        var leased = jobs.lease(node, clock.instant(), clock.instant().plus(settings.lease()));
        if (leased.isEmpty()) {
            session = null;
            return ReplayWork.NOTHING;
        }
        var job = leased.get();
        boolean plan = job.state() == JobState.PLANNING;
        var turn = turnAt(job, plan);
        var work = switch (job.mode()) {
            case REPROCESS -> messages(turn, plan);
            case REDELIVER -> packages(turn, plan);
            case CORRECT -> corrections(turn, plan);
        };
        if (work.empty()) {
            end(job, plan);
            return next();
        }
        return work;
    }

    private ReplayWork messages(Session turn, boolean plan) {
        var next = items.next(turn.job(), plan, settings.messages());
        return next.isEmpty() ? ReplayWork.NOTHING : piece(turn, plan, next);
    }

    /** A plan of packages is made with its choice. */
    private ReplayWork packages(Session turn, boolean plan) {
        var next = plan ? List.<UUID>of() : items.packages(turn.job(), PACKAGES_AT_ONCE);
        return next.isEmpty()
                ? ReplayWork.NOTHING
                : new ReplayWork(ReplayWork.Kind.PACKAGES, turn, List.of(), false, next);
    }

    private ReplayWork corrections(Session turn, boolean plan) {
        var next = items.corrections(turn.job(), plan, settings.messages());
        return next.isEmpty()
                ? ReplayWork.NOTHING
                : new ReplayWork(ReplayWork.Kind.CORRECTIONS, turn, List.of(), false, next);
    }

    /** Those of a package that the plan says go again. */
    List<Long> recordsOf(ReplayWork work, UUID packageId) {
        return again.recordsOf(work.replay(), packageId);
    }

    /** A package is its platform's business again, if it was not all along. */
    void delivered(ReplayWork work, UUID packageId) {
        items.delivered(work.replay(), packageId);
        goOn(work);
    }

    /** The first of some messages cannot be read with others. */
    void byItself(ReplayWork work) {
        items.alone(work.replay(), List.of(work.messages().get(0).id()));
    }

    /** A plan that was interrupted is made anew: what its records would do depends on those before them. */
    private Session turnAt(Job job, boolean plan) {
        var turn = session;
        if (turn == null || turn.stopped() || turn.job() != job.id() || turn.plan() != plan) {
            turn = new Session(job.id(), plan);
            session = turn;
            if (plan) {
                items.forgetPlan(job.id());
                plannedChanges.forgetPlan(job.id());
            }
        }
        return turn;
    }

    private void end(Job job, boolean plan) {
        var now = clock.instant();
        session = null;
        if (!plan) {
            int left = job.mode() == Mode.CORRECT ? items.uncorrected(job.id()) : 0;
            jobs.move(job.id(), JobState.ENDED, now, left == 0 ? null : "R189 " + left, JobState.RUNNING);
            jobs.note(job.id(), HUB, "ended", null, now);
            return;
        }
        var sums = results.plan(job.id());
        var summary = new Replays.Plan(
                sums.records(),
                sums.added(),
                sums.changed(),
                sums.unchanged(),
                sums.impossible(),
                sums.alreadyReceipted(),
                sums.packages(),
                sums.outcomes(),
                sums.why(),
                jobs.readWith(job.id()));
        boolean approval = job.mode() == Mode.CORRECT
                && (sums.records() > settings.approveAbove() || results.anyConfirmed(job.id()));
        jobs.planned(job.id(), json.writeValueAsString(summary), approval, now);
        plannedChanges.forgetPlan(job.id());
        jobs.note(job.id(), HUB, "planned", sums.records() + " records", now);
    }

    private ReplayWork piece(Session turn, boolean plan, List<Next> next) {
        var first = next.get(0);
        var taken = new ArrayList<Next>();
        taken.add(first);
        long bytes = first.message().size();
        for (int i = 1; i < next.size() && isSmall(first) && isSmall(next.get(i)); i++) {
            var message = next.get(i).message();
            bytes += message.size();
            if (bytes > settings.bytes().toBytes()
                    || !message.feed().equals(first.message().feed())
                    || message.channel() != first.message().channel()) {
                break;
            }
            taken.add(next.get(i));
        }
        var listed = taken.stream()
                .filter(each -> !plan || !each.whole())
                .map(each -> each.message().id())
                .toList();
        var rows = listed.isEmpty() ? Map.<Long, BitSet>of() : items.rows(turn.job(), listed);
        var asked = taken.stream()
                .map(each -> new ReplayWork.Asked(
                        each.message(), rows.get(each.message().id())))
                .toList();
        return new ReplayWork(ReplayWork.Kind.MESSAGES, turn, asked, isSmall(first), List.of());
    }

    private boolean isSmall(Next next) {
        return !next.alone() && next.message().size() <= settings.small().toBytes();
    }

    /**
     * Notes what a feed is read with while it is planned, and holds to it when it is run.
     *
     * @param mapping its version; "-" where nothing is read
     * @return the piece, which is over if the versions are not those of the plan
     */
    ReplayWork begin(ReplayWork work, FeedId feed, String mapping, String pack) {
        if (work.plan()) {
            versions.note(work.replay(), feed, mapping, pack);
        } else {
            versions.changed(work.replay(), feed, mapping).ifPresent(why -> stop(work, why));
        }
        return work;
    }

    /** Of what is read those records that are asked for. */
    Iterator<Chunk<SourceRecord>> chosen(ReplayWork work, Iterator<Chunk<SourceRecord>> reading) {
        return new ChosenRecords(reading, work.rowsOf(work.messages().get(0).id()), work.session());
    }

    /** As {@link #chosen}, for messages that are read in one go. */
    List<Chunk<SourceRecord>> chosenTogether(ReplayWork work, List<Chunk<SourceRecord>> read) {
        return read.stream()
                .map(chunk ->
                        ChosenRecords.chosen(chunk, work.rowsOf(chunk.message().id()), work.session()))
                .toList();
    }

    /** Notes what became, or would become, of some records; waits where a rate is set; and looks whether to go on. */
    void note(ReplayWork work, List<Replayed> became) {
        var turn = work.session();
        if (work.plan()) {
            items.planned(work, became);
        } else {
            var impossible = became.stream()
                    .filter(each -> each.effect() == ReplayEffect.IMPOSSIBLE)
                    .toList();
            turn.count(became.size(), items.unannounced(work.replay(), impossible));
        }
        goOn(work);
        if (!work.plan()) {
            var job = jobs.job(work.replay()).orElseThrow();
            stopIfTooManyFailed(work, job);
            keepToRate(work, job, became.size());
        }
    }

    private void goOn(ReplayWork work) {
        if (!jobs.renew(work.replay(), node, clock.instant().plus(settings.lease()))) {
            work.session().stop();
            // What it did is written: whoever waits for the end of a cancelled one may go on.
            jobs.release(work.replay(), node);
            if (work.plan()) {
                plannedChanges.forgetPlan(work.replay());
            }
        }
    }

    private void stopIfTooManyFailed(ReplayWork work, Job job) {
        var turn = work.session();
        boolean tooMany = turn.done() >= settings.failureSample() && turn.failed() > job.maxFailureRate() * turn.done();
        if (tooMany && !turn.stopped()) {
            stop(work, "R184 %d / %d".formatted(turn.failed(), turn.done()));
        }
    }

    private void stop(ReplayWork work, String why) {
        work.session().stop();
        jobs.move(
                work.replay(),
                work.plan() ? JobState.CANCELLED : JobState.STOPPED,
                clock.instant(),
                why,
                work.plan() ? JobState.PLANNING : JobState.RUNNING);
        jobs.note(work.replay(), HUB, "stop", why, clock.instant());
    }

    /** In short waits: a pause is to be noticed, and the lease to be kept. */
    private void keepToRate(ReplayWork work, Job job, int records) {
        if (job.rate() == 0) {
            return;
        }
        long owed = TimeUnit.SECONDS.toMillis(records) / job.rate();
        while (owed > 0 && work.going()) {
            long now = Math.min(owed, 500);
            owed -= now;
            try {
                TimeUnit.MILLISECONDS.sleep(now);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                work.session().stop();
            }
            goOn(work);
        }
    }

    /** A message is done, unless the replay stood still before its end. */
    void done(ReplayWork work) {
        finish(work, work.messages());
    }

    /** Messages read together are done. @param read their chunks */
    void doneTogether(ReplayWork work, List<? extends Chunk<?>> read) {
        finish(work, read.stream().<Message>map(Chunk::message).toList());
    }

    private void finish(ReplayWork work, List<Message> messages) {
        for (var bad : work.session().takeUnreadable().entrySet()) {
            items.failed(work.replay(), bad.getKey(), work.plan(), bad.getValue());
        }
        if (work.going()) {
            items.finish(
                    work.replay(),
                    work.plan(),
                    messages.stream().map(Message::id).toList());
        }
    }

    /**
     * A piece failed. Messages that were in company are done one by one; one by itself is given up, so that the others go on. Where
     * the surroundings failed it is tried again later.
     */
    void failed(ReplayWork work, Exception failure) {
        var turn = work.session();
        turn.stop();
        session = null;
        if (isPassing(failure) || work.plan() && wasAtItToo(failure)) {
            LOG.warn("replay {} waits: {}", work.replay(), failure.getMessage());
            return;
        }
        LOG.error("replay {}: messages from {} on failed", work.replay(), firstOf(work), failure);
        if (work.together() && work.messages().size() > 1) {
            items.alone(work.replay(), work.messages().stream().map(Message::id).toList());
            return;
        }
        if (work.messages().isEmpty()) {
            stop(work, "R185 " + failure.getMessage());
        }
        for (var message : work.messages()) {
            items.failed(
                    work.replay(),
                    message.id(),
                    work.plan(),
                    "R185 " + Objects.requireNonNullElse(failure.getMessage(), ""));
        }
    }

    private static long firstOf(ReplayWork work) {
        return work.messages().isEmpty() ? 0 : work.messages().get(0).id();
    }

    /** What another node planned beside this one is in the way, once this one's lease had ended: the plan is made anew. */
    private static boolean wasAtItToo(Throwable failure) {
        return isOf(failure, DuplicateKeyException.class);
    }

    private static boolean isPassing(Throwable failure) {
        return isOf(
                failure,
                TemporaryFailure.class,
                TransientDataAccessException.class,
                RecoverableDataAccessException.class,
                CannotCreateTransactionException.class);
    }

    /** Whether a failure or what caused it is one of some kinds. */
    private static boolean isOf(Throwable failure, Class<?>... kinds) {
        for (Throwable each = failure; each != null; each = each.getCause()) {
            for (var kind : kinds) {
                if (kind.isInstance(each)) {
                    return true;
                }
            }
        }
        return false;
    }
}
