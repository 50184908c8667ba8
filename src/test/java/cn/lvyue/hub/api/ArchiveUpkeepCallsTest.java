package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Moving months and changing data keys, as an administrator does it. */
class ArchiveUpkeepCallsTest extends SignedContract {
    private static final Duration LATER = Duration.ofDays(70);
    private static final String MONTHS = "/api/v1/archive/months";

    private String id = "";
    private String month = "";

    @BeforeEach
    void archiveAMessageAndWait() throws Exception {
        id = api.send("POST", POST, BodyPublishers.ofString("x"), "Authorization", "Bearer " + TOKEN)
                .json()
                .path("messageId")
                .asString("");
        month = id.substring(0, 4) + "-" + id.substring(4, 6);
        jdbc.sql("delete from archive.waiting").update();
        clock.advance(LATER);
    }

    @AfterEach
    void goBack() {
        clock.advance(LATER.negated());
    }

    @Test
    void aDetachedMonthIsToldByNameAndReadAgainOnceAttached() throws Exception {
        var out = admin("POST", MONTHS + "/" + month + "/detach");
        assertThat(out.status()).isEqualTo(200);
        assertThat(out.json().path("state").asString("")).isEqualTo("ELSEWHERE");
        var file = out.json().path("file").asString("");
        try {
            for (var path : new String[] {"", "/raw", "/returned"}) {
                var gone = admin("GET", "/api/v1/messages/" + id + path);
                assertThat(code(gone)).isEqualTo("410 A103");
                assertThat(gone.json().path("detail").asString("")).contains("另存于 " + file, "the month " + month);
            }
            assertThat(code(admin("GET", "/api/v1/messages/" + id + "9"))).isEqualTo("404 T112");
            assertThat(code(admin("POST", MONTHS + "/" + month + "/detach"))).isEqualTo("409 A104");

            var back = admin("POST", MONTHS + "/attach?file=" + URLEncoder.encode(file, StandardCharsets.UTF_8));
            assertThat(back.json().path("state").asString("")).isEqualTo("HERE");
        } finally {
            Files.deleteIfExists(Path.of(file));
        }
        assertThat(admin("GET", "/api/v1/messages/" + id + "/raw?purpose=AUDIT&reference=1")
                        .http()
                        .body())
                .isEqualTo(new byte[] {'x'});
        assertThat(jdbc.sql("select action from security.audit where action like 'month.%' order by id desc limit 3")
                        .query(String.class)
                        .list())
                .containsExactly("month.attach", "month.detach", "month.detach");
    }

    @Test
    void whatIsNoMonthOrNoFileIsRefusedByName() throws Exception {
        assertThat(code(admin("POST", MONTHS + "/March/detach"))).isEqualTo("400 T111");
        assertThat(code(admin("POST", MONTHS + "/1999-01/detach"))).isEqualTo("409 A104");
        assertThat(code(admin("POST", MONTHS + "/" + month + "/detach?to=../../etc")))
                .isEqualTo("409 A105");
        assertThat(code(admin("POST", MONTHS + "/attach?file=absent.zip"))).isEqualTo("409 A105");
    }

    @Test
    void aDataKeyIsRenewedAndTheOldOneKeptWhileItIsNeeded() throws Exception {
        var begun = admin("POST", "/api/v1/archive/rekey");
        assertThat(begun.status()).isEqualTo(202);
        int key = begun.json().path("dataKey").asInt(0);
        assertThat(admin("POST", "/api/v1/archive/rekey").json().path("dataKey").asInt(0))
                .isEqualTo(key);
        assertThat(admin("GET", "/api/v1/archive/rekey").json().path("state").asString(""))
                .isEqualTo("RUNNING");

        assertThat(code(admin("DELETE", "/api/v1/archive/data-keys/" + key))).isEqualTo("409 A106");
        clock.advance(Duration.ofMinutes(3));
        assertThat(code(admin("DELETE", "/api/v1/archive/data-keys/" + (key - 1))))
                .isEqualTo("409 A106");
        assertThat(admin("GET", "/api/v1/archive/data-keys")
                        .json()
                        .get(0)
                        .path("number")
                        .asInt(0))
                .isEqualTo(key);
    }
}
