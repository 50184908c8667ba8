package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.archive.Documents;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Alarms.Alarm;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.LeftBehind;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.DocumentSigner;
import cn.lvyue.hub.standard.EntryTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Statements as they are made and kept. */
@Component
class MadeStatements implements Statements, SmartInitializingSingleton {
    static final String DIFFERENCES = "R170";

    private static final String JSON = "application/json";

    private final Making making;
    private final ReceivedSums sums;
    private final Exports exports;
    private final KeptStatementStore store;
    private final Shelf shelf;
    private final TransactionTemplate transaction;
    private final JsonMapper json = JsonMapper.builder()
            .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE)
            .build();
    private final KeptDocument document = new KeptDocument(json);

    MadeStatements(
            Making making,
            ReceivedSums sums,
            Exports exports,
            KeptStatementStore store,
            Shelf shelf,
            TransactionTemplate transaction) {
        this.making = making;
        this.sums = sums;
        this.exports = exports;
        this.store = store;
        this.shelf = shelf;
        this.transaction = transaction;
    }

    /** Where statements are kept and how they are signed. */
    @Component
    static class Shelf {
        private final Archive archive;
        private final Documents documents;
        private final DocumentSigner signer;
        private final ReconciliationSettings settings;
        private final Alarms alarms;

        Shelf(
                Archive archive,
                Documents documents,
                DocumentSigner signer,
                ReconciliationSettings settings,
                Alarms alarms) {
            this.alarms = alarms;
            this.archive = archive;
            this.documents = documents;
            this.signer = signer;
            this.settings = settings;
        }
    }

    /** Files of statements that a killed hub was at: nobody gets them any more, and they name records. */
    @Override
    public void afterSingletonsInstantiated() {
        for (var prefix : List.of(Draft.PREFIX, PlatformList.PREFIX, Exports.PREFIX)) {
            LeftBehind.remove(shelf.settings.folder(), prefix);
        }
    }

    @Override
    public boolean canSign() {
        return !shelf.signer.keyId().isEmpty();
    }

    @Override
    public Page now(LocalDate date, @Nullable Target target, @Nullable FeedId feed, @Nullable String after, int limit) {
        try (var draft = making.make(date, target, feed, ReadCount.untold())) {
            var page = new PageOf(after, limit);
            draft.each(page);
            return new Page(draft.head(), page.items(), page.next());
        }
    }

    @Override
    public List<Statement.Received> received(LocalDate date, @Nullable FeedId feed) {
        return sums.of(date, feed);
    }

    @Override
    public Kept keep(LocalDate date, String reason) {
        return keep(date, reason, ReadCount.untold());
    }

    Kept keep(LocalDate date, String reason, ReadCount count) {
        try (var draft = making.make(date, null, null, count)) {
            var kept = Objects.requireNonNull(transaction.execute(status -> keep(date, reason, draft)));
            tell(kept);
            return kept;
        }
    }

    /** A later version of a day that is in order clears what an earlier one raised. */
    private void tell(Kept kept) {
        var day = kept.date().toString();
        if (kept.closes() && kept.differences() == 0) {
            shelf.alarms.clear(DIFFERENCES, day);
            return;
        }
        shelf.alarms.raise(new Alarm(
                DIFFERENCES,
                day,
                kept.closes() ? Level.WARNING : Level.CRITICAL,
                "%s 的对账单有 %d 处差异%s".formatted(day, kept.differences(), kept.closes() ? "" : "，且各数不符"),
                "the statement of %s has %d differences%s"
                        .formatted(day, kept.differences(), kept.closes() ? "" : ", and its sums do not close")));
    }

    /** One after the other, so that versions count up without a gap. */
    private Kept keep(LocalDate date, String reason, Draft draft) {
        store.lock();
        int version = store.nextVersion(date);
        if (version > 1 && reason.equals(ReconciliationStep.SCHEDULE)) {
            return store.kept(date).get(0); // another node was faster
        }
        draft.finish(versioned(draft.head(), version));
        var file = exports.json(draft);
        try {
            var digest = Exports.digest(file);
            var name = name(date, version, "json");
            long archived = shelf.documents.keep(
                    new Documents.Document("statement " + digest, name, JSON, Files.newInputStream(file)));
            var signer = shelf.signer;
            var head = draft.head();
            var kept = new Kept(
                    date,
                    version,
                    head.at().toInstant(),
                    reason,
                    head.closes(),
                    head.differences(),
                    archived,
                    digest,
                    signer.algorithm(),
                    signer.keyId(),
                    signer.sign(digest));
            store.add(kept, json.writeValueAsString(head));
            return kept;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } finally {
            delete(file);
        }
    }

    private static Statement versioned(Statement head, int version) {
        return new Statement(
                head.date(),
                version,
                head.at(),
                head.closes(),
                head.differences(),
                head.byCode(),
                head.received(),
                head.targets());
    }

    @Override
    public List<Kept> kept(LocalDate date) {
        return store.kept(date);
    }

    @Override
    public Optional<Page> kept(LocalDate date, int version, @Nullable String after, int limit) {
        return store.kept(date, version).map(kept -> {
            var page = new PageOf(after, limit);
            var head = document.read(shelf.archive.open(kept.archiveId()), page);
            return new Page(head, page.items(), page.next());
        });
    }

    @Override
    public Optional<Export> export(LocalDate date, @Nullable Integer version, Format format) {
        if (version == null) {
            try (var draft = making.make(date, null, null, ReadCount.untold())) {
                return Optional.of(export(draft, format));
            }
        }
        return store.kept(date, version).map(kept -> format == Format.JSON ? asArchived(kept) : rewritten(kept));
    }

    private Export export(Draft draft, Format format) {
        boolean workbook = format == Format.XLSX;
        var file = workbook ? exports.xlsx(draft) : exports.json(draft);
        try {
            var digest = Exports.digest(file);
            var signer = shelf.signer;
            return new Export(
                    file,
                    name(draft.head().date(), draft.head().version(), workbook ? "xlsx" : "json"),
                    workbook ? EntryTemplate.MEDIA_TYPE : JSON,
                    digest,
                    signer.algorithm(),
                    signer.keyId(),
                    signer.sign(digest));
        } catch (RuntimeException unsigned) {
            delete(file);
            throw unsigned;
        }
    }

    private Export rewritten(Kept kept) {
        try (var draft = Draft.in(shelf.settings.folder(), json)) {
            draft.finish(document.read(shelf.archive.open(kept.archiveId()), one -> {
                draft.add(one);
                return true;
            }));
            return export(draft, Format.XLSX);
        }
    }

    private Export asArchived(Kept kept) {
        try (var bytes = shelf.archive.open(kept.archiveId())) {
            return new Export(
                    exports.copied(bytes),
                    name(kept.date(), kept.version(), "json"),
                    JSON,
                    kept.digest(),
                    kept.algorithm(),
                    kept.keyId(),
                    kept.signature());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String name(LocalDate date, @Nullable Integer version, String ending) {
        return "对账单-" + date + (version == null ? "" : "-v" + version) + "." + ending;
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
