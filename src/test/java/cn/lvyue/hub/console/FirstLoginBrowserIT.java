package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A new hub has one administrator, whose drawn password opens nothing but the page where it is changed. */
class FirstLoginBrowserIT {
    private static final Pattern DRAWN = Pattern.compile("first login:\\s+(\\S+)");

    @RegisterExtension
    static final Desk desk = Desk.empty("first-login").with("hub.login.admin-password", "");

    @Test
    void theDrawnPasswordHasToBeChangedFirst() throws IOException {
        var drawn = DRAWN.matcher(desk.log());
        assertThat(drawn.find()).isTrue();

        desk.login("admin", "wrong-password");
        desk.sees("用户名或口令不对");
        desk.isAccessible();
        desk.login("admin", drawn.group(1));
        desk.isAt("修改口令");
        desk.open("/exchanges");
        desk.isAt("修改口令");
        desk.isWhole();

        change(drawn.group(1), "admin12345");
        desk.sees("新口令不符合要求");
        change(drawn.group(1), Desk.PASSWORD);
        assertThat(desk.page().url()).contains("/login");
        desk.login();
        desk.isAt("运行总览");

        desk.press("退出");
        desk.open("/exchanges");
        assertThat(desk.page().url()).contains("/login");
    }

    private static void change(String old, String wanted) {
        desk.page().locator("input[name=old]").fill(old);
        desk.page().locator("input[name=wanted]").fill(wanted);
        desk.page().locator("input[name=again]").fill(wanted);
        desk.press("修改");
    }
}
