package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whole documents of a hub in production, where a purpose has to be said. */
class RevealTest extends SignedContract {
    private long lastBefore;

    @BeforeEach
    void openTheBookWhereItEnds() {
        lastBefore = jdbc.sql("select coalesce(max(id), 0) from security.look")
                .query(Long.class)
                .single();
    }

    @Test
    void aDocumentIsHandedOutForAPurposeAndUnderAReferenceOnly() throws Exception {
        var raw = "/api/v1/messages/" + posted() + "/raw";

        var unsaid = admin("GET", raw);
        var half = admin("GET", raw + "?purpose=AUDIT");
        var invented = admin("GET", raw + "?purpose=CURIOSITY&reference=1");
        var full = admin("GET", raw + "?purpose=AUDIT&reference=2026-1");

        assertThat(code(unsaid)).isEqualTo("403 S200");
        assertThat(unsaid.json().path("missing").toString()).isEqualTo("[\"purpose\",\"reference\"]");
        assertThat(unsaid.json().path("purposes").has("LEGAL")).isTrue();
        assertThat(unsaid.json().path("purposes").has("TRIAL")).isFalse();
        assertThat(half.json().path("missing").toString()).isEqualTo("[\"reference\"]");
        assertThat(invented.json().path("missing").toString()).isEqualTo("[\"purpose\"]");
        assertThat(full.http().body()).asString().isEqualTo("mine");
    }

    @Test
    void insideItsGrantALookNeedNotBeExplainedAgainAndIsCounted() throws Exception {
        var id = posted();
        var raw = "/api/v1/messages/" + id + "/raw";
        admin("GET", raw + "?purpose=AUDIT&reference=2026-1");

        assertThat(admin("GET", raw).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        assertThat(code(admin("GET", raw))).isEqualTo("403 S200");
        assertThat(looks(id))
                .containsExactly("admin AUDIT 2026-1 2 null", "admin null null 1 missing: purpose, reference");
    }

    @Test
    void everyLookAndEveryRefusalIsARowOfTheAudit() throws Exception {
        var id = posted();
        admin("GET", "/api/v1/messages/" + id + "/raw?purpose=LEGAL&reference=2026-9");
        admin("GET", "/api/v1/messages/" + id + "/records?unmask=true&purpose=LEGAL");
        SignedRequest.get("/api/v1/messages/" + id + "/records?unmask=true")
                .sign(key, clock)
                .send(api);

        var looks = jdbc.sql("select what || ': ' || result from security.audit"
                        + " where action = 'personal.reveal' and split_part(what, ' ', 2) = ? order by id desc limit 2")
                .param(id)
                .query(String.class)
                .list();

        assertThat(looks)
                .containsExactly(
                        "MESSAGE " + id + " purpose LEGAL reference null: refused: missing: reference",
                        "RAW " + id + " purpose LEGAL reference 2026-9 fields *: shown");
        await().untilAsserted(() -> assertThat(
                        jdbc.sql("select result from security.audit where actor = ? order by id desc limit 1")
                                .param(key.keyId())
                                .query(String.class)
                                .list())
                .containsExactly("403 S105")); // written after the answer
    }

    @Test
    void aSourceThatFetchesItsOwnDataIsWrittenDownAndNotAsked() throws Exception {
        var id = posted();

        var own = SignedRequest.get("/api/v1/messages/" + id + "/raw")
                .sign(key, clock)
                .send(api);

        assertThat(own.status()).isEqualTo(200);
        assertThat(looks(id)).containsExactly(key.keyId() + " SENDER " + key.keyId() + " 1 null");
    }

    @Test
    void theBookOfLooksIsOnlyAddedToAndCounted() throws Exception {
        var id = posted();
        admin("GET", "/api/v1/messages/" + id + "/raw?purpose=LEGAL&reference=2026-9");

        for (var forgery : List.of(
                "update security.look set who = 'somebody else'",
                "update security.look set times = times + 1, fields = '{}'",
                "update security.look set times = 0",
                "delete from security.look",
                "truncate security.look")) {
            assertThatThrownBy(() -> jdbc.sql(forgery).update()).as(forgery).hasMessageContaining("security.");
        }
    }

    private String posted() throws Exception {
        return SignedRequest.post(POST, "mine")
                .sign(key, clock)
                .send(api)
                .json()
                .path("messageId")
                .asString();
    }

    /** Looks at a message in this test. Other servers of this process wrote to the same book, about messages of the same number. */
    private List<String> looks(String id) {
        return jdbc.sql(
                        "select concat_ws(' ', who, coalesce(purpose, 'null'), coalesce(reference, 'null'), times,"
                                + " coalesce(refused, 'null')) from security.look where kind = 'RAW' and subject = ? and id > ? order by id")
                .params(id, lastBefore)
                .query(String.class)
                .list();
    }
}
