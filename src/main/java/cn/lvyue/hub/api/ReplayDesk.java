package cn.lvyue.hub.api;

import cn.lvyue.hub.ops.Polling;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.replay.Replays;
import cn.lvyue.hub.replay.Replays.Done;
import cn.lvyue.hub.replay.Replays.Item;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.State;
import cn.lvyue.hub.replay.Replays.View;
import cn.lvyue.hub.security.AuditNote;
import cn.lvyue.hub.security.Looks.Kind;
import cn.lvyue.hub.security.Looks.Seen;
import cn.lvyue.hub.security.Looks.Subject;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Where replays are asked for, by calls and on pages; every deed is noted with who did it. Refuses with a {@link Refusal}. */
@Component
public class ReplayDesk {
    private static final int DIFF_PAGE = 100;

    private final Replays replays;
    private final FeedPacks feeds;
    private final FindingAnswers findings;
    private final ReplayDiffs diffs;
    private final Reveals reveals;
    private final KnownNames names;

    ReplayDesk(
            Replays replays,
            FeedPacks feeds,
            FindingAnswers findings,
            ReplayDiffs diffs,
            Reveals reveals,
            KnownNames names) {
        this.reveals = reveals;
        this.names = names;
        this.replays = replays;
        this.feeds = feeds;
        this.findings = findings;
        this.diffs = diffs;
    }

    /** What can be done to a replay that is planned. */
    public enum Deed {
        APPROVE,
        START,
        PAUSE,
        RESUME,
        CANCEL
    }

    /** Has a plan made. @param wait seconds to wait for it; it is made all the same */
    public ReplayAnswer plan(ReplayBody body, int wait, HttpServletRequest call) {
        var request = body.request(feeds);
        requireFields(request);
        names.require(request.select());
        long id = replays.plan(request, Actors.of(call).name());
        AuditNote.of(call)
                .object("replay " + id)
                .purpose(request.reason())
                .after("mode", request.mode())
                .after("dryRun", request.dryRun());
        return ReplayAnswer.of(Polling.until(
                Limits.wait(wait), () -> replays.view(id).orElseThrow(), seen -> seen.state() != State.PLANNING));
    }

    /** A record's number names it and cannot be corrected; what the hub fills itself is no value of a person's. */
    private void requireFields(Replays.Request request) {
        if (request.mode() != Mode.CORRECT) {
            return;
        }
        for (var field : request.changes().keySet()) {
            boolean known = feeds.all().stream().anyMatch(pack -> isCorrectable(pack, field));
            if (!known) {
                throw Refusal.badParameter(
                        "changes", field, "标准包中可更正的字段", "a field of the standard pack that may be corrected");
            }
        }
    }

    /** What may be corrected in records of a feed. @param feed null for fields of any feed's pack */
    public List<Field> correctable(@Nullable FeedId feed) {
        var packs = feed == null ? feeds.all().stream() : feeds.pack(feed).stream();
        return packs.flatMap(pack -> pack.fields().stream().filter(field -> isCorrectable(pack, field.id())))
                .toList();
    }

    private static boolean isCorrectable(StandardPack pack, String field) {
        return pack.names().contains(field)
                && !pack.field(Role.SOURCE_RECORD_NO).id().equals(field)
                && Role.filledByTheHub().stream()
                        .noneMatch(role -> pack.field(role).id().equals(field));
    }

    /** Newest first. @param after ids below */
    public ReplayAnswer.Page list(@Nullable Long after, int limit) {
        var items = replays.list(after == null ? Long.MAX_VALUE : after, Limits.page(limit, Limits.BATCH_PAGE)).stream()
                .map(ReplayAnswer::of)
                .toList();
        return new ReplayAnswer.Page(
                items, items.size() < limit ? null : items.get(items.size() - 1).replayId());
    }

    /** Replays that delivered a package, or records of it, again; newest first. */
    public List<ReplayAnswer.LinkAnswer> ofPackage(UUID packageId) {
        return replays.ofPackages(List.of(packageId)).stream()
                .map(ReplayAnswer.LinkAnswer::of)
                .toList();
    }

    public ReplayAnswer replay(String id) {
        return ReplayAnswer.of(known(id));
    }

