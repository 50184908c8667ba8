package cn.lvyue.hub.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.record.FeedId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class SourceRulesTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");

    @Test
    void withoutSettingsTheDefaultsHoldForEverySource() {
        var rule = rules(Map.of()).of(HOTLINE);

        assertThat(rule.allowFrom()).isEmpty();
        assertThat(rule.maxBody()).isEqualTo(DataSize.ofGigabytes(2));
        assertThat(rule.requestsPerMinute()).isEqualTo(6_000);
        assertThat(rule.burst()).isEqualTo(1_000);
        assertThat(rule.clockWindow()).isEqualTo(Duration.ofMinutes(5));
        assertThat(rule.sameBodyOnce()).isTrue();
    }

    @Test
    void aSourceHasItsOwnAndTheRestFromTheDefault() {
        var rules = rules(Map.of(
                "hub.sources.default.burst", "7",
                "hub.sources.default.max-body", "1MB",
                "hub.sources.hotline-12345.burst", "9",
                "hub.sources.hotline-12345.allow-from", "10.0.0.0/8,::1"));

        assertThat(rules.of(HOTLINE).burst()).isEqualTo(9);
        assertThat(rules.of(HOTLINE).maxBody()).isEqualTo(DataSize.ofMegabytes(1));
        assertThat(rules.of(HOTLINE).allowFrom()).containsExactly("10.0.0.0/8", "::1");
        assertThat(rules.of(new FeedId("credit-site")).burst()).isEqualTo(7);
        assertThat(rules.named()).containsExactly("hotline-12345");
    }

    @Test
    void networksOfBothKindsAreUnderstood() {
        var rule = rules(Map.of("hub.sources.default.allow-from", "10.1.0.0/16,192.168.7.9,2001:db8::/32"))
                .defaults();

        assertThat(List.of("10.1.255.1", "192.168.7.9", "2001:db8::7")).allMatch(rule::allows);
        assertThat(List.of("10.2.0.1", "192.168.7.8", "2001:db9::7", "::1")).noneMatch(rule::allows);
    }

    @Test
    void whatCannotHoldStopsTheStart() {
        assertThatThrownBy(() -> rules(Map.of("hub.sources.hotline-12345.clock-window", "12h")))
                .hasMessageContaining("hub.door.nonce-keep");
        assertThatThrownBy(() -> rules(Map.of("hub.sources.hotline-12345.burst", "0")))
                .hasMessageContaining("hub.sources.hotline-12345");
        assertThatThrownBy(() -> rules(Map.of("hub.sources.hotline-12345.clock-window", "0s")))
                .hasMessageContaining("clock-window");
        assertThatThrownBy(() -> rules(Map.of("hub.sources.default.allow-from", "10.0.0.0/99")))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> rules(Map.of("hub.sources.hotline-12345.allow-from", "somewhere")))
                .isInstanceOf(RuntimeException.class);
    }

    private static SourceRules rules(Map<String, String> settings) {
        var binder = new Binder(new MapConfigurationPropertySource(new HashMap<>(settings)));
        return new SourceRules(
                binder.bindOrCreate("hub.sources.default", Bindable.of(SourceRule.class)),
                binder.bindOrCreate("hub", Bindable.of(SourcesSettings.class)),
                binder.bindOrCreate("hub.door", Bindable.of(DoorSettings.class)));
    }
}
