package cn.lvyue.hub.api;

import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.SenderResult;
import cn.lvyue.hub.record.SenderResult.SideFile;
import cn.lvyue.hub.record.SenderResults;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a sender finds beside a file it delivered: the message's summary, and the records that need its attention. */
@Component("fileResults")
class FileResults implements SenderResults {
    private static final Set<MessageStatus> UNDER_WAY = Set.of(MessageStatus.RECEIVED, MessageStatus.PROCESSING);
    private static final List<Outcome> FOR_THE_SENDER = List.of(Outcome.REJECTED, Outcome.PARKED, Outcome.CONFLICT);
    private static final int MOST_RECORDS = 1_000;

    private final MessageAccounts accounts;
    private final Ledger ledger;
    private final FeedPacks packs;
    private final FindingAnswers findings;
    private final ReturnedDocuments documents;
    private final JsonMapper json;

    FileResults(
            MessageAccounts accounts,
            Ledger ledger,
            FeedPacks packs,
            FindingAnswers findings,
            ReturnedDocuments documents,
            JsonMapper json) {
        this.accounts = accounts;
        this.ledger = ledger;
        this.packs = packs;
        this.findings = findings;
        this.documents = documents;
        this.json = json;
    }

    @Override
    public Optional<SenderResult> of(Message message, Map<String, Object> delivery) {
        var answer = accounts.now(message);
        if (UNDER_WAY.contains(answer.status())) {
            return Optional.empty();
        }
        ObjectNode result = json.valueToTree(answer);
        result.set("delivery", json.valueToTree(delivery));
        result.set("records", json.valueToTree(forTheSender(message)));
        return Optional.of(new SenderResult(answer.status() == MessageStatus.DONE, pretty(result), sideFiles(message)));
    }

    /** The sender's own document with the faults marked; a report would say what the result says. */
    private List<SideFile> sideFiles(Message message) {
        try (var returned = documents.returned(message).orElse(null)) {
            return returned == null
                    ? List.of()
                    : returned.sideEnding().map(ending -> sideFile(message, ending)).stream()
                            .toList();
        }
    }

    private SideFile sideFile(Message message, String ending) {
        return new SideFile(ending, out -> {
            try (var returned = documents.returned(message).orElseThrow()) {
                returned.writeTo(out);
            }
        });
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

    @Override
    public SenderResult refused(Finding finding, Map<String, Object> delivery) {
        ObjectNode result = json.createObjectNode();
        result.put("status", MessageStatus.UNREADABLE.name());
        result.set("findings", json.valueToTree(findings.of(List.of(finding), Optional.empty(), true)));
        result.set("delivery", json.valueToTree(delivery));
        return new SenderResult(false, pretty(result), List.of());
    }

    private byte[] pretty(JsonNode value) {
        return json.writerWithDefaultPrettyPrinter().writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
    }
}
