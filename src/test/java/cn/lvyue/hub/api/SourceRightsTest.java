package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SourceRightsTest extends SignedContract {
    @Test
    void aSourceReadsItsOwnMessages() throws Exception {
        var id = post(POST, "mine", key);

        var message = read("/api/v1/messages/" + id, key);
        assertThat(message.status()).isEqualTo(200);
        assertThat(message.json().path("feed").asString()).isEqualTo("credit-site");
        assertThat(read("/api/v1/messages/" + id + "/records?limit=10&after=0", key)
                        .status())
                .isEqualTo(200);
        assertThat(read("/api/v1/messages/" + id + "/raw", key).http().body())
                .asString()
                .isEqualTo("mine");
    }

    @Test
    void theMessagesOfOthersAreToItAsIfTheyWereNotThere() throws Exception {
        var other = issue("hotline-12345", "HMAC-SM3");
        var id = post("/api/v1/feeds/hotline-12345/messages", "theirs", other);

        for (var call : List.of("", "/records", "/raw")) {
            var theirs = read("/api/v1/messages/" + id + call, key);
            var nothing = read("/api/v1/messages/999999" + call, key);
            assertThat(code(theirs)).as(call).isEqualTo("404 T112");
            assertThat(theirs.json().path("detail").asString().replace(id, "N"))
                    .isEqualTo(nothing.json().path("detail").asString().replace("999999", "N"));
        }
    }

    @Test
    void aSourceDoesNothingElse() throws Exception {
        var id = post(POST, "mine", key);

        for (var path : List.of(
                "/api/v1/status",
                "/api/v1/batches",
                "/api/v1/findings",
                "/api/v1/records?feed=credit-site&sourceRecordNo=1",
                "/api/v1/feeds/credit-site/keys",
                "/api/v1/messages",
                "/api/v1/messages/" + id + "/other")) {
            assertThat(code(read(path, key))).as(path).isEqualTo("403 S105");
        }
        assertThat(code(read("/elsewhere", key)))
                .as("pages are for people, who log in")
                .isEqualTo("401 S104");
        for (var method : List.of("PUT", "DELETE", "PATCH", "POST")) {
            assertThat(code(SignedRequest.of(method, "/api/v1/messages/" + id)
                            .sign(key, clock)
                            .send(api)))
                    .as(method)
                    .isEqualTo("403 S105");
        }
        assertThat(code(SignedRequest.of("POST", "/api/v1/batches?target=provincial")
                        .sign(key, clock)
                        .send(api)))
                .isEqualTo("403 S105");
        assertThat(code(read("/api/v1/messages/" + id + "/records?unmask=true", key)))
                .isEqualTo("403 S105");
    }

    @Test
    void aCallsSignatureCoversItsQueryAndOrderOfParameters() throws Exception {
        var id = post(POST, "mine", key);
        var path = "/api/v1/messages/" + id + "/records";

        var turned =
                SignedRequest.get(path + "?limit=10&after=0").sign(key, clock).target(path + "?after=0&limit=10");

        assertThat(code(turned.send(api))).isEqualTo("401 S101");
        assertThat(read(path + "?outcome=%52EJECTED", key).status())
                .as("as on the wire")
                .isEqualTo(200);
    }

    private String post(String target, String body, SourceSecret with) throws Exception {
        var answer = SignedRequest.post(target, body).sign(with, clock).send(api);
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("messageId").asString();
    }

    private ApiCall.Answer read(String target, SourceSecret with) throws Exception {
        return SignedRequest.get(target).sign(with, clock).send(api);
    }
}
