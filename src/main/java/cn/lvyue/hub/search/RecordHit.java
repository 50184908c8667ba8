package cn.lvyue.hub.search;

import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A source record that was found.
 *
 * @param row in its message; 0 stands for a message that could not be read, or not to its end
 * @param outcome none for row 0
 * @param recordId the complaint it belongs to
 * @param revision the revision it made when it came
 * @param findings codes
 * @param excerpt where the searched words stand, folded and without numbers of persons; none if no words were searched
 */
public record RecordHit(
        long messageId,
        int row,
        String place,
        String feed,
        String channel,
        Instant receivedAt,
        String sourceRecordNo,
        @Nullable Outcome outcome,
        @Nullable RecordId recordId,
        @Nullable Integer revision,
        Set<String> findings,
        @Nullable String excerpt) {}
