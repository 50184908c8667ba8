package cn.lvyue.hub.proof;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.proof.Proofs.DayStatement;
import cn.lvyue.hub.proof.Verifications.Fault;
import cn.lvyue.hub.record.Alarms.Level;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimeStampTest {
    @TempDir
    Path folder;

    @Test
    void anOutageRaisesAlarmsInStepsStopsNothingAndIsMadeUpFor() throws Exception {
        try (var authority = new SmallAuthority();
                var hub = ProvedHub.fresh(
                        "hub.proof.timestamp.url=" + authority.url(),
                        "hub.proof.timestamp.certificate=" + authority.certificate(folder))) {
            hub.take("A1");
            hub.nextDay();
            assertThat(hub.proofs().newest().orElseThrow().stamp()).isNotNull();
            assertThat(hub.alarms.open).isEmpty();

            authority.away = true;
            hub.take("A2");
            hub.nextDay();
            var closed = hub.proofs().newest().orElseThrow();
            assertThat(closed.stamp()).isNull();
            assertThat(closed.signature())
                    .as("a day is closed and signed without a stamp")
                    .isNotNull();
            assertThat(hub.alarms.open).as("a short outage").isEmpty();
            int calls = authority.calls.get();
            hub.bean(DayClosing.class).closeDue();
            assertThat(authority.calls.get()).as("not again before a pause").isEqualTo(calls);

            hub.clock.advance(Duration.ofHours(2));
            hub.bean(DayClosing.class).closeDue();
            assertThat(hub.alarms.open.values())
                    .extracting(alarm -> alarm.level())
                    .containsExactly(Level.WARNING);
            hub.clock.advance(Duration.ofHours(23));
            hub.bean(DayClosing.class).closeDue();
            assertThat(hub.alarms.open.values())
                    .extracting(alarm -> alarm.level())
                    .contains(Level.CRITICAL);

            authority.away = false;
            hub.clock.advance(Duration.ofMinutes(6));
            hub.bean(DayClosing.class).closeDue();
            assertThat(hub.proofs().days(null, 100))
                    .extracting(DayStatement::stamp)
                    .doesNotContainNull();
            assertThat(hub.alarms.open).isEmpty();
        }
    }

    @Test
    void aStampOfAnotherDayIsFound() throws Exception {
        try (var authority = new SmallAuthority();
                var hub = ProvedHub.fresh("hub.proof.timestamp.url=" + authority.url())) {
            hub.take("A1");
            hub.nextDay();
            hub.nextDay();
            TestDatabase.asSuperuser(
                    "update proof.day set stamp = (select stamp from proof.day where day = '2026-03-04')");
            long id = hub.bean(Verifications.class).start("auditor", null, null, null);
            hub.bean(Verifying.class).work();

            assertThat(hub.bean(Verifications.class).faults(id, 0, 10))
                    .extracting(Fault::code, Fault::place)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("A138", "日结 day 2026-03-05"));
        }
    }

    @Test
    void aHubWithoutAKeyClosesDaysAndSignsThemLater() {
        try (var hub = ProvedHub.fresh("hub.proof.keys=none")) {
            hub.take("A1");
            hub.nextDay();
            assertThat(hub.proofs().newest().orElseThrow().signature()).isNull();
            assertThat(hub.alarms.open).containsKey("A151 proof");
        }
    }

    @Test
    void aLogInTheInternationalProfileIsHashedWithSha256AndSignedWithEcdsa() {
        try (var hub = ProvedHub.fresh("hub.profile=international", "hub.keys.ids.days.kind=ECDSA")) {
            hub.take("A1");
            hub.nextDay();
            var day = hub.proofs().newest().orElseThrow();
            assertThat(day.text()).contains("algorithm: SHA-256\n");
            assertThat(day.signature()).contains("algorithm: ECDSA-SHA256\n");
            long id = hub.bean(Verifications.class).start("auditor", null, null, null);
            hub.bean(Verifying.class).work();
            assertThat(hub.bean(Verifications.class).report(id).orElseThrow().faultless())
                    .isTrue();
        }
    }
}
