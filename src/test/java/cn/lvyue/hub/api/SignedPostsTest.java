package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class SignedPostsTest extends SignedContract {
    @Test
    void aPostSignedWithEitherAlgorithmIsArchivedAsItCame() throws Exception {
        for (var algorithm : List.of("HMAC-SM3", "HMAC-SHA256")) {
            var own = issue("credit-site", algorithm);
            var body = "{\"单位\":\"" + algorithm + "\"}";

            var answer =
                    SignedRequest.post(POST + "?wait=0", body).sign(own, clock).send(api);

            assertThat(answer.status()).as(algorithm).isEqualTo(202);
            var id = answer.json().path("messageId").asString();
            assertThat(admin("GET", "/api/v1/messages/" + id + "/raw?purpose=AUDIT&reference=1")
                            .http()
                            .body())
                    .isEqualTo(body.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void bodiesAroundTheSizeThatGoesToDiskAreVerifiedWhole() throws Exception {
        for (int size : new int[] {0, 1, 16 * 1024 - 1, 16 * 1024, 16 * 1024 + 1, 300_000}) {
            var body = "x".repeat(size);
            assertThat(SignedRequest.post(POST, body).sign(key, clock).send(api).status())
                    .as("size %d", size)
                    .isEqualTo(202);
            var tampered = SignedRequest.post(POST, body).sign(key, clock).body(body + "y");
            assertThat(code(tampered.send(api))).as("size %d", size).isEqualTo("401 S101");
        }
        assertThat(archived()).isEqualTo(6);
    }

    @Test
    void whateverIsChangedAfterSigningIsRefusedAndNotArchived() throws Exception {
        var target = POST + "?wait=0&a=1";
        var changed = List.of(
                SignedRequest.post(target, "x").sign(key, clock).body("y"),
                SignedRequest.post(target, "x").sign(key, clock).body(""),
                SignedRequest.post(target, "x").sign(key, clock).target(POST + "?a=1&wait=0"),
                SignedRequest.post(target, "x").sign(key, clock).target(POST + "?wait=0&a=%31"),
                SignedRequest.post(target, "x").sign(key, clock).target(POST),
                SignedRequest.post(target, "x").sign(key, clock).header("X-Hub-Nonce", "another-nonce"),
                SignedRequest.post(target, "x")
                        .sign(key, clock)
                        .header("X-Hub-Timestamp", String.valueOf(clock.millis() + 1)),
                SignedRequest.post(target, "x").sign(key, clock).header("X-Hub-Signature", "0".repeat(64)),
                SignedRequest.post(target, "x")
                        .sign(new SourceSecret(key.keyId(), key.algorithm(), key.secret() + "x"), clock),
                SignedRequest.post(target, "x")
                        .sign(new SourceSecret(key.keyId(), "HMAC-SHA256", key.secret()), clock));
        for (var request : changed) {
            var answer = request.send(api);
            assertThat(code(answer)).isEqualTo("401 S101");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Hub-Signature");
            assertThat(answer.json().path("remedy").asString()).contains("SM3", " / ", "path?query");
            assertThat(answer.json().path("detail").asString()).contains(key.keyId() + " signs by HMAC-SM3");
        }
        assertThat(archived()).isZero();
    }

    @Test
    void aSignatureOverAnEmptyBodyDoesNotCarryAnotherBodyInByAnEncodedPath() throws Exception {
        for (var target : List.of("/api/v1/feeds/credit%2Dsite/messages", "/api/v1/feeds/%63redit-site/messages")) {
            var answer = SignedRequest.of("POST", target)
                    .sign(key, clock)
                    .body("smuggled")
                    .send(api);

            assertThat(answer.status()).as(target).isBetween(400, 499);
        }
        assertThat(archived()).isZero();
    }

    @Test
    void aClockUpToTheWindowOffIsTakenAndOneBeyondIsToldTheHubsTime() throws Exception {
        for (var ahead : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-5))) {
            assertThat(SignedRequest.post(POST, "in " + ahead)
                            .sign(key, clock, ahead)
                            .send(api)
                            .status())
                    .isEqualTo(202);
            var answer = SignedRequest.post(POST, "x")
                    .sign(key, clock, ahead.plusMillis(ahead.isNegative() ? -1 : 1))
                    .send(api);
            assertThat(code(answer)).isEqualTo("401 S102");
            assertThat(answer.json().path("serverTime").asLong()).isEqualTo(clock.millis());
            assertThat(answer.json().path("allowedSeconds").asInt()).isEqualTo(300);
            assertThat(answer.json().path("detail").asString()).doesNotContain("似为秒数");
        }
    }

    @Test
    void aTimestampInSecondsIsToldThatMillisecondsAreWanted() throws Exception {
        var seconds = SignedRequest.post(POST, "x")
                .sign(key, clock)
                .header("X-Hub-Timestamp", String.valueOf(clock.instant().getEpochSecond()))
                .send(api);
        assertThat(code(seconds)).isEqualTo("401 S102");
        assertThat(seconds.json().path("detail").asString()).contains("似为秒数", "milliseconds are wanted");
    }

    @Test
    void aNonceCountsOnceForAKeyAlsoWhenTheRequestIsRepeatedWordForWord() throws Exception {
        var request = SignedRequest.post(POST, "x").nonce("nonce-number-1").sign(key, clock);

        assertThat(request.send(api).status()).isEqualTo(202);
        assertThat(code(request.send(api))).isEqualTo("401 S103");
        assertThat(code(SignedRequest.get("/api/v1/limits")
                        .nonce("nonce-number-1")
                        .sign(key, clock)
                        .send(api)))
                .isEqualTo("401 S103");
        var other = issue("credit-site", "HMAC-SM3");
        assertThat(SignedRequest.post(POST, "x")
                        .nonce("nonce-number-1")
                        .sign(other, clock)
                        .send(api)
                        .status())
                .isEqualTo(202);
        assertThat(archived()).isEqualTo(1);
    }

    @Test
    void aRefusedRequestDoesNotUseUpItsNonce() throws Exception {
        assertThat(code(SignedRequest.post(POST, "x")
                        .nonce("nonce-number-2")
                        .sign(key, clock)
                        .body("y")
                        .send(api)))
                .isEqualTo("401 S101");

        assertThat(SignedRequest.post(POST, "x")
                        .nonce("nonce-number-2")
                        .sign(key, clock)
                        .send(api)
                        .status())
                .isEqualTo(202);
    }

    @Test
    void ofEqualRequestsAtOnceExactlyOnePasses() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 5; round++) {
            var request = SignedRequest.post(POST, "round " + round).sign(key, clock);
            var sendings = new ArrayList<Callable<String>>();
            for (int i = 0; i < 8; i++) {
                sendings.add(() -> code(request.send(api)));
            }
            var codes = new ArrayList<String>();
            for (var sent : threads.invokeAll(sendings)) {
                codes.add(sent.get());
            }
            assertThat(codes).containsOnly("202 ", "401 S103").containsOnlyOnce("202 ");
        }
        threads.shutdown();
    }

    @Test
    void anUnknownKeyIsAsGoodAsNone() throws Exception {
        var unknown = new SourceSecret("credit-site.unknown1", "HMAC-SM3", key.secret());

        assertThat(code(SignedRequest.post(POST, "x").sign(unknown, clock).send(api)))
                .isEqualTo("401 S104");
        assertThat(code(SignedRequest.get("/api/v1/limits").sign(unknown, clock).send(api)))
                .isEqualTo("401 S104");
        assertThat(archived()).isZero();
    }

    @Test
    void theKeyOfAnotherFeedIsRefusedOnlyOnceItsSignatureProvesRight() throws Exception {
        var other = "/api/v1/feeds/hotline-12345/messages";

        assertThat(code(SignedRequest.post(other, "x").sign(key, clock).send(api)))
                .isEqualTo("403 S105");
        assertThat(code(SignedRequest.post(other, "x")
                        .sign(key, clock)
                        .body("y")
                        .send(api)))
                .isEqualTo("401 S101");
        assertThat(code(SignedRequest.post("/api/v1/feeds/no-such-feed/messages", "x")
                        .sign(key, clock)
                        .send(api)))
                .isEqualTo("403 S105");
        assertThat(archived()).isZero();
    }

    @Test
    void missingDoubledAndMalformedHeadersAreNamed() throws Exception {
        for (var name : List.of("X-Hub-Key", "X-Hub-Timestamp", "X-Hub-Nonce", "X-Hub-Signature")) {
            var requests = List.of(
                    SignedRequest.post(POST, "x").sign(key, clock).without(name),
                    SignedRequest.post(POST, "x").sign(key, clock).header(name, "?"),
                    SignedRequest.post(POST, "x").sign(key, clock).and(name, "1234567890"));
            for (var request : requests) {
                var answer = request.send(api);
                assertThat(code(answer)).as(name).isEqualTo("400 T104");
                assertThat(answer.json().path("header").asString()).isEqualTo(name);
            }
        }
        assertThat(archived()).isZero();
    }

    @Test
    void theAdminsTokenNeedsNoSignatureAndASignatureBesideItIsNotLookedAt() throws Exception {
        var answer = api.send(
                "POST",
                POST,
                BodyPublishers.ofString("x"),
                "Authorization",
                "Bearer " + TOKEN,
                "X-Hub-Key",
                "?",
                "X-Hub-Signature",
                "?");

        assertThat(answer.status()).isEqualTo(202);
    }

    @Test
    void whoPresentsNothingIsAskedForAToken() throws Exception {
        assertThat(code(api.post(POST, "x"))).isEqualTo("401 S104");
    }
}