    /**
     * Records of a replay, in the order of messages and rows.
     *
     * @param after {@code next} of the page before, {@code 0:0} for the first
     * @param diff also what differs, field by field; then at most 100 at once
     * @param reveal why personal data is to be shown; null if it is masked
     */
    public ReplayAnswer.RecordPage records(
            String id,
            String after,
            int limit,
            boolean diff,
            @Nullable RevealReason reveal,
            HttpServletRequest request) {
        var view = known(id);
        var place = Place.of(after);
        boolean unmask = reveal != null;
        var items = replays.items(
                view.id(), place.message(), place.row(), Limits.page(limit, diff ? DIFF_PAGE : Limits.PAGE));
        var differing = diff ? diffs.of(view, items, unmask) : null;
        if (reveal != null) {
            reveals.show(request, new Subject(Kind.REPLAY, id), reveal, seen(items, differing));
        }
        var shown = items.stream()
                .map(item -> shown(item, differing == null ? null : differing.get(Place.of(item)), unmask))
                .toList();
        return new ReplayAnswer.RecordPage(
                shown,
                items.size() < limit
                        ? null
                        : Place.of(items.get(items.size() - 1)).text());
    }

    private static Seen seen(List<Item> items, @Nullable Map<Place, List<ReplayAnswer.DiffAnswer>> differing) {
        var diffs = differing == null
                ? Stream.<String>empty()
                : differing.values().stream().flatMap(List::stream).map(ReplayAnswer.DiffAnswer::field);
        return SeenFindings.ofItems(items, diffs);
    }

    /** A record's place in a replay. */
    record Place(long message, int row) {
        static Place of(Item item) {
            return new Place(item.messageId(), item.row());
        }

        static Place of(String text) {
            var parts = text.split(":", -1);
            if (parts.length != 2 || Limits.id(parts[0]) < 0 || Limits.id(parts[1]) < 0) {
                throw Refusal.badParameter("after", text, "上一页的 next", "next of the page before");
            }
            return new Place(Limits.id(parts[0]), (int) Math.min(Integer.MAX_VALUE, Limits.id(parts[1])));
        }

        String text() {
            return message + ":" + row;
        }
    }

    /** Where feeds follow several packs, nobody says here which is a record's. */
    private Optional<StandardPack> onlyPack() {
        var all = feeds.all();
        return all.size() == 1 ? Optional.of(all.get(0)) : Optional.empty();
    }

    private ReplayAnswer.RecordItem shown(Item item, @Nullable List<ReplayAnswer.DiffAnswer> diff, boolean unmask) {
        return new ReplayAnswer.RecordItem(
                Long.toString(item.messageId()),
                item.row(),
                item.sourceRecordNo(),
                item.planned(),
                item.effect(),
                item.outcome(),
                item.recordId() == null ? null : item.recordId().toString(),
                item.revision(),
                findings.of(item.findings(), onlyPack(), unmask),
                item.answers().stream().map(ReplayAnswer.AnswerItem::of).toList(),
                diff);
    }

    /** Does a deed, if the replay is in a state for it and this person may. */
    public ReplayAnswer done(Deed deed, String id, HttpServletRequest request) {
        var note = AuditNote.of(request).before("state", known(id).state());
        var by = Actors.of(request).name();
        long number = Limits.id(id);
        var done = switch (deed) {
            case APPROVE -> replays.approve(number, by);
            case START -> replays.start(number, by);
            case PAUSE -> replays.pause(number, by);
            case RESUME -> replays.resume(number, by);
            case CANCEL -> replays.cancel(number, by);
        };
        var view = known(id);
        note.after("state", view.state());
        return after(id, view, done);
    }

    private static ReplayAnswer after(String id, View view, Done done) {
        return switch (done) {
            case DONE -> ReplayAnswer.of(view);
            case UNKNOWN -> throw Refusal.notFound("重放", "replay", id);
            case NOT_NOW ->
                throw Refusal.of(
                        ProblemKind.NOT_NOW,
                        "重放 %s 处于 %s，不能如此".formatted(id, view.state()),
                        "replay %s is %s; this cannot be done now".formatted(id, view.state()));
            case DRY ->
                throw Refusal.of(
                        ProblemKind.NOT_NOW,
                        "重放 %s 只是计划".formatted(id),
                        "replay %s is a plan only (dryRun)".formatted(id));
            case VOID ->
                throw Refusal.of(
                        ProblemKind.PLAN_VOID,
                        "重放 %s 的计划已作废，映射或标准包已变（%s），请重新制定计划".formatted(id, view.note()),
                        "the plan of replay %s is void: its mapping or standard pack has changed (%s); plan anew"
                                .formatted(id, view.note()));
            case NOT_APPROVED ->
                throw Refusal.of(
                        ProblemKind.NOT_APPROVED,
                        "重放 %s 须先由另一人批准".formatted(id),
                        "replay %s has to be approved by another person first".formatted(id));
            case SAME_PERSON ->
                throw Refusal.of(
                        ProblemKind.NOT_APPROVED,
                        "提出人 %s 不能批准自己的重放".formatted(view.author()),
                        "%s asked for this replay and cannot approve it".formatted(view.author()));
        };
    }

    private View known(String id) {
        return replays.view(Limits.id(id)).orElseThrow(() -> Refusal.notFound("重放", "replay", id));
    }
}
