package cn.lvyue.hub.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class SandboxPlatformsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private static final Map<String, Object> FIELDS = Map.of(
            "hub.sandbox.source-record-no", "TS_LYBH",
            "hub.sandbox.complaint-no", "TS_BH",
            "hub.sandbox.revision", "CS_BBH",
            "hub.sandbox.data-state", "CS_SJZT",
            "hub.sandbox.confirmed", "TS_RDJG=1,TS_BLZT=80|81|82|90|91|92",
            "hub.sandbox.identification", "TS_BH,TS_LYBH,CS_BBH,CS_SJZT");

    private final AnnotationConfigApplicationContext context = started(Map.of());

    @BeforeEach
    void empty() {
        JdbcClient.create(TestDatabase.dataSource())
                .sql("truncate sandbox.package, sandbox.record restart identity")
                .update();
    }

    @AfterEach
    void close() {
        context.close();
    }

    private static AnnotationConfigApplicationContext started(Map<String, Object> settings) {
        var context = new QuickContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.getEnvironment().getPropertySources().addLast(new MapPropertySource("fields", FIELDS));
        context.registerBean(Clock.class, Clock::systemUTC);
        context.registerBean(JdbcClient.class, () -> JdbcClient.create(TestDatabase.dataSource()));
        context.registerBean(
                TransactionTemplate.class,
                () -> new TransactionTemplate(new DataSourceTransactionManager(TestDatabase.dataSource())));
        context.register(SandboxConfiguration.class);
        context.refresh();
        return context;
    }

    @Test
    void answersOnLoopbackOnly() {
        assertThat(platforms().base(Target.NATIONAL).getHost()).isEqualTo("127.0.0.1");
    }

    @Test
    void refusesACallWithoutARightSignature() throws Exception {
        var base = platforms().base(Target.PROVINCIAL);
        var request = HttpRequest.newBuilder(URI.create(base + "/packages")).POST(BodyPublishers.ofString("{}"));
        var response = http.send(request.build(), BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(response.body()).contains("S101");
    }

    @Test
    void tellsWhatIsNoPackage() throws Exception {
        assertThat(post("this is no JSON")).contains("F101");
        assertThat(post("{}")).contains("F106");
        assertThat(post(body(UUID.randomUUID(), 2, digest("[]")))).contains("F110");
        assertThat(post(body(UUID.randomUUID(), 0, digest("[ ]")))).contains("F111");
    }

    @Test
    void answersASecondPostOfAPackageWithTheFirstReceipt() throws Exception {
        var id = UUID.randomUUID();
        var first = post(body(id, 0, digest("[]")));
        var second = post(body(id, 0, digest("[]")));
        assertThat(first).contains("\"code\":\"0\"");
        assertThat(second).contains("D101");
        var receiptNo = "\"receiptNo\":\"R" + id.toString().substring(0, 8);
        assertThat(first).contains(receiptNo);
        assertThat(second).contains(receiptNo);
    }

    @Test
    void isNotThereWhenBothPlatformsAreConfigured() {
        try (var one = started(Map.of("hub.targets.provincial.url", "https://a.example"));
                var both = started(Map.of(
                        "hub.targets.provincial.url", "https://a.example",
                        "hub.targets.national.url", "https://b.example"))) {
            assertThat(one.getBeanNamesForType(SandboxPlatforms.class)).hasSize(1);
            assertThat(both.getBeanNamesForType(SandboxPlatforms.class)).isEmpty();
        }
    }

    private SandboxPlatforms platforms() {
        return context.getBean(SandboxPlatforms.class);
    }

    private static String digest(String records) {
        byte[] bytes = records.getBytes(StandardCharsets.UTF_8);
        return Sm3.hex(bytes, 0, bytes.length);
    }

    private static String body(UUID id, int records, String digest) {
        return """
                {"envelope":{"packageId":"%s","records":%d,"added":0,"changed":0,"removed":0,"zeroReport":true,\
                "digest":"%s"},"records":[]}""".formatted(id, records, digest);
    }

    private String post(String body) throws IOException, InterruptedException {
        var address = platforms().of(Target.PROVINCIAL).orElseThrow();
        var uri = URI.create(address.base() + "/packages");
        var now = Long.toString(Clock.systemUTC().millis());
        var text = String.join("\n", "POST", uri.getRawPath(), now, "n", digest(body));
        var request = HttpRequest.newBuilder(uri)
                .header("X-Hub-Key", address.keyId())
                .header("X-Hub-Timestamp", now)
                .header("X-Hub-Nonce", "n")
                .header("X-Hub-Signature", Sm3.hmac(address.secret(), text.getBytes(StandardCharsets.UTF_8)))
                .POST(BodyPublishers.ofString(body));
        return http.send(request.build(), BodyHandlers.ofString()).body();
    }
}
