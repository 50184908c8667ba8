package cn.lvyue.hub.ledger;

import cn.lvyue.hub.record.FeedId;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Answers how sources deal with what went back to them (退回补正); days are those of Asia/Shanghai. */
public interface Corrections {

    /**
     * What a feed got back and corrected in a period.
     *
     * @param returned records that went back for the first time
     * @param corrected records that went back once or more and then came in order
     * @param accepted of those, the ones that were new to the hub by then
     * @param medianHours from the first return of the corrected ones to their correction; null if there are none
     */
    record CorrectionSum(
            FeedId feed,
            long returned,
            long corrected,
            long accepted,
            @Nullable Double medianHours) {}

    /** Records of a feed that first went back on a day and have not come again since. */
    record OpenReturns(FeedId feed, LocalDate day, long records) {}

    List<CorrectionSum> sums(LocalDate from, LocalDate to);

    List<OpenReturns> open();
}
