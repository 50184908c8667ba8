package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Outcome;
import java.util.List;

/** Tells what would become of records if they came now. Nothing of them is kept, and nobody has to wait for it. */
public interface Forecast {
    /**
     * What would become of one record.
     *
     * @param findings what inspection found, and what the decision adds (D001 to D004)
     */
    record Foretold(int row, Outcome outcome, List<Finding> findings) {}

    /** The records of one message, chunk by chunk, in order: what came earlier in it is known to what comes later. */
    interface OfMessage {
        List<Foretold> next(List<Inspected> records);
    }

    OfMessage begin(FeedId feed);
}
