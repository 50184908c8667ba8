package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Target;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BatchesTest extends ApiContract {
    private static final LocalDate DAY = LocalDate.of(2023, 10, 15);

    @Test
    void sealsABatchForADayAndAnswers202WithIt() throws Exception {
        var answer = api.post("/api/v1/batches?target=provincial&date=2023-10-15", "");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Location")).isEqualTo("/api/v1/batches/1");
        assertThat(hub.sealed).containsExactly("PROVINCIAL 2023-10-15");
        assertThat(answer.json().propertyNames())
                .containsExactly(
                        "batchId",
                        "batchNo",
                        "target",
                        "businessDate",
                        "state",
                        "records",
                        "zeroReport",
                        "supplement",
                        "held",
                        "sealedAt",
                        "packages");
        assertThat(answer.json().path("target").asString()).isEqualTo("provincial");
        assertThat(answer.json().path("businessDate").asString()).isEqualTo("2023-10-15");
    }

    @Test
    void sealsForTodayInShanghaiWhenNoDayIsNamed() throws Exception {
        api.post("/api/v1/batches?target=national", "");

        assertThat(hub.sealed).containsExactly("NATIONAL 2023-10-16");
    }

    @Test
    void refusesAnUnknownTargetAMissingOneAndADayToCome() throws Exception {
        for (var query :
                new String[] {"?target=moon", "", "?target=provincial&date=2023-10-17", "?target=provincial&date=16.10."
                }) {
            var answer = api.post("/api/v1/batches" + query, "");

            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.json().path("parameter").asString()).isIn("target", "date");
        }
        assertThat(hub.sealed).isEmpty();
    }

    @Test
    void listsBatchesNewestFirstInPages() throws Exception {
        for (int id = 3; id >= 1; id--) {
            hub.batches.add(InMemoryHub.batch(id, Target.PROVINCIAL, DAY));
        }
        hub.batches.add(0, InMemoryHub.batch(4, Target.NATIONAL, DAY));

        var first = api.get("/api/v1/batches?target=provincial&date=2023-10-15&limit=2")
                .json();
        var second = api.get("/api/v1/batches?target=provincial&limit=2&after="
                        + first.path("next").asString())
                .json();

        assertThat(first.path("items").findValuesAsString("batchId")).containsExactly("3", "2");
        assertThat(second.path("items").findValuesAsString("batchId")).containsExactly("1");
        assertThat(second.path("next").isNull()).isTrue();
    }

    @Test
    void showsABatchWithItsPackagesAndReceipts() throws Exception {
        hub.batches.add(InMemoryHub.batch(1, Target.PROVINCIAL, DAY));

        var json = api.get("/api/v1/batches/1").json();

        assertThat(json.path("packages").get(0).path("receipts").get(0).toString())
                .isEqualTo(
                        "{\"stage\":\"R1\",\"code\":\"0\",\"message\":\"已接收\",\"at\":\"2023-10-16T09:02:03.456+08:00\"}");
        assertThat(api.get("/api/v1/batches/9").status()).isEqualTo(404);
    }
}
