package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.FeedId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An acceptance check of a source (接口自检).
 *
 * @param volume records one message is expected to bring at most
 * @param since what the hub saw from here on counts
 * @param endedAt null while it is under way, as are who ended it, whether it passed and what was found
 * @param report what was found when it ended, JSON
 */
public record AcceptanceCheck(
        long id,
        FeedId feed,
        int volume,
        Instant since,
        Instant startedAt,
        String startedBy,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Boolean passed,
        @Nullable String remark,
        @Nullable String report) {

    public boolean isOpen() {
        return endedAt == null;
    }
}
