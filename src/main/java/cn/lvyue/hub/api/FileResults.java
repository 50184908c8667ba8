package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.TemporaryFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a sender finds beside a file it dropped: the message's summary, and the records that need its attention. Called by
 * route {@code file-arrived}.
 */
@Component("fileResults")
class FileResults {
    /** Looked for again with the next poll of the folder if processing takes longer. */
    private static final Duration PATIENCE = Duration.ofHours(1);

    private static final List<Outcome> FOR_THE_SENDER = List.of(Outcome.REJECTED, Outcome.PARKED, Outcome.CONFLICT);
    private static final int MOST_RECORDS = 1_000;

    private final MessageAccounts accounts;
    private final Ledger ledger;
    private final FeedPacks packs;
    private final FindingAnswers findings;
    private final JsonMapper json;

    FileResults(MessageAccounts accounts, Ledger ledger, FeedPacks packs, FindingAnswers findings, JsonMapper json) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.packs = packs;
        this.findings = findings;
        this.json = json;
    }

    /** Where a file goes and what lies beside it. @param folder {@code .done} or {@code .failed} */
    record FileResult(String folder, String json) {}

    /**
     * Waits for the outcome of a message that came as a file.
     *
     * @throws TemporaryFailure if it takes longer than an hour; the file stays and is recognised when it is taken again
     */
    FileResult awaitResult(Message message) {
        var answer = accounts.settled(message, PATIENCE);
        if (Set.of(MessageStatus.RECEIVED, MessageStatus.PROCESSING).contains(answer.status())) {
            throw new TemporaryFailure("message " + message.id() + " has no outcome yet");
        }
        ObjectNode result = json.valueToTree(answer);
        result.set("records", json.valueToTree(forTheSender(message)));
        return new FileResult(answer.status() == MessageStatus.DONE ? ".done" : ".failed", pretty(result));
    }

    private List<EntryAnswer> forTheSender(Message message) {
        var pack = packs.pack(message.feed());
        var entries = new ArrayList<Ledger.Entry>();
        for (var outcome : FOR_THE_SENDER) {
            entries.addAll(ledger.entries(message.id(), outcome, 0, MOST_RECORDS));
        }
        return entries.stream()
                .sorted(Comparator.comparingInt(Ledger.Entry::row))
                .limit(MOST_RECORDS)
                .map(entry -> EntryAnswer.of(entry, findings.of(entry.findings(), pack, false)))
                .toList();
    }

    /** A file that was not even archived, because it is larger than the hub takes. */
    FileResult refused(BodyTooLarge tooLarge) {
        var finding = new Finding("F105", Severity.REJECT, null, "", null, tooLarge.limit() + " bytes");
        var answer = Map.of(
                "status", MessageStatus.UNREADABLE, "findings", findings.of(List.of(finding), Optional.empty(), false));
        return new FileResult(".failed", pretty(answer));
    }

    private String pretty(Object value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(value);
    }
}
