package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.NATIONAL;
import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.delivery.Deliveries.PackageState;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ComposingTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DeliveryHub hub = DeliveryHub.fresh();

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void writesEveryFieldOfTheEnvelopeInOrder() {
        hub.outbox.addNew(PROVINCIAL, 1, 4);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        var envelope = JSON.readTree(body(PROVINCIAL)).path("envelope");
        assertThat(envelope.propertyNames())
                .containsExactly(
                        "packageId",
                        "batchNo",
                        "businessDate",
                        "sender",
                        "receiver",
                        "resource",
                        "standard",
                        "sequence",
                        "packages",
                        "records",
                        "added",
                        "changed",
                        "removed",
                        "digestAlgorithm",
                        "digest",
                        "generatedAt",
                        "zeroReport");
        assertThat(envelope.path("businessDate").asString()).isEqualTo("2026-03-04");
        assertThat(envelope.path("packages").asInt()).isEqualTo(2);
        assertThat(envelope.path("added").asInt()).isEqualTo(3);
        assertThat(envelope.path("generatedAt").asString()).isEqualTo("2026-03-05T09:00:00+08:00");
        assertThat(envelope.path("zeroReport").asBoolean()).isFalse();
    }

    @Test
    void theDigestIsOverTheRecordsAsTheyStandInTheBody() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        var text = body(PROVINCIAL);
        var records = text.substring(text.indexOf("\"records\":[") + "\"records\":".length(), text.length() - 1);
        assertThat(JSON.readTree(text).path("envelope").path("digest").asString())
                .isEqualTo(Sm3.hex(records.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void composingAgainGivesTheSameBytes() {
        hub.outbox.addNew(PROVINCIAL, 1, 2);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        var first = body(PROVINCIAL);
        hub.clock.advance(Duration.ofHours(30));
        try (var restarted = hub.another()) {
            var pack = restarted.bean(DeliveryStep.class).dueForPush(PROVINCIAL).get(0);
            assertThat(restarted.bean(DeliveryStep.class).compose(pack).body())
                    .isEqualTo(first.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void theProvinceGetsWhatThePackIncludesAndMasksForIt() {
        hub.outbox.add(PROVINCIAL, 7, 3, DueKind.NEW, Standing.UNCONFIRMED);
        hub.deliveries().sealNow(PROVINCIAL, LocalDate.of(2026, 3, 4));
        assertThat(record(PROVINCIAL)).isEqualTo(JSON.readTree("""
                                {"X_NO":"23202603010300000000007","X_SOURCE":"GD-7","X_TEXT":"第3版，电话13845678901",
                                "X_FACTS":"欠款3年，致电13845678901未果","X_NAME":"张三丰","X_HOME":"三楼，13845678901",
                                "X_PHONE":"138****8901","X_DECIDED":"0","X_REVISION":3,"X_STATE":0}
                                """));
    }

    @Test
    void theNationNeverGetsOmittedFieldsNorNumbersOfPersonsInFreeText() {
        hub.outbox.add(NATIONAL, 7, 3, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        assertThat(record(NATIONAL)).isEqualTo(JSON.readTree("""
                                {"X_NO":"23202603010300000000007","X_SOURCE":"GD-7","X_TEXT":"第3版，电话138****8901",
                                "X_FACTS":"欠款3年，致电138****8901未果","X_NAME":"张**","X_HOME":"三**","X_DECIDED":"1","X_REVISION":3,"X_STATE":0}
                                """));
    }

    @Test
    void aRemovalCarriesIdentificationOnly() {
        hub.outbox.add(NATIONAL, 7, 1, DueKind.NEW, Standing.CONFIRMED);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);
        hub.outbox.add(NATIONAL, 7, 2, DueKind.REMOVE, Standing.REVOKED);
        hub.seal(NATIONAL);
        hub.runUntilQuiet(NATIONAL);
        var bodies = hub.jdbc()
                .sql("select body from sandbox.package order by no")
                .query(byte[].class)
                .list();
        assertThat(JSON.readTree(bodies.get(1)).path("records").get(0)).isEqualTo(JSON.readTree("""
                                {"X_NO":"23202603010300000000007","X_SOURCE":"GD-7","X_REVISION":2,"X_STATE":2}
                                """));
    }

    @Test
    void whatSlippedThroughTheGateIsNotComposedAndFails() {
        for (var standing : List.of(Standing.UNCONFIRMED, Standing.REVOKED)) {
            hub.outbox.add(NATIONAL, standing.code() + 1, 1, DueKind.NEW, Standing.CONFIRMED);
            hub.seal(NATIONAL);
            hub.outbox.add(NATIONAL, standing.code() + 1, 2, DueKind.CHANGE, standing);
            hub.seal(NATIONAL);
            hub.runOnceIgnoring(NATIONAL);
            var batch =
                    hub.deliveries().batches(NATIONAL, null, Long.MAX_VALUE, 1).get(0);
            assertThat(batch.packages().get(0).state()).isEqualTo(PackageState.FAILED);
            assertThat(batch.packages().get(0).failure()).contains(standing.name());
        }
        assertThat(hub.sandbox().leaks()).isZero();
    }

    @Test
    void theSecondCheckThrows() {
        assertThatThrownBy(() -> NationalCheck.pass(DueKind.NEW, Standing.REPAIRED, "23"))
                .isInstanceOf(CannotCompose.class);
    }

    private String body(Target target) {
        var step = hub.bean(DeliveryStep.class);
        return new String(step.compose(step.dueForPush(target).get(0)).body(), StandardCharsets.UTF_8);
    }

    private JsonNode record(Target target) {
        return JSON.readTree(body(target)).path("records").get(0);
    }
}
