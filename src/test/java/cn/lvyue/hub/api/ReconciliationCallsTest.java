package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class ReconciliationCallsTest extends ApiContract {
    private static final String PATH = "/api/v1/reconciliation";

    @Autowired
    private ListedStatements statements;

    @BeforeEach
    void forget() {
        statements.asked.clear();
        statements.key = true;
    }

    @Test
    void isOfYesterdayAsOfNowUnlessSaidOtherwise() throws Exception {
        api.get(PATH);
        api.get(PATH + "?date=2023-10-01&target=national&feed=hotline-12345&after=national:A%2F1&limit=5");

        assertThat(statements.asked)
                .containsExactly("2023-10-15 null null null 100", "2023-10-01 NATIONAL hotline-12345 national:A/1 5");
    }

    @Test
    void showsSumsAndDifferencesByName() throws Exception {
        var json = api.get(PATH + "?date=2023-10-15").json();

        assertThat(json.propertyNames())
                .containsExactly(
                        "date",
                        "version",
                        "at",
                        "closes",
                        "differences",
                        "byCode",
                        "received",
                        "targets",
                        "items",
                        "next");
        assertThat(json.path("items").get(0).path("sourceRecordNo").asString()).isEqualTo("A1");
        assertThat(json.path("next").asString()).isEqualTo("provincial:A1");
        assertThat(json.path("at").asString()).isEqualTo("2023-10-16T09:02:03.456+08:00");
    }

    @Test
    void givesKeptVersions() throws Exception {
        assertThat(api.get(PATH + "?version=1").json().path("version").asInt()).isEqualTo(1);
        assertThat(api.get(PATH + "?version=2").status()).isEqualTo(404);
        assertThat(api.get(PATH + "/versions")
                        .json()
                        .path("items")
                        .get(0)
                        .path("signature")
                        .asString())
                .isEqualTo("s");
        assertThat(api.post(PATH + "?date=2023-10-15&reason=asked", "")
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("asked");
    }

    @Test
    void exportsWithADetachedSignature() throws Exception {
        var file = api.get(PATH + "/export?format=json");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("X-Hub-Signature")).isEqualTo("s");
        assertThat(file.header("X-Hub-Digest")).isEqualTo("d");
        assertThat(file.header("Content-Disposition")).contains("reconciliation-2023-10-15.json");
        assertThat(api.get(PATH + "/export?version=2").status()).isEqualTo(404);
    }

    @Test
    void withoutAKeyNothingIsKeptOrGivenOutAndItIsSaidWhatIsMissing() throws Exception {
        statements.key = false;

        for (var answer : List.of(
                api.post(PATH + "?reason=asked", ""),
                api.get(PATH + "/export"),
                api.get(PATH + "/export?format=json"),
                api.get(PATH + "/export?version=1"))) {
            assertThat(answer.status()).isEqualTo(409);
            assertThat(answer.json().path("code").asString()).isEqualTo("A186");
            assertThat(answer.json().toString()).contains("hub.reconciliation.secret");
        }
        assertThat(api.get(PATH).status()).isEqualTo(200);
        assertThat(api.get(PATH + "/export?version=1&format=json").status())
                .as("signed when it was kept")
                .isEqualTo(200);
    }

    @Test
    void refusesWhatItCannotAnswer() throws Exception {
        for (var query :
                new String[] {"?date=2023-10-17", "?target=moon", "?after=x", "?limit=0", "/export?format=pdf"}) {
            assertThat(api.get(PATH + query).status()).as(query).isEqualTo(400);
        }
        assertThat(api.get(PATH + "?feed=unheard-of").status()).isEqualTo(404);
    }
}
