package cn.lvyue.hub.api;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.OffsetDateTime;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One server for all tests of signed requests. */
@SpringBootTest(
        classes = SignedServer.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.config.location=optional:classpath:/no-settings.yaml",
            "spring.mvc.problemdetails.enabled=true",
            "spring.servlet.multipart.enabled=false",
            "server.tomcat.max-swallow-size=64MB",
            "hub.admin-token=" + SignedContract.TOKEN,
            "hub.personal.purpose-required=true",
            "hub.archive.spool=" + SignedContract.SPOOL + "${PID}",
            "hub.archive.elsewhere=target/signed-elsewhere-${PID}",
            "hub.archive.in-memory=16KB",
            "hub.sources.default.clock-window=5m",
            "hub.sources.hotline-12345.max-body=64KB",
            "hub.sources.inspection-petition.requests-per-minute=60",
            "hub.sources.inspection-petition.burst=3",
            "hub.sources.sme-arrears.allow-from=10.0.0.0/8,2001:db8::/32",
            "hub.sources.contract-performance.allow-from=127.0.0.0/8",
            "hub.sources.contract-performance.same-body-once=false"
        })
class SignedContract {
    static final String TOKEN = "the-admin-token-of-these-tests";
    /** Of one test JVM, whose process number follows. */
    static final String SPOOL = "target/signed-spool-";

    static final String POST = "/api/v1/feeds/credit-site/messages";

    @LocalServerPort
    int port;

    @Autowired
    MovableClock clock;

    final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    ApiCall api;
    SourceSecret key;

    @BeforeEach
    void startWithOneKey() throws Exception {
        TestDatabase.reset();
        clock.advance(Duration.ofHours(1)); // whatever was used up before is refilled
        closeGrants();
        api = new ApiCall(port);
        key = issue("credit-site", "HMAC-SM3");
    }

    /** The book of looks cannot be emptied: what other servers of this process were granted is to be over. */
    private void closeGrants() {
        var until = jdbc.sql("select coalesce(max(until), 'epoch') from security.look")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
        if (until.isAfter(clock.instant())) {
            clock.advance(Duration.between(clock.instant(), until).plusHours(1));
        }
    }

    SourceSecret issue(String feed, String algorithm) throws Exception {
        return secret(admin("POST", "/api/v1/feeds/" + feed + "/keys?algorithm=" + algorithm));
    }

    static SourceSecret secret(Answer answer) {
        var json = answer.json();
        return new SourceSecret(
                json.path("keyId").asString(),
                json.path("algorithm").asString(),
                json.path("secret").asString());
    }

    Answer admin(String method, String path) throws Exception {
        return api.send(method, path, BodyPublishers.noBody(), "Authorization", "Bearer " + TOKEN);
    }

    static String code(Answer answer) {
        return answer.status() + " " + answer.json().path("code").asString("");
    }

    long archived() {
        return jdbc.sql("select count(*) from archive.message")
                .query(Long.class)
                .single();
    }
}
