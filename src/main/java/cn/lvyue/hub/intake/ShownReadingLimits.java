package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.ShownLimits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of reading among those that are shown to senders, each with what it bounds. */
@Component
class ShownReadingLimits implements ShownLimits {
    private static final String PREFIX = "hub.intake.";

    private final ReadingLimits limits;

    ShownReadingLimits(ReadingLimits limits) {
        this.limits = limits;
    }

    @Override
    public String group() {
        return "intake";
    }

    @Override
    public Map<String, Limit> limits() {
        var shown = new LinkedHashMap<String, Limit>();
        for (var limit : limits.limits()) {
            shown.put(
                    limit.setting().substring(PREFIX.length()),
                    new Limit.Explained(limit.value(), limit.zh(), limit.en(), limit.code()));
        }
        return shown;
    }
}
