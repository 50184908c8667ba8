package cn.lvyue.hub.record;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of one source record that was done again, or, in a plan, what would become of it.
 *
 * @param recordId the complaint it belongs to; null where there is none, and for one that a plan would open
 * @param revision the revision it makes; null when it makes none
 * @param confirmed whether the complaint stands as a confirmed breach, before or after
 */
public record Replayed(
        long messageId,
        int row,
        String sourceRecordNo,
        ReplayEffect effect,
        Outcome outcome,
        @Nullable RecordId recordId,
        @Nullable Integer revision,
        boolean confirmed,
        List<Finding> findings) {
    public Replayed {
        findings = List.copyOf(findings);
    }
}
