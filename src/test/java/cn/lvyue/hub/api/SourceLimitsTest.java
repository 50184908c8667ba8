package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;

class SourceLimitsTest extends SignedContract {
    private static final String HOTLINE = "/api/v1/feeds/hotline-12345/messages";
    private static final String PETITION = "/api/v1/feeds/inspection-petition/messages";

    @Test
    void aBodyOverTheSourcesLimitIsRefusedWhetherItsLengthIsDeclaredOrNot() throws Exception {
        var own = issue("hotline-12345", "HMAC-SM3");
        var fits = new byte[64 * 1024];
        var body = new byte[64 * 1024 + 1];

        assertThat(SignedRequest.post(HOTLINE, fits).sign(own, clock).send(api).status())
                .isEqualTo(202);
        var declared = SignedRequest.post(HOTLINE, body).sign(own, clock).send(api);
        var streamed = SignedRequest.post(HOTLINE, body)
                .sign(own, clock)
                .streamed(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))
                .send(api);

        for (var answer : new ApiCall.Answer[] {declared, streamed}) {
            assertThat(code(answer)).isEqualTo("413 F105");
            assertThat(answer.json().path("limit").asLong()).isEqualTo(64 * 1024);
        }
        assertThat(archived()).isEqualTo(1);
    }

    @Test
    void theLimitBitesWhileTheBodyIsStillComing() throws Exception {
        var own = issue("hotline-12345", "HMAC-SM3");
        var timestamp = String.valueOf(clock.millis());
        var head =
                "POST %s HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nX-Hub-Key: %s\r\nX-Hub-Timestamp: %s\r\n"
                                .formatted(HOTLINE, own.keyId(), timestamp)
                        + "X-Hub-Nonce: never-ending-body\r\nX-Hub-Signature: %s\r\n\r\n".formatted("0".repeat(64));
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(20_000);
            var out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            out.write(("11000\r\n" + "x".repeat(0x11000) + "\r\n").getBytes(StandardCharsets.US_ASCII));
            out.flush(); // and the end never comes

            var answer = new byte[12];
            assertThat(socket.getInputStream().readNBytes(answer, 0, 12)).isEqualTo(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 413");
        }
        assertThat(archived()).isZero();
        assertThat(spooled()).isZero();
    }

    @Test
    void aRefusedBodyLeavesNothingInTheSpool() throws Exception {
        SignedRequest.post(POST, "x".repeat(100_000))
                .sign(key, clock)
                .body("y".repeat(100_000))
                .send(api);

        assertThat(spooled()).isZero();
    }

    @Test
    void requestsOverTheRateAreToldWhenToComeAgain() throws Exception {
        var own = issue("inspection-petition", "HMAC-SM3");
        for (int i = 0; i < 3; i++) {
            assertThat(SignedRequest.post(PETITION, "a" + i)
                            .sign(own, clock)
                            .send(api)
                            .status())
                    .isEqualTo(202);
        }
        var refused = SignedRequest.post(PETITION, "b").sign(own, clock).send(api);
        assertThat(code(refused)).isEqualTo("429 T105");
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.json().path("requestsPerMinute").asInt()).isEqualTo(60);
        assertThat(SignedRequest.get("/api/v1/limits")
                        .sign(own, clock)
                        .send(api)
                        .header("Retry-After"))
                .isEqualTo("1");
        assertThat(SignedRequest.post(POST, "x").sign(key, clock).send(api).status())
                .as("another source")
                .isEqualTo(202);

        clock.advance(Duration.ofSeconds(1));
        assertThat(SignedRequest.post(PETITION, "b").sign(own, clock).send(api).status())
                .isEqualTo(202);
        assertThat(code(SignedRequest.post(PETITION, "c").sign(own, clock).send(api)))
                .isEqualTo("429 T105");
    }

    @Test
    void othersCannotUseUpASourcesRateByFailingInItsName() throws Exception {
        var own = issue("inspection-petition", "HMAC-SM3");
        for (int i = 0; i < 10; i++) {
            assertThat(code(SignedRequest.post(PETITION, "a")
                            .sign(own, clock)
                            .body("b")
                            .send(api)))
                    .isEqualTo("401 S101");
        }

        assertThat(SignedRequest.post(PETITION, "a").sign(own, clock).send(api).status())
                .isEqualTo(202);
    }

    @Test
    void whoIsRefusedTooOftenIsTurnedAwayUnreadAndUnauditedForAWhile() throws Exception {
        var guessed = new SourceSecret(key.keyId(), key.algorithm(), "guess");
        for (int i = 0; i < 60; i++) {
            assertThat(code(SignedRequest.post(POST, "x").sign(guessed, clock).send(api)))
                    .isEqualTo("401 S101");
        }
        var audited = audited();
        var turnedAway = SignedRequest.post(POST, "x").sign(guessed, clock).send(api);

        assertThat(code(turnedAway)).isEqualTo("429 T105");
        assertThat(turnedAway.json().path("refusalsPerMinute").asInt()).isEqualTo(60);
        assertThat(audited()).isEqualTo(audited);
        var other = issue("credit-site", "HMAC-SM3");
        assertThat(SignedRequest.post(POST, "x").sign(other, clock).send(api).status())
                .as("another key from the same address")
                .isEqualTo(202);
        clock.advance(Duration.ofSeconds(1));
        assertThat(SignedRequest.post(POST, "x").sign(key, clock).send(api).status())
                .isEqualTo(202);
    }

    @Test
    void aSourceMayCallFromItsAddressesOnly() throws Exception {
        var far = issue("sme-arrears", "HMAC-SM3");
        var near = issue("contract-performance", "HMAC-SM3");

        assertThat(code(SignedRequest.post("/api/v1/feeds/sme-arrears/messages", "x")
                        .sign(far, clock)
                        .send(api)))
                .isEqualTo("403 S105");
        assertThat(code(SignedRequest.get("/api/v1/limits").sign(far, clock).send(api)))
                .isEqualTo("403 S105");
        assertThat(SignedRequest.post("/api/v1/feeds/contract-performance/messages", "x")
                        .sign(near, clock)
                        .send(api)
                        .status())
                .isEqualTo(202);
        assertThat(code(SignedRequest.post("/api/v1/feeds/sme-arrears/messages", "x")
                        .sign(far, clock)
                        .header("X-Forwarded-For", "10.1.2.3")
                        .send(api)))
                .as("a claimed address counts for nothing")
                .isEqualTo("403 S105");
    }

    @Test
    void theAdminSeesAllLimitsAndASourceItsOwn() throws Exception {
        var all = admin("GET", "/api/v1/limits").json();
        var own = issue("contract-performance", "HMAC-SM3");
        var its = SignedRequest.get("/api/v1/limits").sign(own, clock).send(api).json();

        assertThat(all.path("sources").findValuesAsString("feed"))
                .containsExactly(
                        "default", "contract-performance", "hotline-12345", "inspection-petition", "sme-arrears");
        assertThat(all.path("sources").get(0).path("clockWindowSeconds").asInt())
                .isEqualTo(300);
        assertThat(all.path("sources").get(2).path("maxBodyBytes").asLong()).isEqualTo(64 * 1024);
        assertThat(all.path("settings")
                        .path("intake")
                        .path("max-ratio")
                        .path("value")
                        .asInt())
                .isEqualTo(200);
        assertThat(all.path("settings").path("archive").path("message-limit").asLong())
                .isEqualTo(2L << 30);
        assertThat(its.path("sources").findValuesAsString("feed")).containsExactly("contract-performance");
        assertThat(its.path("sources").get(0).path("allowFrom").toString()).isEqualTo("[\"127.0.0.0/8\"]");
        assertThat(its.toString()).doesNotContain("10.0.0.0");
    }

    /** Else the limits of a mistyped name would silently hold for nobody. */
    @Test
    void settingsForASourceThatIsNoneStopTheStart() {
        var server = new SpringApplicationBuilder(SignedServer.class)
                .properties("spring.config.location=optional:classpath:/no-settings.yaml", "server.port=0");

        assertThatThrownBy(() -> server.run("--hub.sources.credit-sit.allow-from=10.0.0.0/8"))
                .rootCause()
                .hasMessageContaining("hub.sources")
                .hasMessageContaining("credit-sit");
    }

    private long audited() {
        return jdbc.sql("select count(*) from security.audit").query(Long.class).single();
    }

    private static long spooled() throws IOException {
        var folder = Path.of(SPOOL + ProcessHandle.current().pid());
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (var files = Files.list(folder)) {
            return files.count();
        }
    }
}
