package cn.lvyue.hub.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.DueRule.Every;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class DueSectionTest {
    private static final Path FOLDER = Path.of("mappings");
    private static final StandardPacks PACKS = StandardPacks.load(FOLDER);

    @Test
    void readsEveryKindOfRule() {
        assertThat(rule("{ every: working-day, by: \"10:00\", grace: 30m }"))
                .contains(new DueRule.Fixed(Every.WORKING_DAY, 0, LocalTime.of(10, 0), Duration.ofMinutes(30)));
        assertThat(rule("{ every: week, on: friday, by: \"17:00\" }"))
                .contains(new DueRule.Fixed(Every.WEEK, 5, LocalTime.of(17, 0), Duration.ZERO));
        assertThat(rule("{ every: month, on: 31, by: \"17:00\" }"))
                .contains(new DueRule.Fixed(Every.MONTH, 31, LocalTime.of(17, 0), Duration.ZERO));
        assertThat(rule("{ within: 4h }")).contains(new DueRule.Within(Duration.ofHours(4)));
        assertThat(rule("{ every: never }")).isEmpty();
        assertThat(DueSection.read(null, Map.of(), "hub.feeds.tiny.due")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ every: hour, by: '10:00' } | every: a period is day",
                "{ every: day } | by: by is missing",
                "{ every: day, by: ten } | by: must be a time of day",
                "{ every: day, by: '23:50', grace: 10m } | grace: grace must end on the same day",
                "{ every: day, by: '10:00', on: friday } | on: on is for week and month only",
                "{ every: week, by: '10:00', on: funday } | on: must be monday to sunday",
                "{ every: month, by: '10:00', on: 32 } | on: must be 1 to 31",
                "{ within: 0h } | within: must be more than nothing",
                "{ within: soon } | within: must be a duration",
                "{ within: 4h, every: day } | within: within stands alone",
                "{ evry: day } | unknown key 'evry'"
            })
    void refusesWhatIsNoRuleWithFileAndLine(String section, String told) {
        assertThatThrownBy(() -> rule(section))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageContaining("tiny.yaml:2: ")
                .hasMessageContaining(told);
    }

    @Test
    void aSiteChangesSingleValuesOrReplacesTheRule() {
        var daily = "{ every: day, by: \"10:00\", grace: 30m }";

        assertThat(rule(daily, Map.of("by", "11:30")))
                .contains(new DueRule.Fixed(Every.DAY, 0, LocalTime.of(11, 30), Duration.ofMinutes(30)));
        assertThat(rule(daily, Map.of("within", "2d"))).contains(new DueRule.Within(Duration.ofDays(2)));
        assertThat(rule(daily, Map.of("every", "never"))).isEmpty();
        assertThatThrownBy(() -> rule(daily, Map.of("by", "noon")))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageStartingWith("hub.feeds.tiny.due.by: ");
        assertThatThrownBy(() -> rule(daily, Map.of("until", "noon"))).hasMessageContaining("unknown key");
    }

    @Test
    void everySampleFeedSaysWhenItIsDueAndASettingOverridesIt() {
        var settings = bind(Map.of(
                "hub.mappings", "mappings",
                "hub.feeds.hotline-12345.due.by", "11:00"));
        var mappings = new CompiledMappings(settings, PACKS);

        assertThat(mappings.feeds())
                .filteredOn(feed -> mappings.due(feed).isEmpty())
                .as("what nobody waits for")
                .containsExactly(new FeedId("manual-entry"));
        assertThat(mappings.due(new FeedId("hotline-12345")))
                .contains(new DueRule.Fixed(Every.DAY, 0, LocalTime.of(11, 0), Duration.ofMinutes(30)));
    }

    @Test
    void aSettingForAFeedThatIsNotThereIsRefused() {
        var settings = bind(Map.of("hub.mappings", "mappings", "hub.feeds.hotline.due.by", "11:00"));

        assertThatThrownBy(() -> new CompiledMappings(settings, PACKS))
                .isInstanceOf(BrokenMapping.class)
                .hasMessageContaining("hub.feeds.hotline.due");
    }

    private static MappingSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bind("hub", MappingSettings.class)
                .get();
    }

    private static Optional<DueRule> rule(String section) {
        return rule(section, Map.of());
    }

    private static Optional<DueRule> rule(String section, Map<String, String> site) {
        var table = YamlTable.parse("tiny.yaml", "feed: tiny\ndue: " + section + "\n");
        return DueSection.read(table.table("due"), site, "hub.feeds.tiny.due");
    }
}
