package cn.lvyue.hub.plumbing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.standard.FindingCatalog;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.ProducerTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.quartz.Scheduler;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.TypeExcludeFilter;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The embedded servers, Camel, Quartz and the door together, with stand-ins for the hub's own steps. */
@SpringBootTest(
        classes = PlumbedHubTest.Plumbed.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"hub.routes=src/test/resources/plumbing/routes", "hub.postgres.shared-buffers=64MB"})
@DirtiesContext
@ExtendWith(OutputCaptureExtension.class)
class PlumbedHubTest {
    private static final String TOKEN = "a-preset-token-for-this-test";

    @DynamicPropertySource
    static void home(DynamicPropertyRegistry properties) {
        var home = Path.of("target/plumbed-hub-test-" + ProcessHandle.current().pid());
        properties.add("hub.home", home::toString);
        properties.add("hub.admin-token", () -> TOKEN);
    }

    @LocalServerPort
    private int port;

    @Autowired
    private StandIn standIn;

    @Autowired
    private Reception reception;

    @Autowired
    private ProducerTemplate template;

    @Autowired
    private Scheduler scheduler;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Clock clock;

    @Test
    void readinessIsOpenToEverybodyAndUpOnceTheRoutesRun() throws Exception {
        var answer = get("/actuator/health/readiness", null);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("UP").doesNotContain("routes");
    }

    @Test
    void metersAreForTheAdminAndTheMonitorsThatAreNamed() throws Exception {
        assertThat(get("/actuator/prometheus", null).statusCode()).isEqualTo(401);

        var answer = get("/actuator/prometheus", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void healthShowsItsPartsToTheAdminOnly() throws Exception {
        assertThat(get("/actuator/health", null).body()).doesNotContain("components");
        assertThat(get("/actuator/health", TOKEN).body()).contains("components", "\"db\"");
    }

    @Test
    void theApiIsShutWithoutAToken() throws Exception {
        var answer = get("/api/v1/hello", null);

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.body()).contains("\"code\":\"S104\"", "未通过身份验证 / Not authenticated", "/api/v1/hello");
    }

    @Test
    void aWrongTokenIsNoBetterThanNone() throws Exception {
        assertThat(get("/api/v1/hello", TOKEN + "x").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/hello", "").statusCode()).isEqualTo(401);
        assertThat(get("/api/v1/openapi-like", "wrong").statusCode()).isEqualTo(401);
    }

    @Test
    void theRightTokenOpensTheApiAndNothingElse() throws Exception {
        var answer = get("/api/v1/hello", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("hello");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(get("/elsewhere", TOKEN).statusCode()).isEqualTo(401);
        assertThat(get("/elsewhere", null).statusCode()).isEqualTo(401);
        assertThat(get("/actuator/env", TOKEN).statusCode()).isEqualTo(404);
    }

    @Test
    void aFailingCallIsAnErrorAndNotARefusal() throws Exception {
        var answer = get("/api/v1/broken", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret detail");
    }

    @Test
    void thePresetTokenIsStoredAsADigestAndNeverPrinted(CapturedOutput output) {
        var stored = jdbc.sql("select encode(digest, 'hex') from security.token where revoked_at is null")
                .query(String.class)
                .list();

        assertThat(stored).hasSize(1);
        assertThat(output.getAll()).doesNotContain(TOKEN).doesNotContain("管理令牌");
    }

    @Test
    void receptionGivesTheRoutesAnswerAndItsUnwrappedRefusal() {
        assertThat(reception.receive(arrival("small")).filename()).isEqualTo("small");
        assertThatThrownBy(() -> reception.receive(arrival("large")))
                .isInstanceOf(BodyTooLarge.class)
                .hasMessageContaining("10 bytes");
    }

    @Test
    void chunksArePreparedAheadAndUsedInOrder() {
        template.sendBody("jms:queue:plumbed.work", "1000");

        await().atMost(20, SECONDS).until(() -> standIn.used.size() >= 1_000);
        assertThat(standIn.used)
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 1_000)
                        .mapToObj(number -> "p1-" + number)
                        .toList());
    }

    @Test
    void schedulesFireFromTheDatabaseInTheRightZone() throws Exception {
        await().atMost(20, SECONDS).until(() -> standIn.ticks.get() > 1);

        assertThat(scheduler.getMetaData().isJobStoreClustered()).isTrue();
        assertThat(jdbc.sql("select count(*) from quartz.qrtz_cron_triggers")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(clock.getZone().getId()).isEqualTo("Asia/Shanghai");
    }

    private static Arrival arrival(String name) {
        return new Arrival(new FeedId("a"), Channel.HTTP, name, null, null, InputStream.nullInputStream());
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The hub without its steps. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan(
            basePackages = {"cn.lvyue.hub.plumbing", "cn.lvyue.hub.security"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.CUSTOM, classes = TypeExcludeFilter.class))
    @Import(TestVault.Beans.class)
    static class Plumbed {
        @Bean
        StandIn standIn() {
            return new StandIn();
        }

        @Bean
        Pauses pauses() {
            return Pauses.NONE;
        }

        /** Nobody is told. */
        @Bean
        Alarms alarms() {
            return new Alarms() {
                @Override
                public void raise(Alarm alarm) {
                    throw new AssertionError(alarm.en());
                }

                @Override
                public void clear(String code, String subject) {
                    assertThat(code).isNotBlank();
                }
            };
        }

        @Bean
        FindingCatalog catalog() {
            return FindingCatalog.load();
        }

        @Bean
        Hello hello() {
            return new Hello();
        }
    }

    @RestController
    static class Hello {
        @GetMapping("/api/v1/hello")
        String hello() {
            return "hello";
        }

        @GetMapping("/api/v1/broken")
        String broken() {
            throw new IllegalStateException("secret detail");
        }
    }

    /** What the routes under test call. */
    static class StandIn {
        final Queue<Object> used = new ConcurrentLinkedQueue<>();
        final AtomicInteger ticks = new AtomicInteger();

        public Message keep(Arrival arrival) {
            if ("large".equals(arrival.filename())) {
                throw new BodyTooLarge(10);
            }
            return new Message(
                    1, arrival.feed(), arrival.channel(), Instant.EPOCH, arrival.filename(), null, 0, "0".repeat(64));
        }

        public Iterator<Integer> source(int count) {
            return IntStream.rangeClosed(1, count).iterator();
        }

        public List<Object> prepare(Integer number, String pack) {
            return List.of(pack, number);
        }

        public void use(List<Object> chunk) {
            used.add(chunk.get(0) + "-" + chunk.get(1));
        }

        public void tick() {
            ticks.incrementAndGet();
        }
    }
}
