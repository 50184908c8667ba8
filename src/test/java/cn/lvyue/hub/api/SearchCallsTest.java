package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How searches are asked for and answered; what they find is tested beside them. */
class SearchCallsTest extends ApiContract {
    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void anEmptyArchiveIsSearchedToItsEnd() throws Exception {
        for (var path :
                new String[] {"records?q=%E9%80%80%E6%AC%BE", "messages?state=failed&limit=10", "records", "messages"
                }) {
            var answer = api.get("/api/v1/archive/" + path);

            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.json().path("state").asString()).isEqualTo("FOUND");
            assertThat(answer.json().path("items")).isEmpty();
            assertThat(answer.json().path("next").isNull()).isTrue();
            assertThat(answer.json().path("index").path("waiting").asInt(-1)).isZero();
        }
    }

    @Test
    void whatCannotBeSearchedIsAProblemWithItsOwnCode() throws Exception {
        refused("records?q=%25", "A160");
        refused("records?org=a", "A160");
        refused("messages?q=" + "a".repeat(1_000), "A161");
        refused("records?from=2026-02-30", "A162");
        refused("records?after=x", "A163");
        refused("messages?outcome=lost", "T111");
        refused("records?keyword=abc", "T111");
    }

    @Test
    void aNameThatNothingHasIsNamedRatherThanNothingFound() throws Exception {
        refused("records?feed=moon", "T111");
        refused("messages?finding=V999", "T111");

        assertThat(api.get("/api/v1/archive/messages?finding=V999").json().toString())
                .contains("'V999'", "校验代码表", "catalogue of findings");
        assertThat(api.get("/api/v1/archive/records?feed=moon").json().toString())
                .contains("'moon'", "下列来源之一", "one of the feeds");
    }

    private void refused(String path, String code) throws Exception {
        var answer = api.get("/api/v1/archive/" + path);
        assertThat(answer.status()).as(path).isEqualTo(400);
        assertThat(answer.json().path("code").asString()).as(path).isEqualTo(code);
        assertThat(answer.json().path("remedy").asString()).contains(" / ");
    }

    @Test
    void theIndexIsToldOfAndBuiltAnew() throws Exception {
        assertThat(api.get("/api/v1/archive/index").json().path("records").asInt(-1))
                .isZero();
        assertThat(api.post("/api/v1/archive/index/rebuild", "").status()).isEqualTo(202);
        assertThat(api.post("/api/v1/archive/index/rebuild?month=202613", "").status())
                .isEqualTo(400);
    }
}
