package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Matter;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Decides the outcomes of a chunk and writes them. Knows what a load needs: new, told again, newer, older, parked, rejected, the
 * same matter from elsewhere. What only later work brings about (a parked record completed, a withdrawal) it leaves to the hub.
 */
final class PeerWriter implements ItemWriter<Inspected> {
    private final JdbcTemplate jdbc;
    private final PeerLedger ledger;
    private final PersonalSeal seal;
    private final Clock clock;
    private final Message message;
    private final short feed;
    private final JsonMapper json = JsonMapper.builder()
            .changeDefaultPropertyInclusion(always -> always.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    PeerWriter(JdbcTemplate jdbc, PersonalSeal seal, Clock clock, Message message) {
        this.jdbc = jdbc;
        this.ledger = new PeerLedger(jdbc);
        this.seal = seal;
        this.clock = clock;
        this.message = message;
        this.feed = ledger.feedNumber(message.feed().value());
    }

    @Override
    public void write(Chunk<? extends Inspected> chunk) {
        var rows = new PeerRows(message, feed, OffsetDateTime.now(clock), json, seal);
        decide(chunk.getItems(), rows);
        rows.write(jdbc);
    }

    private void decide(List<? extends Inspected> items, PeerRows rows) {
        var known = ledger.known(feed, items);
        var told = ledger.told(feed, items);
        var numbers = ledger.numbers(items.size() - known.size());
        for (var item : items) {
            var before = known.get(item.sourceRecordNo());
            if (item.verdict() == Verdict.REJECTED) {
                rows.entry(item, Outcome.REJECTED, before, null);
            } else if (before == null) {
                var opened = new PeerLedger.Known(numbers.remove(), seal.keyed(item.content()), version(item), 1);
                known.put(item.sourceRecordNo(), opened);
                open(rows, item, opened, isTold(item, told));
            } else {
                known.put(item.sourceRecordNo(), again(rows, item, seal.keyed(item.content()), before));
            }
        }
    }

    private static boolean isTold(Inspected item, Set<Matter> told) {
        var matter = item.matter();
        return matter != null && told.stream().anyMatch(matter::sameAs);
    }

    private static void open(PeerRows rows, Inspected item, PeerLedger.Known opened, boolean told) {
        boolean parked = item.verdict() == Verdict.PARKED;
        boolean inForce = !parked && !told;
        rows.record(item, opened, parked ? 2 : told ? 3 : 1, inForce && item.standing() == Standing.CONFIRMED);
        rows.revision(item, opened);
        if (inForce) {
            due(rows, item, opened, DueKind.NEW);
        }
        rows.entry(item, parked ? Outcome.PARKED : told ? Outcome.DUPLICATE : Outcome.ACCEPTED, opened, 1);
    }

    private static PeerLedger.Known again(PeerRows rows, Inspected item, UUID content, PeerLedger.Known before) {
        if (content.equals(before.content())) {
            rows.entry(item, Outcome.DUPLICATE, before, null);
            return before;
        }
        int age = Long.compare(version(item), before.version());
        if (age <= 0) {
            rows.entry(item, age < 0 ? Outcome.STALE : Outcome.CONFLICT, before, null);
            return before;
        }
        var newer = new PeerLedger.Known(before.id(), content, version(item), before.revision() + 1);
        rows.update(newer, item.standing() == Standing.CONFIRMED);
        rows.revision(item, newer);
        due(rows, item, newer, DueKind.CHANGE);
        rows.entry(item, Outcome.UPDATED, newer, newer.revision());
        return newer;
    }

    private static void due(PeerRows rows, Inspected item, PeerLedger.Known record, DueKind kind) {
        rows.due(Target.PROVINCIAL, item, record, kind);
        if (item.standing() == Standing.CONFIRMED) {
            rows.due(Target.NATIONAL, item, record, kind);
        }
    }

    private static long version(Inspected item) {
        var version = item.version();
        return version == null ? 0 : version;
    }
}
