package cn.lvyue.hub.security;

import cn.lvyue.hub.record.Limit;
import cn.lvyue.hub.record.LimitTable;
import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.ShownLimits;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How people log in, as set. */
@Component
class LoginLimits implements ShownLimits {
    private final LoginSettings login;
    private final DutiesSettings duties;
    private final boolean trial;

    LoginLimits(LoginSettings login, DutiesSettings duties, ObjectProvider<LocalSecrets> local) {
        this.login = login;
        this.duties = duties;
        this.trial = local.getIfAvailable() != null;
    }

    @Override
    public String group() {
        return "login";
    }

    @Override
    public Map<String, Limit> limits() {
        return new LimitTable()
                .count("shortest", login.shortest())
                .time("life", login.life())
                .count("failures", login.failures())
                .time("lock", login.lock())
                .time("session", login.session())
                .count("sessions", login.sessions())
                .time("drawn", login.drawn())
                .word("totp", login.totp(trial).name().toLowerCase(Locale.ROOT))
                .time("token-life", duties.tokenLife())
                .time("longest-token-life", duties.longestTokenLife())
                .limits();
    }
}
