package cn.lvyue.hub.retention;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of destruction, as set. */
@Component
class RetentionLimits implements ShownLimits {
    private final RetentionSettings settings;

    RetentionLimits(RetentionSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "retention";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("batch", settings.batch())
                .count("batches-at-once", settings.batchesAtOnce())
                .word("grace", settings.grace().toString())
                .time("stuck-after", settings.stuckAfter())
                .limits();
    }
}
