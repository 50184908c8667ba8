package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Answers which records went back to their sender, and what came instead (退回补正). */
public interface ReturnedRecords {

    /**
     * How far a message's records that went back are answered, and what it answers itself.
     *
     * @param open records that went back and that nothing newer was sent for
     * @param correctedBy messages that brought records of this one again, oldest first, with how many; at most 100
     * @param corrects messages whose records came again with this one, oldest first, with how many; at most 100
     */
    record Summary(int open, List<Linked> correctedBy, List<Linked> corrects) {}

    record Linked(long messageId, int records) {}

    /** One record of another message. @param outcome what became of the correction */
    record Link(long messageId, int row, Instant at, Outcome outcome) {}

    /** The other ends of one record's links: what it corrects, newest first, and what corrected it. */
    record Links(List<Link> corrects, List<Link> correctedBy) {}

    Summary summary(long messageId);

    /** By row, for the rows of a message in a range that have any, both ends included. */
    Map<Integer, Links> links(long messageId, int firstRow, int lastRow);
}
