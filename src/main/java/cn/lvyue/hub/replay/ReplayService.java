package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The replays as people ask for them. */
@Service
@EnableConfigurationProperties(ReplaySettings.class)
class ReplayService implements Replays {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JobStore jobs;
    private final ChoiceStore choices;
    private final AgainStore again;
    private final PlanVersions versions;
    private final ResultStore results;
    private final PackageResults packages;
    private final PersonalSeal seal;
    private final ReplaySettings settings;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    ReplayService(
            JobStore jobs,
            ChoiceStore choices,
            AgainStore again,
            PlanVersions versions,
            ResultStore results,
            PackageResults packages,
            PersonalSeal seal,
            ReplaySettings settings,
            Clock clock) {
        this.seal = seal;
        this.jobs = jobs;
        this.choices = choices;
        this.again = again;
        this.versions = versions;
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
            case REDELIVER -> again.choose(id, request.select());
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

    /** Done is what the platforms have answered, not what the hub has finished. The answers are gone through until then, and not after. */
    private State state(Job job, @Nullable Progress known) {
        if (job.state() != JobState.ENDED) {
            return State.valueOf(job.state().name());
        }
        if (job.answeredAt() != null) {
            return State.DONE;
        }
        if (isOpen(job, known)) {
            return State.WAITING_FOR_RECEIPTS;
        }
        jobs.answered(job.id(), clock.instant());
        return State.DONE;
    }

    private boolean isOpen(Job job, @Nullable Progress known) {
        return known == null
                ? results.isOpen(job.id())
                : known.answers().stream()
                        .anyMatch(of -> of.states().keySet().stream().anyMatch(ResultStore.OPEN::contains));
    }

    @Override
    public List<Item> items(long id, long afterMessage, int afterRow, int limit) {
        boolean packages =
                jobs.job(id).filter(job -> job.mode() == Mode.REDELIVER).isPresent();
        return packages
                ? results.withAnswers(id, again.items(id, afterMessage, afterRow, limit), afterMessage, afterRow)
                : results.items(id, afterMessage, afterRow, limit);
    }

    @Override
    public Map<String, String> changes(long id) {
        return jobs.job(id)
                .map(Job::changes)
                .map(changes -> json.readValue(seal.shownValues(changes), TEXTS))
                .orElse(Map.of());
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
        var now = clock.instant();
        var changed = job.state() == JobState.PLANNED ? versions.changed(id) : Optional.<String>empty();
        if (changed.isPresent()) {
            jobs.move(id, JobState.CANCELLED, now, changed.get(), JobState.PLANNED);
            jobs.note(id, author, "void", changed.get(), now);
            return Done.VOID;
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
    public List<Redelivered> redelivered(RecordId id) {
        return again.ofRecord(id);
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
