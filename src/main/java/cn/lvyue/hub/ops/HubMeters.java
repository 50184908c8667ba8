package cn.lvyue.hub.ops;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Alarms.Level;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Target;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * The hub's meters. They tell what the database knows, so every node of a hub tells the same and a restart loses nothing: sum
 * over nodes in a monitor would count double, take the maximum. Series are bounded: feeds, channels, outcomes, targets.
 */
@Component
class HubMeters implements MeterBinder {
    private final MeterSnapshot snapshot;
    private final Mappings mappings;

    HubMeters(MeterSnapshot snapshot, Mappings mappings) {
        this.snapshot = snapshot;
        this.mappings = mappings;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        mappings.feeds().forEach(feed -> bindFeed(registry, feed));
        List.of(Target.values()).forEach(target -> bindTarget(registry, target));
        for (var level : Level.values()) {
            gauge(registry, "hub.alarms.open", Tags.of("level", word(level)), seen -> seen.alarms(level));
        }
        gauge(registry, "hub.archive.bytes", Tags.empty(), MeterSnapshot.Seen::archiveBytes);
        gauge(registry, "hub.balance.open", Tags.empty(), MeterSnapshot.Seen::openBalances);
    }

    private void bindFeed(MeterRegistry registry, FeedId feed) {
        var tags = Tags.of("feed", feed.value());
        for (var channel : Channel.values()) {
            var at = tags.and("channel", word(channel));
            counter(registry, "hub.messages", at.and("status", "done"), seen -> seen.done(feed, channel));
            counter(registry, "hub.messages", at.and("status", "unreadable"), seen -> seen.unreadable(feed, channel));
            counter(registry, "hub.messages", at.and("status", "failed"), seen -> seen.failed(feed, channel));
        }
        for (var outcome : Outcome.values()) {
            counter(registry, "hub.records", tags.and("outcome", word(outcome)), seen -> seen.records(feed, outcome));
        }
        gauge(registry, "hub.messages.waiting", tags, seen -> seen.waiting(feed));
        gauge(registry, "hub.messages.waiting.oldest.seconds", tags, seen -> seen.oldestSeconds(feed));
        gauge(registry, "hub.arrivals.late", tags, seen -> seen.silent(feed));
        FunctionTimer.builder(
                        "hub.processing",
                        snapshot,
                        source -> (long) source.seen().ended(feed),
                        source -> source.seen().seconds(feed),
                        TimeUnit.SECONDS)
                .description("from archived to ended")
                .tags(tags)
                .register(registry);
    }

    private void bindTarget(MeterRegistry registry, Target target) {
        for (var state : MeterSnapshot.DeliveryCount.values()) {
            gauge(
                    registry,
                    "hub.deliveries",
                    Tags.of("target", target.id(), "state", word(state)),
                    seen -> seen.deliveries(target, state));
        }
    }

    private void gauge(MeterRegistry registry, String name, Tags tags, ToDoubleFunction<MeterSnapshot.Seen> value) {
        Gauge.builder(name, snapshot, source -> value.applyAsDouble(source.seen()))
                .tags(tags)
                .register(registry);
    }

    private void counter(MeterRegistry registry, String name, Tags tags, ToDoubleFunction<MeterSnapshot.Seen> value) {
        FunctionCounter.builder(name, snapshot, source -> value.applyAsDouble(source.seen()))
                .tags(tags)
                .register(registry);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
