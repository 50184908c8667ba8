package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of trying files out, as set. */
@Component
class TrialsLimits implements ShownLimits {
    private final TrialsSettings settings;

    TrialsLimits(TrialsSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "trials";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .size("largest", settings.largest().toBytes())
                .count("most-records", settings.mostRecords())
                .time("keep", settings.keep())
                .count("most-kept", settings.mostKept())
                .size("most-bytes", settings.mostBytes().toBytes())
                .count("at-once", settings.atOnce())
                .limits();
    }
}
