package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of reconciliation, as set. */
@Component
class ReconciliationLimits implements ShownLimits {
    private final ReconciliationSettings settings;

    ReconciliationLimits(ReconciliationSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "reconciliation";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("at-once", settings.atOnce())
                .count("page", settings.page())
                .count("look-back", settings.lookBack())
                .limits();
    }
}
