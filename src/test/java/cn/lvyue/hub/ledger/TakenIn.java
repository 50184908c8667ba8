package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.ReadEnd;
import java.time.Clock;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Puts messages through the real ledger for tests of what follows it. */
public final class TakenIn {
    private final LedgerStep ledger;
    private final Clock clock;
    private long messages;

    public TakenIn(ApplicationContext hub) {
        this.ledger = hub.getBean(LedgerStep.class);
        this.clock = hub.getBean(Clock.class);
    }

    /** An archived message, chunk by chunk as it was read. */
    public void message(Message message, String mapping, String pack, Iterable<Chunk<Inspected>> chunks) {
        ledger.begin(message, mapping, pack);
        chunks.forEach(ledger::write);
    }

    /** One message with these records, archived now and done. */
    public void message(FeedId feed, List<Inspected> records) {
        settle(new Message(++messages, feed, Channel.HTTP, clock.instant(), null, null, 1, "00"), records);
    }

    /** An archived message with these records, done. */
    public void settle(Message message, List<Inspected> records) {
        ledger.begin(message, "m", "p");
        ledger.write(new Chunk<>(message, 1, records, new ReadEnd(records.size(), List.of())));
    }
}
