package cn.lvyue.hub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.Standing;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfirmedOnlyTest {
    private final ConfirmedOnly gate = new ConfirmedOnly();

    @ParameterizedTest
    @CsvSource({
        "CONFIRMED,   false, NEW",
        "CONFIRMED,   true,  CHANGE",
        "REPAIRED,    false, ",
        "REPAIRED,    true,  CHANGE",
        "REVOKED,     false, ",
        "REVOKED,     true,  REMOVE",
        "UNCONFIRMED, false, ",
        "UNCONFIRMED, true,  REMOVE"
    })
    void decidesByStandingAndByWhatStandsThere(Standing standing, boolean standsThere, DueKind kind) {
        assertThat(gate.admit(standing, standsThere)).isEqualTo(Optional.ofNullable(kind));
    }

    @Property
    void nothingUnconfirmedIsEverShownWhateverWentBefore(@ForAll @Size(max = 30) List<Standing> life) {
        boolean stands = false;
        for (var standing : life) {
            var told = gate.admit(standing, stands);
            if (told.isPresent() && told.get() != DueKind.REMOVE) {
                assertThat(standing).isIn(Standing.CONFIRMED, Standing.REPAIRED);
                assertThat(standing == Standing.CONFIRMED || stands).isTrue();
            }
            stands = told.map(kind -> kind != DueKind.REMOVE).orElse(stands);
        }
    }

    @Property
    void whatStandsThereIsTrueAfterEveryRevision(@ForAll @Size(max = 30) List<Standing> life) {
        boolean stands = false;
        for (var standing : life) {
            var told = gate.admit(standing, stands);
            assertThat(told.isPresent())
                    .as("what stands there hears of everything")
                    .isEqualTo(stands || standing == Standing.CONFIRMED);
            stands = told.map(kind -> kind != DueKind.REMOVE).orElse(stands);
            if (standing == Standing.REVOKED || standing == Standing.UNCONFIRMED) {
                assertThat(stands).isFalse();
            }
        }
    }

    @Property
    void theSecondCheckAgreesWithTheGate(@ForAll Standing standing, @ForAll boolean stands) {
        gate.admit(standing, stands).ifPresent(kind -> NationalCheck.pass(kind, standing, "23"));
    }

    @Property
    void theSecondCheckLetsNoUnconfirmedContentPass(@ForAll Standing standing, @ForAll DueKind kind) {
        boolean content = kind != DueKind.REMOVE;
        boolean confirmedOnce = standing == Standing.CONFIRMED || standing == Standing.REPAIRED;
        try {
            NationalCheck.pass(kind, standing, "23");
            assertThat(!content || confirmedOnce).isTrue();
        } catch (CannotCompose refused) {
            assertThat(content && (!confirmedOnce || kind == DueKind.NEW)).isTrue();
        }
    }
}
