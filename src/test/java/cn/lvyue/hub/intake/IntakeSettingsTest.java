package cn.lvyue.hub.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class IntakeSettingsTest {
    @Test
    void hasDefaults() {
        assertThat(Samples.settings(Map.of()))
                .isEqualTo(new IntakeSettings(
                        2000,
                        DataSize.ofGigabytes(16),
                        200,
                        1_000,
                        20_000_000,
                        1_000,
                        262_144,
                        1_048_576,
                        100,
                        1_000,
                        10_000,
                        DataSize.ofMegabytes(64),
                        DataSize.ofMegabytes(64),
                        1_000_000,
                        Duration.ofHours(1),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        DataSize.ofMegabytes(16),
                        null));
    }

    @Test
    void bindsEveryProperty() {
        var changed = Map.ofEntries(
                Map.entry("hub.intake.chunk", "500"),
                Map.entry("hub.intake.max-expanded", "1GB"),
                Map.entry("hub.intake.max-ratio", "50"),
                Map.entry("hub.intake.max-entries", "10"),
                Map.entry("hub.intake.max-records", "100"),
                Map.entry("hub.intake.max-columns", "20"),
                Map.entry("hub.intake.max-cell", "2000"),
                Map.entry("hub.intake.max-record", "3000"),
                Map.entry("hub.intake.max-depth", "10"),
                Map.entry("hub.intake.max-name", "30"),
                Map.entry("hub.intake.max-names", "200"),
                Map.entry("hub.intake.max-part", "2MB"),
                Map.entry("hub.intake.max-old-workbook", "3MB"),
                Map.entry("hub.intake.max-old-strings", "4000"),
                Map.entry("hub.intake.max-time", "5m"),
                Map.entry("hub.intake.max-effort", "6s"),
                Map.entry("hub.intake.max-effort-per-mb", "7ms"),
                Map.entry("hub.intake.strings-in-memory", "1MB"),
                Map.entry("hub.intake.temporary", "spool"));
        assertThat(Samples.settings(changed))
                .isEqualTo(new IntakeSettings(
                        500,
                        DataSize.ofGigabytes(1),
                        50,
                        10,
                        100,
                        20,
                        2_000,
                        3_000,
                        10,
                        30,
                        200,
                        DataSize.ofMegabytes(2),
                        DataSize.ofMegabytes(3),
                        4_000,
                        Duration.ofMinutes(5),
                        Duration.ofSeconds(6),
                        Duration.ofMillis(7),
                        DataSize.ofMegabytes(1),
                        Path.of("spool")));
    }
}
