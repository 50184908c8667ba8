package cn.lvyue.hub.api;

import cn.lvyue.hub.api.AcceptanceAnswer.State;
import cn.lvyue.hub.api.AcceptanceAnswer.Step;
import cn.lvyue.hub.ops.AcceptanceBook;
import cn.lvyue.hub.ops.AcceptanceCheck;
import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Acceptance checks of sources (接口自检): begun by an operator, passed by what the source sends, ended with a report that does not
 * change any more.
 */
@Component
public class Acceptances {
    private static final int MOST_VOLUME = 10_000_000;
    private static final int USUAL_VOLUME = 1_000;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final AcceptanceBook book;
    private final AcceptanceSteps steps;
    private final JsonMapper json;
    private final Clock clock;

    Acceptances(AcceptanceBook book, AcceptanceSteps steps, JsonMapper json, Clock clock) {
        this.book = book;
        this.steps = steps;
        this.json = json;
        this.clock = clock;
    }

    /** The newest first; of those that are over only what they ended with. */
    public List<AcceptanceAnswer> of(FeedId feed) {
        return book.of(feed).stream().map(this::answer).toList();
    }

    public Optional<AcceptanceAnswer> find(FeedId feed, String id) {
        return book.one(feed, Limits.id(id)).map(this::answer);
    }

    /**
     * @param volume 1,000 if absent
     * @param since now if absent; what a source sent already may count, up to a year back
     * @throws Refusal T111, or R180 while one of the source is under way
     */
    public AcceptanceAnswer begin(FeedId feed, @Nullable Integer volume, @Nullable Instant since, String by) {
        int records = volume == null ? USUAL_VOLUME : volume;
        if (records < 1 || records > MOST_VOLUME) {
            throw Refusal.badParameter("volume", String.valueOf(records), "1 至 " + MOST_VOLUME, "1 to " + MOST_VOLUME);
        }
        var now = clock.instant();
        var from = since == null ? now : since;
        if (from.isAfter(now) || from.isBefore(now.minus(LONGEST))) {
            throw Refusal.badParameter("since", from.toString(), "一年内的过去时刻", "a moment of the past year");
        }
        if (!book.begin(feed, records, from, by)) {
            throw Refusal.of(
                    ProblemKind.NOT_NOW,
                    "来源 %s 已有进行中的自检".formatted(feed),
                    "an acceptance check of source %s is under way".formatted(feed));
        }
        return of(feed).get(0);
    }

    /** Ends the check that is under way, passed or not, as things stand. @throws Refusal T112 if there is none */
    public AcceptanceAnswer end(FeedId feed, String remark, String by) {
        var open = book.of(feed).stream()
                .filter(AcceptanceCheck::isOpen)
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("进行中的自检", "acceptance check under way", feed.value()));
        var found = steps.of(open);
        book.end(open, by, isPassed(found), remark, json.writeValueAsString(found));
        return find(feed, Long.toString(open.id())).orElseThrow();
    }

    private static boolean isPassed(List<Step> steps) {
        return steps.stream().noneMatch(step -> step.state() == State.OPEN);
    }

    private AcceptanceAnswer answer(AcceptanceCheck check) {
        var report = check.report();
        var found = report == null ? steps.of(check) : List.of(json.readValue(report, Step[].class));
        var ended = check.endedAt();
        return new AcceptanceAnswer(
                Long.toString(check.id()),
                check.feed().value(),
                check.volume(),
                Times.of(check.since()),
                Times.of(check.startedAt()),
                check.startedBy(),
                ended == null ? null : Times.of(ended),
                check.endedBy(),
                isPassed(found),
                check.remark(),
                found);
    }
}
