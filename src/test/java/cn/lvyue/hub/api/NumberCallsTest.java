package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How records are asked for by a number; what is found is tested beside it. */
class NumberCallsTest extends SignedContract {
    private static final String PATH = "/api/v1/archive/numbers";
    private static final String NUMBER = "13800009907";

    @Test
    void aSearchNeedsAPurposeAndAReferenceAndIsWrittenDownWithoutTheNumber() throws Exception {
        var unsaid = post("{\"number\": \"" + NUMBER + "\"}");
        var said = post("{\"number\": \"" + NUMBER + "\", \"purpose\": \"AUDIT\", \"reference\": \"2026-7\"}");

        assertThat(unsaid.status() + unsaid.json().path("code").asString()).isEqualTo("403S200");
        assertThat(said.status()).isEqualTo(200);
        assertThat(said.json().path("items")).isEmpty();
        assertThat(said.json().path("next").isNull()).isTrue();
        assertThat(looks()).containsExactly("AUDIT 2026-7", "missing: purpose, reference");
        for (var table : new String[] {"security.look", "security.audit"}) {
            assertThat(jdbc.sql("select count(*) from %s t where t::text like ?".formatted(table))
                            .param("%" + NUMBER + "%")
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }

    @Test
    void whatIsNoNumberIsRefusedWithoutBeingRepeated() throws Exception {
        var refused = post("{\"number\": \"secret-name\", \"purpose\": \"AUDIT\", \"reference\": \"2026-7\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().toString()).doesNotContain("secret-name");
    }

    @Test
    void progressIsToldAndAKeyIsNotRenewedBeforeTheDigestsAreThere() throws Exception {
        jdbc.sql("truncate personal.keying").update();

        assertThat(admin("GET", PATH).json().path("done").asBoolean(true)).isFalse();
        assertThat(admin("POST", PATH + "/renewal").status()).isEqualTo(409);
    }

    private Answer post(String body) throws Exception {
        return api.send(
                "POST",
                PATH,
                BodyPublishers.ofString(body),
                "Authorization",
                "Bearer " + TOKEN,
                "Content-Type",
                "application/json");
    }

    private List<String> looks() {
        return jdbc.sql("select concat_ws(' ', purpose, reference, refused) from security.look where kind = 'NUMBER'"
                        + " order by id desc limit 2")
                .query(String.class)
                .list();
    }
}
