package cn.lvyue.hub.api;

import cn.lvyue.hub.api.SeenAnswer.LookAnswer;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.security.Looks;
import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Who saw a record: looks at itself and at whatever it was in. */
@Component
class RecordLooks {
    /** Of a record that came more often, the downloads of its later messages are found under the messages only. */
    private static final int MOST_PAGES = 10;

    private final Ledger ledger;
    private final Looks looks;

    RecordLooks(Ledger ledger, Looks looks) {
        this.ledger = ledger;
        this.looks = looks;
    }

    SeenAnswer at(KnownRecord record, long before, int limit) {
        var id = record.recordId().toString();
        var items = looks.at(id, messages(record), before, limit);
        return new SeenAnswer(
                id,
                items.stream().map(LookAnswer::of).toList(),
                items.size() < limit
                        ? null
                        : Long.toString(items.get(items.size() - 1).id()));
    }

    private Set<Long> messages(KnownRecord record) {
        var messages = new HashSet<Long>();
        long after = 0;
        for (int page = 0; page < MOST_PAGES; page++) {
            var sightings = ledger.sightings(record.recordId(), after);
            sightings.stream().map(Sighting::messageId).forEach(messages::add);
            if (sightings.isEmpty()) {
                break;
            }
            after = sightings.get(sightings.size() - 1).messageId();
        }
        return messages;
    }
}
