package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.channel.BlockedWays;
import cn.lvyue.hub.channel.OpenAlarms;
import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.flow.PagedApi;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Pauses;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.Reception;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One polled interface, the real store and client, and a door that keeps what comes through it by its once-key. */
final class PolledHub implements Reception {
    static final String SOURCE = "arrears";

    private static final ReadPlan PLAN = new ReadPlan(
            new FeedId("arrears"),
            ReadPlan.Format.JSON,
            List.of("no"),
            "/data/list",
            Map.of(),
            Map.of("/code", "0"),
            1,
            1,
            List.of(),
            List.of(),
            List.of(),
            "auto",
            null);

    final Map<String, Arrival> archived = new LinkedHashMap<>();
    final Map<String, String> bodies = new LinkedHashMap<>();
    final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final PollStep step;
    final List<Pauses.Pause> paused = new ArrayList<>();
    final OpenAlarms alarms = new OpenAlarms();
    private final Pauses pauses = () -> paused;
    private Runnable onReceive = () -> {};

    /** @param more settings of the source */
    PolledHub(PagedApi api, Map<String, String> more) {
        this(api, more, Clock.systemUTC());
    }

    PolledHub(PagedApi api, Map<String, String> more, Clock clock) {
        this.step = new PollStep(
                settings(api, more), new PollStore(jdbc), this, pauses, new BlockedWays(alarms, clock), clock);
    }

    private static PollSettings settings(PagedApi api, Map<String, String> more) {
        var values = new HashMap<String, String>();
        values.put("hub.polls.arrears.url", api.url());
        values.put("hub.polls.arrears.paging.records", "2");
        more.forEach((name, value) -> values.put("hub.polls.arrears." + name, value));
        return new Binder(new MapConfigurationPropertySource(values))
                .bind("hub", PollSettings.class)
                .get();
    }

    /** Stands for the archive: the same once-key is the same message. */
    @Override
    public Message receive(Arrival arrival) {
        onReceive.run();
        try {
            var body = new String(arrival.body().readAllBytes(), StandardCharsets.UTF_8);
            archived.putIfAbsent(arrival.onceKey(), arrival);
            bodies.putIfAbsent(arrival.onceKey(), body);
            return new Message(
                    archived.size(), arrival.feed(), arrival.channel(), Instant.EPOCH, null, null, body.length(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void onReceive(Runnable effect) {
        onReceive = effect;
    }

    /** Runs one round, whatever pause the last one left. */
    Polls.Round round() {
        jdbc.sql("update channel.poll_source set next_at = '-infinity'").update();
        step.round(SOURCE, PLAN);
        return step.rounds(SOURCE, Long.MAX_VALUE, 1).get(0);
    }

    Polls.Source source() {
        return step.sources().get(0);
    }

    PollStep step() {
        return step;
    }

    static ReadPlan plan() {
        return PLAN;
    }

    /** A page as such interfaces write it; the records are numbers with their time of change. */
    static String page(int total, int pages, String... records) {
        return "{\"code\": 0, \"msg\": \"success\", \"data\": {\"total\": %d, \"pages\": %d, \"list\": [%s]}}"
                .formatted(total, pages, String.join(", ", records));
    }

    static String record(int number, String changed) {
        return "{\"no\": \"%d\", \"changed\": \"%s\"}".formatted(number, changed);
    }

    static String record(int number) {
        return record(number, "2023-10-%02d 08:00:00".formatted(number));
    }
}
