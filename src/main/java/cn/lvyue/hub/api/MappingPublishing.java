package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Documents;
import cn.lvyue.hub.archive.Documents.Document;
import cn.lvyue.hub.mapping.MappingTexts;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.mapping.MappingWorkshop;
import cn.lvyue.hub.mapping.MappingWorkshop.Faulty;
import cn.lvyue.hub.mapping.MappingWorkshop.Good;
import cn.lvyue.hub.publishing.Publications;
import cn.lvyue.hub.publishing.Publications.Done;
import cn.lvyue.hub.publishing.Publications.Publication;
import cn.lvyue.hub.publishing.Shadows;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.security.Audit;
import cn.lvyue.hub.security.SourceKeys.Actor;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What people do to versions of mappings: each deed is checked, done and audited in one, and an approval is archived as evidence. */
@Component
public class MappingPublishing {
    /** Longer than any mapping is. */
    public static final int LONGEST_TEXT = 200_000;

    private static final int LONGEST_REASON = 500;
    private static final int MOST_DAYS = 3_660;
    private static final long MOST_RECORDS = 10_000_000;

    private final Publications publications;
    private final Shadows shadows;
    private final MappingWorkshop workshop;
    private final MappingTexts texts;
    private final Documents documents;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final JsonMapper json;

    MappingPublishing(
            Publications publications,
            Shadows shadows,
            MappingWorkshop workshop,
            MappingTexts texts,
            Documents documents,
            Audit audit,
            TransactionTemplate transaction,
            ApplicationEventPublisher events,
            JsonMapper json) {
        this.publications = publications;
        this.shadows = shadows;
        this.workshop = workshop;
        this.texts = texts;
        this.documents = documents;
        this.audit = audit;
        this.transaction = transaction;
        this.events = events;
        this.json = json;
    }

    /** What became of a deed. */
    public sealed interface Deed permits Went, Refused {}

    /** @param id of the publication */
    public record Went(long id) implements Deed {}

    /** @param code of the catalogue of findings @param line of the text that is at fault, from 1; 0 for none */
    public record Refused(String code, int line, String zh, String en) implements Deed {
        /** The HTTP status it is answered with. */
        public int status() {
            return ProblemKind.ofCode(code).status().value();
        }
    }

    /** A draft of a feed's mapping, if it passes the checks. */
    public Deed draft(FeedId feed, String text, Actor by) {
        return checked(
                feed,
                text,
                good -> done(by, "mapping.draft", null, () -> {
                    var base = texts.today(feed).orElseThrow().version();
                    return new Went(publications.draft(good, base, by.name()));
                }));
    }

    public Deed change(long id, String text, Actor by) {
        var found = publications.find(id).orElse(null);
        return found == null
                ? refused(Done.UNKNOWN, id)
                : checked(
                        found.text().feed(),
                        text,
                        good -> moved(id, by, "mapping.change", null, () -> publications.change(id, good, by.name())));
    }

    /** @param days of the archive to read */
    public Deed tryOut(long id, int days, long most, Actor by) {
        if (days < 1 || days > MOST_DAYS || most < 1 || most > MOST_RECORDS) {
            return new Refused("T111", 0, "天数应为 1 至 3660，条数应为 1 至 1000 万", "1 to 3660 days, 1 to 10 million records");
        }
        return done(by, "mapping.shadow", null, () -> {
            var draft = publications.find(id).orElse(null);
            if (draft == null || draft.state() != Publications.State.DRAFT) {
                return refused(draft == null ? Done.UNKNOWN : Done.NOT_NOW, id);
            }
            shadows.ask(draft, days, most, by.name());
            return new Went(id);
        });
    }

    /** @param at when it is to take effect; null for as soon as it is approved */
    public Deed propose(long id, String reason, @Nullable Instant at, Actor by) {
        return isReason(reason)
                ? moved(id, by, "mapping.propose", reason, () -> publications.propose(id, reason, at, by.name()))
                : noReason();
    }

    public Deed approve(long id, Actor by) {
        var deed = moved(id, by, "mapping.approve", null, () -> publications.approve(id, by.name()));
        if (deed instanceof Went) {
            archive();
        }
        return deed;
    }

    public Deed refuse(long id, String why, Actor by) {
        return isReason(why)
                ? moved(id, by, "mapping.refuse", why, () -> publications.refuse(id, why, by.name()))
                : noReason();
    }

    public Deed withdraw(long id, String why, Actor by) {
        if (!isReason(why)) {
            return noReason();
        }
        return moved(id, by, "mapping.withdraw", why, () -> {
            var done = publications.withdraw(id, why, by.name());
            if (done == Done.DONE) {
                shadows.cancel(id);
            }
            return done;
        });
    }

