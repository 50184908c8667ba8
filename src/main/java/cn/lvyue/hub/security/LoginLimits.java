package cn.lvyue.hub.security;

import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.ShownLimits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How people log in, as set; times in seconds. */
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
    public Map<String, Object> limits() {
        var limits = new LinkedHashMap<String, Object>();
        limits.put("shortest", login.shortest());
        limits.put("life", login.life().toSeconds());
        limits.put("failures", login.failures());
        limits.put("lock", login.lock().toSeconds());
        limits.put("session", login.session().toSeconds());
        limits.put("sessions", login.sessions());
        limits.put("drawn", login.drawn().toSeconds());
        limits.put("totp", login.totp(trial).name().toLowerCase(Locale.ROOT));
        limits.put("token-life", duties.tokenLife().toSeconds());
        limits.put("longest-token-life", duties.longestTokenLife().toSeconds());
        return limits;
    }
}
