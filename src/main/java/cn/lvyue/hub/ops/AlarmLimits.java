package cn.lvyue.hub.ops;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of alarms, as set. */
@Component
class AlarmLimits implements ShownLimits {
    private final OperationSettings settings;

    AlarmLimits(OperationSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "alarms";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable().time("backlog", settings.backlog()).limits();
    }
}
