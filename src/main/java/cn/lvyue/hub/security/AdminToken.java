package cn.lvyue.hub.security;

import java.io.PrintStream;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The administrator's bearer token: the one from the settings, or one the first start draws and shows. It is shown once, on
 * the console and in no log, and known afterwards by its digest only.
 */
final class AdminToken {
    private static final Logger log = LoggerFactory.getLogger(AdminToken.class);
    private static final String NAME = "admin";
    private static final int SHORT = 20;

    private @Nullable String fresh;

    private AdminToken(@Nullable String fresh) {
        this.fresh = fresh;
    }

    /** Makes the token of the settings the valid one; without it, and without an earlier one, draws one. */
    static AdminToken prepare(SecuritySettings settings, TokenStore store, Clock clock) {
        settings.tokens().forEach((name, token) -> store.replace(name, BearerTokens.digest(token), clock.instant()));
        var preset = settings.adminToken();
        if (preset != null) {
            if (preset.length() < SHORT) {
                log.warn("hub.admin-token is shorter than {} characters and may be guessed", SHORT);
            }
            store.replace(NAME, BearerTokens.digest(preset), clock.instant());
            return new AdminToken(null);
        }
        var drawn = BearerTokens.draw();
        boolean first = store.addFirst(NAME, BearerTokens.digest(drawn), clock.instant());
        return new AdminToken(first ? drawn : null);
    }

    /** Shows a token that was drawn by this start, the first time only. */
    synchronized void showOnce(PrintStream console) {
        if (fresh == null) {
            return;
        }
        console.printf("""

                管理令牌（仅显示这一次，请妥善保存；遗失可用环境变量 HUB_ADMIN_TOKEN 重设）
                Admin token, shown this once; keep it safe (if lost, set another by HUB_ADMIN_TOKEN):

                    %s

                """, fresh);
        console.flush();
        fresh = null;
    }
}
