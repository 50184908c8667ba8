package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The work list and rulings over the wire. */
class WorkCallsTest extends SignedContract {
    @BeforeEach
    void startWithOneAlarm() {
        jdbc.sql("delete from ops.alarm").update();
        jdbc.sql("insert into ops.alarm (code, subject, level, raised_at, zh, en) values ('T121', 'x', 1,"
                        + " now(), '迟', 'late')")
                .update();
    }

    @Test
    void theListShowsWhatWaitsAndRefusesAPlaceThatIsNone() throws Exception {
        var page = api.get("/api/v1/work?limit=5", "Authorization", "Bearer " + TOKEN);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.json().at("/items/0/kind").asString()).isEqualTo("ALARM");
        assertThat(page.json().at("/items/0/words/0").asString()).isEqualTo("T121");

        assertThat(api.get("/api/v1/work?after=nowhere", "Authorization", "Bearer " + TOKEN)
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/api/v1/work/counts", "Authorization", "Bearer " + TOKEN)
                        .json()
                        .at("/0/waiting")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aRulingNeedsWhatItIsAReasonAndCases() throws Exception {
        assertThat(rule("{\"cases\":[\"1-1\"],\"reason\":\"核实\"}")).isEqualTo(400);
        assertThat(rule("{\"ruling\":\"SAME\",\"cases\":[\"1-1\"],\"reason\":\" \"}"))
                .isEqualTo(400);
        assertThat(rule("{\"ruling\":\"SAME\",\"cases\":[],\"reason\":\"核实\"}")).isEqualTo(400);
        assertThat(rule("{\"ruling\":\"SAME\",\"cases\":[\"one\"],\"reason\":\"核实\"}"))
                .isEqualTo(400);
        assertThat(rule("{\"ruling\":\"SAME\",\"cases\":[\"1-1\"],\"reason\":\"核实\"}"))
                .isEqualTo(200);
    }

    @Test
    void aRulingIsAuditedWithItsReasonItsCasesAndHowTheyEnded() throws Exception {
        rule("{\"ruling\":\"DIFFERENT\",\"cases\":[\"17-3\"],\"reason\":\"电话核实\"}");

        var kept = jdbc.sql(
                        "select object, purpose, after from security.audit where action = 'work.rule' order by id desc"
                                + " limit 1")
                .query((row, n) -> row.getString(1) + " | " + row.getString(2) + " | " + row.getString(3))
                .single();
        assertThat(kept).contains("ruling 7", "电话核实", "17-3", "DIFFERENT", "DONE=1");
    }

    private int rule(String body) throws Exception {
        return api.post(
                        "/api/v1/work/rulings",
                        body,
                        "Authorization",
                        "Bearer " + TOKEN,
                        "Content-Type",
                        "application/json")
                .status();
    }
}
