package cn.lvyue.hub.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People are made known, get a password and a role, log in with a second factor, and are kept out of what is not theirs. */
class PeopleBrowserIT {
    private static final String CHOSEN = "Chosen-Words-2026";

    @RegisterExtension
    static final Desk desk = Desk.withSamples("people");

    @Test
    void aNewPersonChangesTheDrawnPasswordAndSeesOnlyWhatIsHis() {
        desk.login();
        var drawn = newPerson("wang.fang", "王芳", "查阅人");
        desk.isWhole();

        desk.nextPerson();
        desk.login("wang.fang", drawn);
        desk.isAt("修改口令");
        change(drawn);
        desk.login("wang.fang", CHOSEN);
        desk.isAt("运行总览");
        assertThat(desk.page().locator("nav.side").innerText())
                .contains("交换", "设置与限制")
                .doesNotContain("用户与角色", "审计", "会话");
        desk.open("/audit");
        desk.sees("您没有查看此页的权限");
        desk.isAccessible();
        desk.open("/users");
        desk.sees("您没有查看此页的权限");
        desk.open("/account");
        desk.isWhole();

        desk.person(0);
        desk.open("/users/wang.fang");
        desk.press("收回");
        desk.sees("已办理");
        desk.person(1);
        desk.open("/exchanges");
        assertThat(desk.page().url())
                .as("his rights changed: his session is over")
                .contains("/login");
    }

    @Test
    void wrongPasswordsLockTheAccount() {
        desk.login();
        var drawn = newPerson("zhao.lei", "赵磊", "操作员");
        desk.nextPerson();
        for (int n = 0; n < 5; n++) {
            desk.login("zhao.lei", "wrong-" + n);
            desk.sees("用户名或口令不对");
        }
        desk.login("zhao.lei", drawn);
        desk.sees("用户名或口令不对，或已锁定");
        desk.isAccessible();

        desk.person(0);
        desk.open("/users/zhao.lei?lang=en");
        desk.sees("locked until");
        desk.isWhole();
    }

    @Test
    void aSecondFactorIsSetUpAndAskedForAndACodeOpensOnce() {
        desk.login();
        var drawn = newPerson("sun.li", "孙丽", "审计管理员");
        desk.nextPerson();
        desk.login("sun.li", drawn);
        change(drawn);
        desk.login("sun.li", CHOSEN);
        desk.page().locator("a.person").click();
        desk.page().locator("main a[href='/second-factor']").click();
        desk.press("开始设置");
        var secret = desk.page().locator("#secret").innerText().replace(" ", "");
        desk.isWhole();
        assertThat(desk.page().evaluate("document.querySelector('.qr').naturalWidth > 0"))
                .isEqualTo(true);
        give("000000");
        desk.press("确认并启用");
        desk.sees("动态码不对");
        var used = code(secret);
        give(used);
        desk.press("确认并启用");
        desk.isAt("恢复码");
        desk.isWhole();
        var recovery = desk.page().locator(".recovery li").first().innerText();
        desk.page().locator("#next").click();
        desk.isAt("我的账号");
        desk.press("退出");

        desk.login("sun.li", CHOSEN);
        desk.isAt("动态码");
        desk.isAccessible();
        desk.open("/audit");
        desk.isAt("动态码");
        give(used);
        desk.press("继续");
        desk.sees("动态码不对、已用过");
        give(Awaitility.await("the next code")
                .atMost(Duration.ofSeconds(65))
                .until(() -> code(secret), next -> !next.equals(used)));
        desk.press("继续");
        desk.isAt("审计");
        desk.isWhole();
        desk.press("退出");
        desk.login("sun.li", CHOSEN);
        give(recovery);
        desk.press("继续");
        desk.isAt("运行总览");
    }

    @Test
    void thePagesAboutPeopleAndTheHubAreWholeInBothLanguages() {
        desk.login();
        for (var language : new String[] {"zh", "en"}) {
            for (var path : new String[] {
                "/users",
                "/roles",
                "/sessions",
                "/audit",
                "/settings",
                "/about",
                "/account",
                "/second-factor",
                "/administrators"
            }) {
                desk.open(path + "?lang=" + language);
                desk.isWhole();
            }
            desk.open("/settings?lang=" + language);
            assertThat(desk.page().locator("td.bounds").allInnerTexts())
                    .as("what every limit bounds")
                    .hasSizeGreaterThan(80)
                    .allSatisfy(words -> assertThat(words).isNotBlank());
        }
        desk.open("/audit?action=login");
        desk.sees("log in", "login", "way", "Password");
        assertThat(desk.page()
                        .getByRole(AriaRole.LINK)
                        .filter(new Locator.FilterOptions().setHasText("Export as CSV"))
                        .getAttribute("href"))
                .isEqualTo("/audit/export?action=login");
    }

    /** By the first administrator of a trial, who may do everything. */
    private static String newPerson(String name, String shown, String role) {
        desk.menu("用户与角色");
        desk.page().locator("input[name=name]").fill(name);
        desk.page().locator("input[name=shown]").fill(shown);
        desk.press("新建用户");
        desk.isAt("用户 " + name);
        desk.press("签发口令");
        var drawn = desk.page().locator("#drawn").innerText();
        desk.page().locator("select[name=role]").selectOption(new SelectOption().setLabel(role));
        desk.press("授予角色");
        desk.sees("已办理", role);
        return drawn;
    }

    private static void change(String old) {
        desk.page().locator("input[name=old]").fill(old);
        desk.page().locator("input[name=wanted]").fill(CHOSEN);
        desk.page().locator("input[name=again]").fill(CHOSEN);
        desk.press("修改");
        desk.sees("口令已修改");
    }

    private static void give(String code) {
        desk.page().locator("input[name=code]").first().fill(code);
    }

    /** As an authenticator on a phone reckons it. */
    private static String code(String secret) {
        try {
            var mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(bytes(secret), "HmacSHA1"));
            var hash = mac.doFinal(ByteBuffer.allocate(8)
                    .putLong(Instant.now().getEpochSecond() / 30)
                    .array());
            int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & 0x7fffffff;
            return "%06d".formatted(number % 1_000_000);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String base32) {
        var bits = base32.chars()
                .map("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"::indexOf)
                .mapToObj(five -> Integer.toBinaryString(32 + five).substring(1))
                .collect(Collectors.joining());
        var bytes = new byte[bits.length() / 8];
        for (int n = 0; n < bytes.length; n++) {
            bytes[n] = (byte) Integer.parseInt(bits.substring(n * 8, n * 8 + 8), 2);
        }
        return bytes;
    }
}
