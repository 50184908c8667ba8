package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.ReturnMark;
import cn.lvyue.hub.record.Ruling;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers what people decided about records that waited. */
public interface RulingBook {
    /** @param cases how many records it had its effect on */
    record Kept(long number, Instant at, String author, Ruling ruling, String reason, int cases) {}

    /** @param revision the revision that was made of it; null when none was */
    record KeptCase(
            ReturnMark mark,
            String sourceRecordNo,
            Outcome outcome,
            @Nullable RecordId recordId,
            @Nullable Integer revision) {}

    /** Newest first. @param before numbers below; @param limit 1 to 200 */
    List<Kept> rulings(long before, int limit);

    Optional<Kept> ruling(long number);

    /** All cases of a ruling, in order of message and row. */
    List<KeptCase> cases(long number);
}
