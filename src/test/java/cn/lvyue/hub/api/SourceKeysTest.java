package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SourceKeysTest extends SignedContract {
    private static final String KEYS = "/api/v1/feeds/credit-site/keys";

    @Test
    void aNewKeyShowsItsSecretOnceAndIsListedWithoutIt() throws Exception {
        var answer = admin("POST", KEYS);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.header("Cache-Control")).contains("no-store");
        var json = answer.json();
        assertThat(json.path("keyId").asString()).matches("credit-site\\.[a-z2-9]{8}");
        assertThat(json.path("secret").asString()).matches("[A-Za-z0-9]{43}");
        assertThat(json.path("algorithm").asString()).isEqualTo("HMAC-SM3");
        assertThat(json.path("state").asString()).isEqualTo("ACTIVE");
        assertThat(json.path("createdBy").asString()).isEqualTo("admin");

        var listed = admin("GET", KEYS);
        assertThat(listed.json().findValuesAsString("keyId"))
                .contains(key.keyId(), json.path("keyId").asString());
        assertThat(text(listed))
                .doesNotContain("secret")
                .doesNotContain(json.path("secret").asString());
    }

    @Test
    void secretsStandNowhereInClear(CapturedOutput output) throws Exception {
        SignedRequest.post(POST, "x").sign(key, clock).send(api);
        SignedRequest.post(POST, "x").sign(key, clock).body("y").send(api);
        admin("POST", KEYS + "/" + key.keyId() + "/rotation");

        var hex = HexFormat.of().formatHex(key.secret().getBytes(StandardCharsets.UTF_8));
        for (var table : List.of("source_key", "audit", "nonce", "token")) {
            var rows = jdbc.sql("select to_jsonb(t)::text from security." + table + " t")
                    .query(String.class)
                    .list();
            assertThat(String.join("\n", rows))
                    .as(table)
                    .doesNotContain(key.secret())
                    .doesNotContain(hex);
        }
        assertThat(output.getAll()).doesNotContain(key.secret());
    }

    @Test
    void aSecretCopiedToAnotherRowDoesNotOpen() throws Exception {
        var other = issue("hotline-12345", "HMAC-SM3");
        jdbc.sql("update security.source_key a set secret = b.secret from security.source_key b"
                        + " where a.key_id = ? and b.key_id = ?")
                .params(other.keyId(), key.keyId())
                .update();
        try {
            clock.advance(Duration.ofSeconds(5));
            var stolen = new SourceSecret(other.keyId(), "HMAC-SM3", key.secret());

            var answer = SignedRequest.post("/api/v1/feeds/hotline-12345/messages", "x")
                    .sign(stolen, clock)
                    .send(api);

            assertThat(code(answer)).isEqualTo("401 S104");
            assertThat(SignedRequest.post(POST, "x").sign(key, clock).send(api).status())
                    .as("the other keys still count")
                    .isEqualTo(202);
        } finally {
            jdbc.sql("delete from security.source_key where key_id = ?")
                    .param(other.keyId())
                    .update();
        }
    }

    @Test
    void afterARotationBothKeysCountUntilTheOverlapIsOver() throws Exception {
        var answer = admin("POST", KEYS + "/" + key.keyId() + "/rotation?overlap=2h");
        var successor = secret(answer);
        assertThat(answer.status()).isEqualTo(201);

        clock.advance(Duration.ofHours(2).minusMillis(1));
        assertThat(posted(key)).isEqualTo("202 ");
        assertThat(posted(successor)).isEqualTo("202 ");

        clock.advance(Duration.ofMillis(1));
        assertThat(posted(key)).isEqualTo("401 S104");
        assertThat(posted(successor)).isEqualTo("202 ");
        assertThat(code(admin("POST", KEYS + "/" + key.keyId() + "/rotation"))).isEqualTo("409 T107");
    }

    @Test
    void aKeyCountsFromItsBeginAndUpToItsEnd() throws Exception {
        var begin = clock.instant().plus(Duration.ofHours(1));
        var end = begin.plus(Duration.ofHours(1));
        var later = secret(admin("POST", KEYS + "?notBefore=" + begin + "&expires=" + end));

        assertThat(posted(later)).isEqualTo("401 S104");
        clock.advance(Duration.ofHours(1));
        assertThat(posted(later)).isEqualTo("202 ");
        clock.advance(Duration.ofHours(1));
        assertThat(posted(later)).isEqualTo("401 S104");
        assertThat(code(admin("POST", KEYS + "?expires=" + begin))).isEqualTo("409 T107");
    }

    @Test
    void aRevokedKeyIsRefusedAtOnceAndStaysInTheList() throws Exception {
        assertThat(posted(key)).isEqualTo("202 ");

        var revoked = admin("DELETE", KEYS + "/" + key.keyId());

        assertThat(revoked.json().path("state").asString()).isEqualTo("REVOKED");
        var refused = SignedRequest.post(POST, "y").sign(key, clock).send(api);
        assertThat(code(refused)).isEqualTo("401 S104");
        assertThat(refused.json().path("detail").asString()).contains("已吊销", "revoked");
        assertThat(admin("DELETE", KEYS + "/" + key.keyId()).json().path("revokedAt"))
                .isEqualTo(revoked.json().path("revokedAt"));
        assertThat(admin("GET", KEYS).json().findValuesAsString("keyId")).contains(key.keyId());
    }

    @Test
    void aKeyRevokedOnAnotherNodeIsRefusedWithinSeconds() throws Exception {
        assertThat(posted(key)).isEqualTo("202 ");
        jdbc.sql("update security.source_key set revoked_at = now() where key_id = ?")
                .param(key.keyId())
                .update();

        clock.advance(Duration.ofSeconds(5));

        assertThat(posted(key)).isEqualTo("401 S104");
    }

    @Test
    void theLastUseOfAKeyIsNoted() throws Exception {
        assertThat(lastUsed()).isEmpty();
        posted(key);
        var first = lastUsed();
        assertThat(first).isNotEmpty();

        clock.advance(Duration.ofSeconds(59));
        posted(key);
        assertThat(lastUsed()).as("to the minute").isEqualTo(first);
        clock.advance(Duration.ofSeconds(1));
        posted(key);
        assertThat(lastUsed()).isGreaterThan(first);
    }

    @Test
    void whatIsAskedWronglyIsExplained() throws Exception {
        assertThat(code(admin("POST", KEYS + "?algorithm=MD5"))).isEqualTo("400 T111");
        assertThat(code(admin("POST", KEYS + "?expires=tomorrow"))).isEqualTo("400 T111");
        assertThat(code(admin("POST", KEYS + "/" + key.keyId() + "/rotation?overlap=long")))
                .isEqualTo("400 T111");
        assertThat(code(admin("POST", KEYS + "/" + key.keyId() + "/rotation?overlap=-1h")))
                .isEqualTo("400 T111");
        assertThat(code(admin("POST", KEYS + "/nothing/rotation"))).isEqualTo("404 T112");
        assertThat(code(admin("DELETE", "/api/v1/feeds/hotline-12345/keys/" + key.keyId())))
                .isEqualTo("404 T112");
        assertThat(code(admin("GET", "/api/v1/feeds/nothing/keys"))).isEqualTo("404 T112");
    }

    @Test
    void keysAreTheAdminsAlone() throws Exception {
        assertThat(code(SignedRequest.get(KEYS).sign(key, clock).send(api))).isEqualTo("403 S105");
        assertThat(code(SignedRequest.of("POST", KEYS).sign(key, clock).send(api)))
                .isEqualTo("403 S105");
        assertThat(code(api.get(KEYS))).isEqualTo("401 S104");
    }

    @Test
    void everyActionAndEveryRefusedSignatureIsAudited() throws Exception {
        admin("POST", KEYS + "/" + key.keyId() + "/rotation");
        admin("DELETE", KEYS + "/" + key.keyId());
        SignedRequest.post(POST, "x").sign(key, clock).send(api);
        SignedRequest.post(POST + "?wait=0", "x").sign(key, clock).body("y").send(api);

        assertThat(jdbc.sql("select concat_ws('|', actor, address, action, what, result) from security.audit"
                                + " where actor = ? or what like ? order by id")
                        .params(key.keyId(), key.keyId() + "%")
                        .query(String.class)
                        .list())
                .hasSize(5)
                .element(0)
                .isEqualTo("admin|127.0.0.1|key.add|" + key.keyId() + "|ok");
        assertThat(audited("key.rotate")).startsWith("admin|").endsWith("|ok");
        assertThat(audited("key.revoke")).isEqualTo("admin|ok");
        assertThat(audited("request")).isEqualTo(key.keyId() + "|S101");
    }

    @Test
    void theAuditCanOnlyBeAddedTo() {
        for (var change : List.of(
                "update security.audit set result = ''", "delete from security.audit", "truncate security.audit")) {
            assertThatThrownBy(() -> jdbc.sql(change).update()).hasMessageContaining("append-only");
        }
    }

    private String audited(String action) {
        return jdbc.sql("select actor || '|' || result from security.audit where action = ? order by id desc limit 1")
                .param(action)
                .query(String.class)
                .single();
    }

    private String lastUsed() throws Exception {
        for (var each : admin("GET", KEYS).json()) {
            if (each.path("keyId").asString().equals(key.keyId())) {
                return each.path("lastUsedAt").asString("");
            }
        }
        throw new AssertionError("not listed");
    }

    private String posted(SourceSecret with) throws Exception {
        return code(SignedRequest.post(POST, "x").sign(with, clock).send(api));
    }

    private static String text(ApiCall.Answer answer) {
        return new String(answer.http().body(), StandardCharsets.UTF_8);
    }
}
