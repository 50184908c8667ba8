package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class VerificationCallsTest extends ApiContract {
    private static final String PATH = "/api/v1/archive/verification";

    @Autowired
    private ListedVerifications verifications;

    @Test
    void aCheckIsAskedForAndTold() throws Exception {
        var started = api.post(
                PATH, "{\"from\":\"2023-10-01\",\"pinned\":\"lvyue-day/1\"}", "Content-Type", "application/json");

        assertThat(started.status()).isEqualTo(202);
        assertThat(started.json().path("verificationId").asString()).isEqualTo("7");
        assertThat(verifications.asked).contains("2023-10-01 null lvyue-day/1");
        var told = api.get(PATH + "/7").json();
        assertThat(told.path("faultless").asBoolean()).isFalse();
        assertThat(told.path("items").get(0).path("code").asString()).isEqualTo("A120");
        assertThat(told.path("items").get(0).path("remedy").asString()).contains("备份", "backup");
        assertThat(api.get(PATH + "/8").status()).isEqualTo(404);
    }

    @Test
    void aPersonGetsAPageWithoutScript() throws Exception {
        var page = api.get(PATH + "/7", "Accept", "text/html");

        assertThat(page.header("Content-Type")).startsWith("text/html");
        assertThat(new String(page.http().body(), StandardCharsets.UTF_8))
                .contains("发现 1 处不符", "1 fault(s) found", "message 4 &lt;b&gt;")
                .doesNotContain("<script", "<b>");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }

    @Test
    void whatIsNoRangeIsRefused() throws Exception {
        assertThat(api.post(PATH, "{\"from\":\"2023-10-02\",\"to\":\"2023-10-01\"}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        assertThat(api.get(PATH + "/7?limit=0").status()).isEqualTo(400);
    }

    @Test
    void aBodyThatCannotBeReadIsTheCallersFaultAndNamesMemberAndValue() throws Exception {
        var mistyped = api.post(PATH, "{\"from\":\"yesterday\"}", "Content-Type", "application/json");
        var broken = api.post(PATH, "{", "Content-Type", "application/json");

        assertThat(mistyped.status()).isEqualTo(400);
        assertThat(mistyped.json().path("code").asString()).isEqualTo("T111");
        assertThat(mistyped.json().path("detail").asString())
                .contains("参数 from 的值 'yesterday' 不对，应为日期 yyyy-MM-dd", "parameter from is 'yesterday'");
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.json().path("detail").asString()).startsWith("请求正文不是此接口所要的 JSON");
    }

    @Test
    void daysAreGivenToBeKeptOutside() throws Exception {
        var days = api.get("/api/v1/archive/days").json();

        assertThat(days.path("items").get(0).path("statement").asString()).startsWith("lvyue-day/1");
        assertThat(days.path("next").isNull()).isTrue();
        assertThat(api.get("/api/v1/archive/days/2023-10-15").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/archive/days/2023-10-16").status()).isEqualTo(404);
    }
}
