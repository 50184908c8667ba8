package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsAsLimitsTest {
    @Test
    void tellsEveryLimitOfTheSettingsAsItIsSet() {
        var limits = new SettingsAsLimits(Samples.settings(Map.of("hub.intake.max-ratio", "17"))).limits();
        var settings = Arrays.stream(IntakeSettings.class.getRecordComponents())
                .filter(component -> component.getName().startsWith("max"))
                .map(component -> "hub.intake."
                        + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT))
                .toList();

        assertThat(limits).extracting(ReadingLimits.Limit::setting).containsExactlyInAnyOrderElementsOf(settings);
        assertThat(limits)
                .filteredOn(limit -> limit.setting().equals("hub.intake.max-ratio"))
                .extracting(ReadingLimits.Limit::value)
                .containsExactly("17");
        assertThat(limits)
                .allMatch(limit -> !limit.zh().isBlank() && !limit.en().isBlank());
    }
}
