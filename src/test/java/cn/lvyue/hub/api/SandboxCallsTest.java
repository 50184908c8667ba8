package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.jdbc.core.simple.JdbcClient;

@SpringBootTest(
        classes = {SignedServer.class, SandboxCallsTest.WithSandbox.class},
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-settings.yaml",
            "spring.mvc.problemdetails.enabled=true",
            "hub.admin-token=" + SignedContract.TOKEN,
            "hub.archive.spool=target/sandbox-calls-spool",
            "hub.sandbox.source-record-no=TS_LYBH",
            "hub.sandbox.complaint-no=TS_BH",
            "hub.sandbox.revision=CS_BBH",
            "hub.sandbox.data-state=CS_SJZT",
            "hub.sandbox.confirmed=TS_RDJG=1",
            "hub.sandbox.identification=TS_BH"
        })
class SandboxCallsTest {
    private static final String SCENARIO = "/api/v1/sandbox/scenario";

    @LocalServerPort
    int port;

    @ComponentScan("cn.lvyue.hub.sandbox")
    static class WithSandbox {}

    @Test
    void anAdministratorSetsAndReadsTheScenarioAndIsAudited() throws Exception {
        var text = "rules: [ { act: slow } ]";
        var set = put(text);
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.json().path("rules").asInt()).isEqualTo(1);
        var playing = new ApiCall(port).get(SCENARIO, "Authorization", "Bearer " + SignedContract.TOKEN);
        assertThat(playing.json().path("scenario").asString()).isEqualTo(text);
        assertThat(audited()).isEqualTo("1 rules");
    }

    @Test
    void whatIsNoScenarioIsRefusedWithItsFault() throws Exception {
        var refused = put("rules: [ { act: explode } ]");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.json().path("code").asString()).isEqualTo("T111");
        assertThat(refused.json().path("detail").asString()).contains("explode");
    }

    @Test
    void nobodyElseMayAsk() throws Exception {
        assertThat(new ApiCall(port).get(SCENARIO).status()).isEqualTo(401);
    }

    private Answer put(String body) throws Exception {
        return new ApiCall(port)
                .send(
                        "PUT",
                        SCENARIO,
                        BodyPublishers.ofString(body),
                        "Authorization",
                        "Bearer " + SignedContract.TOKEN,
                        "Content-Type",
                        "application/yaml");
    }

    private static String audited() {
        return JdbcClient.create(TestDatabase.dataSource())
                .sql("select what from security.audit where action = 'sandbox.scenario' order by id desc limit 1")
                .query(String.class)
                .single();
    }
}
