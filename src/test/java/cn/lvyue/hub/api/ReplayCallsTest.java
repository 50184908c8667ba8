package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What may be asked of replays, and how the calls answer while nobody plans or runs them. */
class ReplayCallsTest extends ApiContract {
    private static final String ALL = """
            {"mode": "reprocess", "reason": "规则已补充", "dryRun": %s, "select": {"outcome": "rejected", "finding": "V104"}}""";

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void answers202WithThePlanThatIsBeingMade() throws Exception {
        var answer = api.post("/api/v1/replays?wait=0", ALL.formatted("false"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/replays/1");
        assertThat(answer.json().path("state").asString()).isEqualTo("PLANNING");
        assertThat(answer.json().path("mode").asString()).isEqualTo("reprocess");
        assertThat(answer.json().path("events").get(0).path("action").asString())
                .isEqualTo("plan");
        assertThat(api.get("/api/v1/replays")
                        .json()
                        .path("items")
                        .get(0)
                        .path("reason")
                        .asString())
                .isEqualTo("规则已补充");
        assertThat(api.get("/api/v1/replays/1/records").json().path("items")).isEmpty();
    }

    @Test
    void aReplayIsNotStartedBeforeItIsPlannedAndNotResumedWhileItDoesNotStandStill() throws Exception {
        api.post("/api/v1/replays?wait=0", ALL.formatted("false"));

        for (var deed : new String[] {"start", "approve", "pause", "resume"}) {
            var answer = api.post("/api/v1/replays/1/" + deed, "");
            assertThat(answer.status()).as(deed).isEqualTo(409);
            assertThat(answer.json().path("code").asString()).startsWith("R1");
        }
        assertThat(api.post("/api/v1/replays/1/cancel", "").json().path("state").asString())
                .isEqualTo("CANCELLED");
        assertThat(api.get("/api/v1/replays/1").json().path("events")).hasSize(2);
        assertThat(api.post("/api/v1/replays/9/start", "").status()).isEqualTo(404);
    }

    @Test
    void namesWhatIsWrongWithARequest() throws Exception {
        for (var body : new String[] {
            "no json",
            "{\"mode\": \"reprocess\", \"reason\": \"x\"}",
            "{\"mode\": \"rewrite\", \"reason\": \"x\", \"select\": {\"status\": \"failed\"}}",
            "{\"mode\": \"reprocess\", \"select\": {\"status\": \"failed\"}}",
            "{\"mode\": \"correct\", \"reason\": \"x\", \"select\": {\"status\": \"done\"}}",
            "{\"mode\": \"reprocess\", \"reason\": \"x\", \"select\": {\"sourceRecordNos\": [\"A\"]}}",
            "{\"mode\": \"reprocess\", \"reason\": \"x\", \"select\": {\"finding\": \"' or 1=1\"}}",
            "{\"mode\": \"reprocess\", \"reason\": \"x\", \"select\": {\"finding\": \"V999\"}}",
            "{\"mode\": \"reprocess\", \"reason\": \"x\", \"select\": {\"feed\": \"moon\"}}",
            "{\"mode\": \"reprocess\", \"reason\": \"x\", \"select\": {\"packageIds\": [\"none\"]}}",
            "{\"mode\": \"correct\", \"reason\": \"x\", \"select\": {\"status\": \"done\"}, \"changes\": {\"TS_LYBH\": \"1\"}}"
        }) {
            var answer = api.post("/api/v1/replays?wait=0", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("code").asString()).as(body).isEqualTo("T111");
        }
        assertThat(api.get("/api/v1/replays").json().path("items")).isEmpty();
    }
}
