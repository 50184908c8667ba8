package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.replay.Replays.ReadWith;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Holds a plan to the mappings and standard packs it was made with: with others it says nothing of what would become of it. */
@Component
class PlanVersions {
    static final String MAPPING = "R183";
    static final String PACK = "R233";
    /** Corrections are judged by a pack and read with no mapping. */
    static final String NO_MAPPING = "-";

    private final JobStore jobs;
    private final StandardPacks packs;
    private final Optional<CurrentReading> reading;

    PlanVersions(JobStore jobs, StandardPacks packs, Optional<CurrentReading> reading) {
        this.jobs = jobs;
        this.packs = packs;
        this.reading = reading;
    }

    void note(long job, FeedId feed, String mapping, String pack) {
        jobs.readWith(job, new ReadWith(feed, mapping, packs.pack(pack).label()));
    }

    /** @return what is another than planned, if anything is */
    Optional<String> changed(long job, FeedId feed, String mapping) {
        return jobs.readWith(job).stream()
                .filter(with -> with.feed().equals(feed))
                .findFirst()
                .flatMap(with -> changed(with, mapping));
    }

    /** The same for all feeds of a plan, as the hub reads them at the moment. */
    Optional<String> changed(long job) {
        return jobs.readWith(job).stream()
                .flatMap(with -> changed(
                        with,
                        with.mapping().equals(NO_MAPPING)
                                ? NO_MAPPING
                                : reading.map(now -> now.mapping(with.feed())).orElse(with.mapping()))
                        .stream())
                .findFirst();
    }

    private Optional<String> changed(ReadWith planned, String mapping) {
        if (!planned.mapping().equals(mapping)) {
            return Optional.of("%s %s %s → %s".formatted(MAPPING, planned.feed(), planned.mapping(), mapping));
        }
        var id = planned.pack().split(" ", 2)[0];
        boolean isThere = packs.all().stream().anyMatch(pack -> pack.id().equals(id));
        var label = isThere ? packs.pack(id).label() : "none";
        return planned.pack().equals(id) || planned.pack().equals(label)
                ? Optional.empty()
                : Optional.of("%s %s %s → %s".formatted(PACK, planned.feed(), planned.pack(), label));
    }
}
