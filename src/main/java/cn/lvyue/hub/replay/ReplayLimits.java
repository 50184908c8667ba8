package cn.lvyue.hub.replay;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of replays, as set. */
@Component
class ReplayLimits implements ShownLimits {
    private final ReplaySettings settings;

    ReplayLimits(ReplaySettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "replay";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("rate", settings.rate())
                .count("max-failure-rate", settings.maxFailureRate())
                .count("failure-sample", settings.failureSample())
                .count("approve-above", settings.approveAbove())
                .count("messages", settings.messages())
                .size("small", settings.small().toBytes())
                .size("bytes", settings.bytes().toBytes())
                .time("lease", settings.lease())
                .limits();
    }
}
