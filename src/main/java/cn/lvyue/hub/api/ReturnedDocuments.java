package cn.lvyue.hub.api;

import cn.lvyue.hub.archive.Archive;
import cn.lvyue.hub.intake.MarkedCopies;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Puts together what goes back to the sender of a message (退回补正): its own workbook or text with the faults marked, or, for
 * JSON, XML and what cannot be read or marked, a report in JSON.
 */
@Component
class ReturnedDocuments {
    private final Archive archive;
    private final Ledger ledger;
    private final FeedPacks packs;
    private final Mappings mappings;
    private final MarkedCopies copies;
    private final Words words;

    ReturnedDocuments(
            Archive archive, Ledger ledger, FeedPacks packs, Mappings mappings, MarkedCopies copies, Words words) {
        this.archive = archive;
        this.ledger = ledger;
        this.packs = packs;
        this.mappings = mappings;
        this.copies = copies;
        this.words = words;
    }

    /** How findings and reports are put into words. */
    @Component
    static class Words {
        private final FindingAnswers findings;
        private final JsonMapper json;

        Words(FindingAnswers findings, JsonMapper json) {
            this.findings = findings;
            this.json = json;
        }
    }

    /**
     * @return empty while the message is not settled, and when there is nothing for its sender to correct; to be closed by the
     *     caller
     */
    Optional<Returned> returned(Message message) {
        return ledger.account(message.id())
                .filter(ReturnedDocuments::isForTheSender)
                .map(account -> of(message, account));
    }

    /** Whether there is one, without making it. */
    boolean isDue(Message message) {
        return ledger.account(message.id())
                .filter(ReturnedDocuments::isForTheSender)
                .isPresent();
    }

    private static boolean isForTheSender(Account account) {
        boolean settled = account.status() == MessageStatus.DONE || account.status() == MessageStatus.UNREADABLE;
        return settled
                && (account.findings().stream().anyMatch(Finding::rejects)
                        || List.of(Outcome.REJECTED, Outcome.PARKED, Outcome.CONFLICT).stream()
                                .anyMatch(outcome -> account.counts().getOrDefault(outcome, 0) > 0));
    }

    private Returned of(Message message, Account account) {
        if (account.status() == MessageStatus.DONE && mappings.knows(message.feed())) {
            var version = ledger.readWith(message.id())
                    .map(with -> mappings.usable(message.feed(), with.mapping()))
                    .orElseGet(() -> mappings.version(message.feed()));
            var plan = mappings.readPlan(message.feed(), message.channel(), version);
            var copy = copies.open(plan, archive.open(message.id()));
            if (copy.isPresent()) {
                return new MarkedDocument(message, account, copy.get());
            }
        }
        return new Report(message, account);
    }

    private List<FindingAnswer> inWords(Message message, List<Finding> findings) {
        return words.findings.of(findings, packs.pack(message.feed()), false);
    }

    private final class MarkedDocument implements Returned {
        private final Message message;
        private final Account account;
        private final MarkedCopies.Copy copy;

        MarkedDocument(Message message, Account account, MarkedCopies.Copy copy) {
            this.message = message;
            this.account = account;
            this.copy = copy;
        }

        @Override
        public String filename() {
            return ReturnedName.of(message, copy.form().extension(), true);
        }

        @Override
        public String mediaType() {
            return copy.form().mediaType();
        }

        @Override
        public Optional<String> sideEnding() {
            return Optional.of(ReturnedName.sideEnding(message, copy.form().extension()));
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            var rows = new PagedEntries(ledger, message.id(), null);
            var ofTheFile = inWords(message, account.findings()).stream()
                    .map(ReturnWords::mark)
                    .toList();
            copy.write(
                    rows.map(entry -> ReturnWords.row(message.id(), entry, inWords(message, entry.findings()))),
                    ofTheFile,
                    out);
        }

        @Override
        public void close() {
            copy.close();
        }
    }

    private final class Report implements Returned {
        private final Message message;
        private final Account account;

        Report(Message message, Account account) {
            this.message = message;
            this.account = account;
        }

        @Override
        public String filename() {
            return ReturnedName.of(message, "json", false);
        }

        @Override
        public String mediaType() {
            return "application/json";
        }

        @Override
        public Optional<String> sideEnding() {
            return Optional.empty();
        }

        @Override
        public void writeTo(OutputStream out) throws IOException {
            try (var json = words.json.createGenerator(new Unclosed(out))) {
                json.writeStartObject();
                json.writeStringProperty("messageId", Long.toString(message.id()));
                json.writeStringProperty("feed", message.feed().value());
                json.writeStringProperty("filename", message.filename());
                json.writeStringProperty("digest", message.digest());
                json.writeStringProperty("status", account.status().name());
                json.writePOJOProperty("findings", inWords(message, account.findings()));
                json.writeArrayPropertyStart("records");
                for (var outcome : List.of(Outcome.REJECTED, Outcome.PARKED, Outcome.CONFLICT)) {
                    var entries = new PagedEntries(ledger, message.id(), outcome);
                    while (entries.hasNext()) {
                        Entry entry = entries.next();
                        json.writePOJO(EntryAnswer.of(entry, inWords(message, entry.findings())));
                    }
                }
                json.writeEndArray();
                json.writeEndObject();
            }
        }

        @Override
        public void close() {}
    }
}
