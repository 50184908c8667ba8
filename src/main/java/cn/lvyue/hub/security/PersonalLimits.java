package cn.lvyue.hub.security;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Map;
import org.springframework.stereotype.Component;

/** The limits of looks at personal data, as set. */
@Component
class PersonalLimits implements ShownLimits {
    private final PersonalSettings settings;

    PersonalLimits(PersonalSettings settings) {
        this.settings = settings;
    }

    @Override
    public String group() {
        return "personal";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable().time("grant", settings.grant()).limits();
    }
}
