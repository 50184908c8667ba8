package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.TargetBalance;
import cn.lvyue.hub.record.Target;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TargetCallsTest extends ApiContract {
    private static final String WHY = "{\"by\":\"王\",\"reason\":\"核实中\"}";
    private static final String[] JSON = {"Content-Type", "application/json"};

    @BeforeEach
    void balances() {
        hub.targetBalances.add(new TargetBalance(Target.PROVINCIAL, 1, 2, 3, 4, 5, 6, 7, 8));
        hub.targetBalances.add(new TargetBalance(Target.NATIONAL, 0, 0, 0, 0, 0, 0));
    }

    @Test
    void tellsHowThePlatformsStand() throws Exception {
        var first = api.get("/api/v1/targets").json().get(0);
        assertThat(first.path("target").asString()).isEqualTo("provincial");
        assertThat(first.path("line").asString()).isEqualTo("CLOSED");
        assertThat(first.path("counts").path("held").asInt()).isEqualTo(7);
        assertThat(first.path("counts").path("sealed").asInt()).isEqualTo(8);
    }

    @Test
    void holdsAPlatformWithAReasonForWhoIsNamedAndReleasesIt() throws Exception {
        var held = api.post("/api/v1/targets/national/hold", WHY, JSON);
        assertThat(held.status()).isEqualTo(200);
        assertThat(held.json().path("hold").path("by").asString())
                .as("who decides is who is logged in")
                .isEqualTo("nobody known");
        assertThat(held.json().path("hold").path("for").asString()).isEqualTo("王");
        assertThat(api.post("/api/v1/targets/national/release", WHY, JSON).status())
                .isEqualTo(200);
        assertThat(api.post("/api/v1/targets/national/release", WHY, JSON).status())
                .isEqualTo(404);
        assertThat(api.post("/api/v1/targets/national/hold", "{\"by\":\"王\"}", JSON)
                        .json()
                        .path("parameter")
                        .asString())
                .isEqualTo("reason");
    }

    @Test
    void nobodyNeedBeNamedButANameIsNotTooLong() throws Exception {
        var held = api.post("/api/v1/targets/national/hold", "{\"reason\":\"核实中\"}", JSON);
        assertThat(held.json().path("hold").path("for").isNull()).isTrue();
        var long101 = "{\"by\":\"" + "王".repeat(101) + "\",\"reason\":\"核实中\"}";
        assertThat(api.post("/api/v1/targets/provincial/hold", long101, JSON)
                        .json()
                        .path("parameter")
                        .asString())
                .isEqualTo("by");
    }

    @Test
    void holdsABatch() throws Exception {
        hub.batches.add(InMemoryHub.batch(1, Target.PROVINCIAL, LocalDate.of(2023, 10, 15)));
        assertThat(api.post("/api/v1/batches/1/hold", WHY, JSON).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/batches/1/release", WHY, JSON).status()).isEqualTo(200);
        assertThat(api.post("/api/v1/batches/x/hold", WHY, JSON).status()).isEqualTo(404);
    }

    @Test
    void aRecordThatIsNotKnownCannotBeHeld() throws Exception {
        assertThat(api.post("/api/v1/targets/national/records/nothing/hold", WHY, JSON)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void answersAPlatformThatCallsBack() throws Exception {
        var call = "/api/v1/targets/provincial/receipts";
        var taken = api.post(call, "{}", "X-Hub-Key", "platform");
        assertThat(taken.status()).isEqualTo(200);
        assertThat(taken.json().path("codes").get(0).asString()).isEqualTo("R108");
        assertThat(api.post(call, "{}", "X-Hub-Key", "stranger").status()).isEqualTo(401);
        assertThat(api.post(call, "", "X-Hub-Key", "platform").status()).isEqualTo(400);
    }
}
