package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SameMessageTest extends SignedContract {
    @Test
    void theSameBodyOfASourceOnOneDayIsTheSameMessageAndGetsTheSameAnswer() throws Exception {
        var first = posted("{\"a\":1}");
        clock.advance(Duration.ofMinutes(3));
        var again = posted("{\"a\":1}");
        var other = posted("{\"a\":2}");

        assertThat(again.http().body()).isEqualTo(first.http().body());
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        assertThat(id(other)).isNotEqualTo(id(first));
        assertThat(archived()).isEqualTo(2);
    }

    @Test
    void theDayIsTheProvinces() throws Exception {
        var midnight = Instant.parse("2026-06-01T16:00:00Z"); // 00:00 of 2 June there
        clock.advance(Duration.between(clock.instant(), midnight.minusSeconds(1)));
        var before = posted("x");
        clock.advance(Duration.ofSeconds(1));

        assertThat(id(posted("x"))).isNotEqualTo(id(before));
    }

    @Test
    void anotherFeedsSameBodyAndASourceWithoutTheRuleAreNewMessages() throws Exception {
        var own = issue("contract-performance", "HMAC-SM3");
        var path = "/api/v1/feeds/contract-performance/messages";

        posted("x");
        SignedRequest.post(path, "x").sign(own, clock).send(api);
        SignedRequest.post(path, "x").sign(own, clock).send(api);

        assertThat(archived()).isEqualTo(3);
    }

    @Test
    void theAdminsSamePostIsANewMessage() throws Exception {
        assertThat(id(byAdmin("x", "k-1"))).isEqualTo(id(byAdmin("x", "k-1")));
        api.send("POST", POST, BodyPublishers.ofString("x"), "Authorization", "Bearer " + TOKEN);
        api.send("POST", POST, BodyPublishers.ofString("x"), "Authorization", "Bearer " + TOKEN);

        assertThat(archived()).isEqualTo(3);
    }

    @Test
    void anIdempotencyKeyTakesTheSameBodyAgainAndRefusesAnother() throws Exception {
        var first = SignedRequest.post(POST, "x")
                .sign(key, clock)
                .and("Idempotency-Key", "k-1")
                .send(api);
        var again = SignedRequest.post(POST, "x")
                .sign(key, clock)
                .and("Idempotency-Key", "k-1")
                .send(api);
        var other = SignedRequest.post(POST, "y")
                .sign(key, clock)
                .and("Idempotency-Key", "k-1")
                .send(api);

        assertThat(id(again)).isEqualTo(id(first));
        assertThat(code(other)).isEqualTo("422 T106");
        assertThat(other.json().path("messageId").asString()).isEqualTo(id(first));
        assertThat(code(byAdmin("z", "k-1"))).isEqualTo("422 T106");
        assertThat(archived()).isEqualTo(1);
    }

    @Test
    void theSameBodyUnderTwoIdempotencyKeysIsTwoMessages() throws Exception {
        SignedRequest.post(POST, "x")
                .sign(key, clock)
                .and("Idempotency-Key", "k-1")
                .send(api);
        SignedRequest.post(POST, "x")
                .sign(key, clock)
                .and("Idempotency-Key", "k-2")
                .send(api);

        assertThat(archived()).isEqualTo(2);
    }

    private Answer posted(String body) throws Exception {
        return SignedRequest.post(POST, body).sign(key, clock).send(api);
    }

    private Answer byAdmin(String body, String onceKey) throws Exception {
        return api.send(
                "POST",
                POST,
                BodyPublishers.ofString(body),
                "Authorization",
                "Bearer " + TOKEN,
                "Idempotency-Key",
                onceKey);
    }

    private static String id(Answer answer) {
        return answer.json().path("messageId").asString();
    }
}
