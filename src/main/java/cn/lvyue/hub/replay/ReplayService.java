package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** The replays as people ask for them. */
@Service
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayService implements Replays {
    private final JobStore jobs;
    private final ChoiceStore choices;
    private final ResultStore results;
    private final PackageResults packages;
    private final PersonalSeal seal;
    private final ReplaySettings settings;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    ReplayService(
            JobStore jobs,
            ChoiceStore choices,
            ResultStore results,
            PackageResults packages,
            PersonalSeal seal,
            ReplaySettings settings,
            Clock clock) {
        this.seal = seal;
        this.jobs = jobs;
        this.choices = choices;
        this.results = results;
        this.packages = packages;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public long plan(Request request, String author) {
        var now = clock.instant();
        long id = jobs.add(
                request,
                json.writeValueAsString(request.select()),
                seal.hiddenValues(json.writeValueAsString(request.changes())),
                author,
                settings,
                now);
        switch (request.mode()) {
            case REPROCESS -> choices.messages(id, request.select());
            case REDELIVER -> choices.packages(id, request.select());
            case CORRECT -> choices.corrections(id, request.select());
        }
        jobs.note(id, author, "plan", request.reason(), now);
        return id;
    }

    @Override
    public Optional<View> view(long id) {
        return jobs.job(id).map(job -> {
            var progress = job.startedAt() == null ? null : results.progress(id, job.state() != JobState.RUNNING);
            return view(job, progress, jobs.events(id));
        });
    }

    @Override
    public List<View> list(long before, int limit) {
        return jobs.jobs(before, limit).stream()
                .map(job -> view(job, null, List.of()))
                .toList();
    }

    private View view(Job job, @Nullable Progress progress, List<Event> events) {
        return new View(
                job.id(),
                job.mode(),
                state(job, progress),
                job.reason(),
                job.author(),
                job.dry(),
                job.createdAt(),
                job.startedAt(),
                job.endedAt(),
                job.needsApproval(),
                job.approvedBy(),
                job.note(),
                job.summary() == null ? null : json.readValue(job.summary(), Plan.class),
                progress,
                events);
    }

    /** Done is what the platforms have answered, not what the hub has finished. */
    private State state(Job job, @Nullable Progress known) {
        if (job.state() != JobState.ENDED) {
            return State.valueOf(job.state().name());
        }
        return isOpen(job, known) ? State.WAITING_FOR_RECEIPTS : State.DONE;
    }

    private boolean isOpen(Job job, @Nullable Progress known) {
        return known == null
                ? results.isOpen(job.id())
                : known.answers().stream()
                        .anyMatch(of -> of.states().keySet().stream().anyMatch(ResultStore.OPEN::contains));
    }

    @Override
    public List<Item> items(long id, long afterMessage, int afterRow, int limit) {
        return results.items(id, afterMessage, afterRow, limit);
    }

    @Override
    public List<Redelivery> packages(long id, @Nullable UUID after, int limit) {
        return packages.of(id, after == null ? new UUID(0, 0) : after, limit);
    }

    @Override
    public List<Link> ofPackages(Collection<UUID> packageIds) {
        return packages.replays(packageIds);
    }

    @Override
    @Transactional
    public Done start(long id, String author) {
        var job = jobs.job(id).orElse(null);
        if (job == null) {
            return Done.UNKNOWN;
        }
        if (jobs.start(id, author, clock.instant())) {
            jobs.note(id, author, "start", null, clock.instant());
            return Done.DONE;
        }
        boolean planned = job.state() == JobState.PLANNED;
        return !planned ? Done.NOT_NOW : job.dry() ? Done.DRY : Done.NOT_APPROVED;
    }

    @Override
    @Transactional
    public Done approve(long id, String author) {
        var job = jobs.job(id).orElse(null);
        if (job == null) {
            return Done.UNKNOWN;
        }
        if (jobs.approve(id, author, clock.instant())) {
            jobs.note(id, author, "approve", null, clock.instant());
            return Done.DONE;
        }
        return job.author().equals(author) ? Done.SAME_PERSON : Done.NOT_NOW;
    }

    @Override
    public Done pause(long id, String author) {
        return move(id, author, "pause", JobState.PAUSED, JobState.RUNNING);
    }

    @Override
    public Done resume(long id, String author) {
        return move(id, author, "resume", JobState.RUNNING, JobState.PAUSED, JobState.STOPPED);
    }

    @Override
    public Done cancel(long id, String author) {
        return move(
                id,
                author,
                "cancel",
                JobState.CANCELLED,
                JobState.PLANNING,
                JobState.PLANNED,
                JobState.RUNNING,
                JobState.PAUSED,
                JobState.STOPPED);
    }

    private Done move(long id, String author, String action, JobState to, JobState... from) {
        if (jobs.move(id, to, clock.instant(), null, from)) {
            jobs.note(id, author, action, null, clock.instant());
            return Done.DONE;
        }
        return jobs.job(id).isEmpty() ? Done.UNKNOWN : Done.NOT_NOW;
    }

    @Override
    public List<Link> ofMessage(long messageId) {
        return results.ofMessage(messageId);
    }

    @Override
    public Optional<Link> link(long id) {
        return results.link(id);
    }

    @Override
    public List<Message> archived(@Nullable FeedId feed, Instant from, long after, int limit) {
        return choices.archived(feed, from, after, limit);
    }

    @Override
    public long countArchived(@Nullable FeedId feed, Instant from) {
        return choices.countArchived(feed, from);
    }

    @Override
    public List<Message> latest(FeedId feed, int limit) {
        return choices.latest(feed, limit);
    }
}
