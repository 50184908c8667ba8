package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.Reception;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Reads polled interfaces, each by one node at a time. Called by route {@code poll-round}. */
@Component("poll")
@EnableConfigurationProperties(PollSettings.class)
class PollStep implements Polls {
    private static final Logger log = LoggerFactory.getLogger(PollStep.class);

    private static final String WAY = "poll/";

    private final Map<String, PolledSource> sources;
    private final Map<String, PageClient> clients = new TreeMap<>();
    private final PollStore store;
    private final Reception reception;
    private final Pauses pauses;
    private final BlockedWays ways;
    private final Clock clock;
    private final String node = UUID.randomUUID().toString();
    private volatile boolean stopping;

    PollStep(
            PollSettings settings, PollStore store, Reception reception, Pauses pauses, BlockedWays ways, Clock clock) {
        this.sources = settings.polls();
        this.store = store;
        this.reception = reception;
        this.pauses = pauses;
        this.ways = ways;
        this.clock = clock;
        sources.forEach((name, source) -> clients.put(name, new PageClient(source, clock)));
    }

    /** A round may take long; the hub must not wait for it to stop. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
    }

    /** Whether a source is configured and not paused, its wait is over and no other node is at it. */
    boolean isDue(String feed, String name) {
        return sources.containsKey(name) && !stopping && !pauses.isPaused(new FeedId(feed)) && store.isDue(name);
    }

    /** For whom pages are asked, as the mappings know it. */
    record Asking(FeedId feed, Channel channel) {}

    Asking asking(String feed) {
        return new Asking(new FeedId(feed), Channel.POLL);
    }

    /**
     * Reads a source's window once. Its outcome is in the list of rounds; a failure is no exception.
     *
     * @param plan how the feed's pages are read: where records stand, and what a good page says
     */
    void round(String name, ReadPlan plan) {
        var source = sources.get(name);
        var client = clients.get(name);
        if (source == null || client == null || !store.take(name, node, source.lease())) {
            return;
        }
        var window = store.window(name, source.window().start(), source.window().overlap(), clock.instant());
        long id = store.begin(window, source.keepRounds());
        var tools = new PollRound.Tools(
                client, new PageReader(source), reception, clock, new Book(id, name, source, plan.feed()));
        var round = new PollRound(window, source, plan, tools);
        var end = round.read();
        store.progress(id, round);
        end(id, name, source, plan, round, end);
    }

    private void end(long id, String name, PolledSource source, ReadPlan plan, PollRound round, RoundEnd end) {
        if (end instanceof RoundEnd.Whole whole) {
            ways.works(WAY + name);
            store.succeed(id, name, node, whole, source.interval(), round.clockAhead());
            log.info("poll {}: round {} read {} records in {} pages", name, id, round.records(), round.pages());
        } else if (end instanceof RoundEnd.Failed failed) {
            int failures = store.fail(id, name, node, failed);
            var pause = pause(source.retry(), failures, failed.retryAfter());
            store.pause(name, pause);
            ways.blocked(
                    WAY + name,
                    "轮询失败 %1$s（%2$s） / polling failed with %1$s (%2$s)".formatted(failed.code(), failed.detail()));
            log.warn(
                    "poll {}: round {} failed with {} ({}), {} in a row; next in {}",
                    name,
                    id,
                    failed.code(),
                    failed.detail(),
                    failures,
                    pause);
        } else {
            boolean ownWill = stopping || pauses.isPaused(plan.feed());
            store.end(id, State.INTERRUPTED, ownWill ? null : PollFault.TAKEN_OVER.code(), null);
            store.release(name, node);
        }
    }

    private static Duration pause(PolledSource.Retry retry, int failures, @Nullable Duration wished) {
        var pause = retry.after(failures);
        var longer = wished == null || wished.compareTo(pause) < 0 ? pause : wished;
        return longer.compareTo(retry.longest()) > 0 ? retry.longest() : longer;
    }

    private final class Book implements PollRound.Journal {
        private final long id;
        private final String name;
        private final PolledSource source;
        private final FeedId feed;

        Book(long id, String name, PolledSource source, FeedId feed) {
            this.id = id;
            this.name = name;
            this.source = source;
            this.feed = feed;
        }

        @Override
        public boolean mayGoOn(PollRound round) {
            store.progress(id, round);
            return !stopping && !pauses.isPaused(feed) && store.renew(name, node, source.lease());
        }

        @Override
        public void archived(int number, int page, long messageId) {
            store.note(id, new Page(number, page, messageId));
        }
    }

    @Override
    public List<Source> sources() {
        return sources.keySet().stream()
                .sorted()
                .map(name -> store.source(name).orElseGet(() -> Source.neverAsked(name)))
                .toList();
    }

    @Override
    public List<Round> rounds(@Nullable String source, long before, int limit) {
        return store.rounds(source, before, limit);
    }

    @Override
    public List<Page> pages(long round, int after, int limit) {
        return store.pages(round, after, limit);
    }
}
