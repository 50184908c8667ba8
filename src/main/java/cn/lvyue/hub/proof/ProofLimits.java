package cn.lvyue.hub.proof;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of the log, as set. */
@Component
class ProofLimits implements ShownLimits {
    private final ProofSettings settings;

    ProofLimits(ProofSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "proof";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("batch", settings.batch())
                .count("records", settings.records())
                .count("share", settings.share())
                .time("patience", settings.patience())
                .time("behind", settings.behind())
                .time("grace", settings.grace())
                .time("timestamp.timeout", settings.timestamp().timeout())
                .time("timestamp.warn", settings.timestamp().warn())
                .time("timestamp.critical", settings.timestamp().critical())
                .limits();
    }
}
