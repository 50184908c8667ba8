package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ShownLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of reading, as set. */
@Component
class ReadingLimits implements ShownLimits {
    private final IntakeSettings settings;

    ReadingLimits(IntakeSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "intake";
    }

    @Override
    public Map<String, Object> limits() {
        var limits = new LinkedHashMap<String, Object>();
        limits.put("max-expanded", settings.maxExpanded().toBytes());
        limits.put("max-ratio", settings.maxRatio());
        limits.put("max-entries", settings.maxEntries());
        limits.put("max-records", settings.maxRecords());
        limits.put("max-columns", settings.maxColumns());
        limits.put("max-cell", settings.maxCell());
        limits.put("max-record", settings.maxRecord());
        limits.put("max-depth", settings.maxDepth());
        limits.put("max-time", settings.maxTime().toSeconds());
        return limits;
    }
}