    /** Proposes to put an earlier version into force again. */
    public Deed returnTo(FeedId feed, String version, String reason, @Nullable Instant at, Actor by) {
        if (!isReason(reason)) {
            return noReason();
        }
        var earlier = texts.text(feed, version).orElse(null);
        if (earlier == null) {
            return new Refused(
                    "T112", 0, "没有映射版本 " + version, "there is no version %s of the mapping".formatted(version));
        }
        return checked(
                feed,
                earlier.text(),
                good -> done(by, "mapping.return", reason, () -> {
                    var base = texts.today(feed).orElseThrow().version();
                    return new Went(publications.proposeReturn(good, base, reason, at, by.name()));
                }));
    }

    /** Archives every approval that is not yet, and the text it puts into force. Run after each approval and now and then. */
    public void archive() {
        for (var approved : publications.unarchived()) {
            events.publishEvent(new MappingTexts.Approved(approved.text()));
            var body = json.writerWithDefaultPrettyPrinter().writeValueAsBytes(evidence(approved));
            var key = "mapping publication " + approved.id();
            var name = "%s-publication-%d.json".formatted(approved.text().feed(), approved.id());
            publications.archived(
                    approved.id(),
                    documents.keep(new Document(key, name, "application/json", new ByteArrayInputStream(body))));
        }
    }

    private Map<String, @Nullable Object> evidence(Publication approved) {
        var told = new LinkedHashMap<String, @Nullable Object>();
        told.put("publication", approved.id());
        told.put("feed", approved.text().feed().value());
        told.put("version", approved.text().version());
        told.put("pack", approved.text().pack());
        told.put("digestSm3", approved.digest());
        told.put("inForceBefore", approved.base());
        told.put("earlierVersion", approved.returns());
        told.put("author", approved.author());
        told.put("createdAt", Times.of(approved.createdAt()));
        told.put("changedBy", approved.changedBy());
        told.put("reason", approved.reason());
        told.put("proposedBy", approved.proposedBy());
        told.put("approvedBy", approved.decidedBy());
        told.put("approvedAt", time(approved.decidedAt()));
        told.put("effectiveAt", time(approved.effectiveAt()));
        shadows.latest(approved.id()).ifPresent(tried -> {
            told.put("shadowState", tried.state().name());
            told.put("shadowDays", tried.days());
            told.put("shadowRecords", tried.records());
            told.put("shadowDiffering", tried.differing());
        });
        told.put("text", approved.text().text());
        return told;
    }

    private static @Nullable Object time(@Nullable Instant at) {
        return at == null ? null : Times.of(at);
    }

    /** Something to do with a text that is in order. */
    private interface WithText {
        Deed then(Text text);
    }

    private Deed checked(FeedId feed, String text, WithText next) {
        if (text.length() > LONGEST_TEXT) {
            return new Refused("F105", 0, "文本过长", "the text is too long");
        }
        var checked = workshop.check(feed, text);
        if (checked instanceof Faulty fault) {
            return new Refused("M101", fault.line(), fault.zh(), fault.en());
        }
        return next.then(((Good) checked).text());
    }

    private Deed moved(long id, Actor by, String action, @Nullable String why, Supplier<Done> move) {
        return done(by, action, why, () -> {
            var done = move.get();
            return done == Done.DONE ? new Went(id) : refused(done, id);
        });
    }

    /** The deed and its line in the audit are committed together. */
    private Deed done(Actor by, String action, @Nullable String why, Supplier<Deed> deed) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var became = deed.get();
            if (became instanceof Went went) {
                var is = publications.find(went.id()).orElseThrow();
                var after = new LinkedHashMap<String, Object>();
                after.put("feed", is.text().feed().value());
                after.put("version", is.text().version());
                after.put("digest", is.digest());
                after.put("state", is.state().name());
                if (is.effectiveAt() != null) {
                    after.put("effectiveAt", Times.of(is.effectiveAt()).toString());
                }
                audit.note(
                        by,
                        Audit.Deed.of(action, "publication " + went.id())
                                .from(Map.of("inForce", is.base()))
                                .to(after)
                                .because(why == null ? is.reason() : why, null));
            }
            return became;
        }));
    }

    private static boolean isReason(String reason) {
        return !reason.isBlank() && reason.length() <= LONGEST_REASON;
    }

    private static Deed noReason() {
        return new Refused("T111", 0, "须写明理由，至多 500 字", "a reason is needed, of at most 500 characters");
    }

    private Deed refused(Done done, long id) {
        var state = publications.find(id).map(found -> found.state().name()).orElse("");
        return switch (done) {
            case UNKNOWN -> new Refused("T112", 0, "没有发布申请 " + id, "there is no publication " + id);
            case NOT_NOW -> new Refused("M102", 0, "发布申请处于 %s，不能如此".formatted(state), "the publication is " + state);
            case SAME_PERSON ->
                new Refused("M103", 0, "起草、修改或提交的人不能批准", "whoever drafted, changed or proposed it cannot approve");
            case NOT_TRIED -> new Refused("M104", 0, "当前文本尚未完成试运行", "no shadow run of this very text is done");
            case DONE -> throw new IllegalArgumentException("done is not refused");
        };
    }
}
