package cn.lvyue.hub.replay;

import cn.lvyue.hub.replay.Replays.Mode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A replay as its table has it. @param answeredAt when it was seen that no platform owes an answer any more */
record Job(
        long id,
        Mode mode,
        JobState state,
        @Nullable String changes,
        String reason,
        String author,
        boolean dry,
        int rate,
        double maxFailureRate,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable Instant answeredAt,
        boolean needsApproval,
        @Nullable String approvedBy,
        @Nullable String summary,
        @Nullable String note) {}
