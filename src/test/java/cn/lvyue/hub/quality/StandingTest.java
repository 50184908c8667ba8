package cn.lvyue.hub.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A breach is confirmed only after it was verified as true and rectification was refused. */
class StandingTest {
    private static Judged confirmed() {
        return Judged.complaint()
                .with("TS_BLZT", "80")
                .with("TS_HSJG", "1")
                .with("TS_ZGZT", "3")
                .with("TS_RDJG", "1")
                .with("TS_RDDW", "某市营商环境建设监督局")
                .with("TS_RDRQ", "2023-09-20");
    }

    @Test
    void confirmsWhatWasVerifiedAndRefused() {
        assertThat(confirmed().inspect().standing()).isEqualTo(Standing.CONFIRMED);
        assertThat(confirmed().inspect().verdict()).isEqualTo(Verdict.CLEAR);
    }

    @ParameterizedTest
    @CsvSource({"TS_HSJG, 0", "TS_HSJG, 2", "TS_HSJG, 3", "TS_ZGZT, 1", "TS_RDJG, 2", "TS_RDJG, 0"})
    void rejectsAConfirmationThatSkipsAStep(String field, String value) {
        var inspected = confirmed().with(field, value).inspect();

        assertThat(inspected.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(inspected.findings()).anyMatch(finding -> finding.code().equals("V205"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"04", "05"})
    void trustsTheConfirmationOfChannelsThatReportConfirmedRecords(String channel) {
        var inspected = confirmed().with("TS_LYQD", channel).without("TS_ZGZT").inspect();

        assertThat(inspected.verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(inspected.standing()).isEqualTo(Standing.CONFIRMED);
    }

    @ParameterizedTest
    @CsvSource({
        "05, UNCONFIRMED", "06, UNCONFIRMED", "10, UNCONFIRMED", "20, UNCONFIRMED", "30, UNCONFIRMED",
                "31, UNCONFIRMED",
        "40, UNCONFIRMED", "50, UNCONFIRMED", "51, UNCONFIRMED", "60, UNCONFIRMED", "61, UNCONFIRMED",
                "70, UNCONFIRMED",
        "80, CONFIRMED", "81, CONFIRMED", "82, CONFIRMED", "90, REPAIRED", "91, REPAIRED", "92, REPAIRED",
        "98, REVOKED", "99, REVOKED"
    })
    void followsTheState(String state, Standing standing) {
        assertThat(confirmed().with("TS_BLZT", state).inspect().standing()).isEqualTo(standing);
    }

    @Test
    void confirmsNothingWithoutADetermination() {
        assertThat(confirmed().without("TS_RDJG").inspect().standing()).isEqualTo(Standing.UNCONFIRMED);
    }

    @Test
    void rejectsAVerificationThatContradictsTheState() {
        assertThat(Judged.complaint().with("TS_BLZT", "50").with("TS_HSJG", "1").findings())
                .contains("REJECT V205 TS_HSJG");
        assertThat(Judged.complaint().with("TS_BLZT", "60").with("TS_HSJG", "2").findings())
                .contains("REJECT V205 TS_HSJG");
    }
}
