package cn.lvyue.hub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.chaos.Schedule.CrashBroker;
import cn.lvyue.hub.chaos.Schedule.KillHub;
import cn.lvyue.hub.chaos.Schedule.Post;
import cn.lvyue.hub.chaos.Schedule.RestartDatabase;
import cn.lvyue.hub.chaos.Schedule.SealBatch;
import cn.lvyue.hub.chaos.Schedule.Step;
import cn.lvyue.hub.chaos.Schedule.Turn;
import cn.lvyue.hub.flow.HubProcess;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.RehearsedPlatforms;
import cn.lvyue.hub.sandbox.RehearsedPlatforms.Arrived;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A hub with a database and a broker that are processes of their own, and platforms that outlive them all. */
final class Rehearsal implements AutoCloseable {
    private static final String FEED = "credit-site";
    private static final String BATCH_DAY = "2023-10-16";
    private static final int DATE = 10; // characters
    private static final int RECEIPTED = 5;
    private static final int REFUSED = 6;
    private static final Duration LONG = Duration.ofMinutes(Integer.getInteger("chaos.patience", 3));
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Set<String> OPEN = Set.of("SEALED", "SENDING", "SENT");

    /** Short delays, so that a schedule is over in seconds, and small packages. */
    private static final Map<String, String> PACE = Map.ofEntries(
            Map.entry("heap", "384m"),
            Map.entry("hub.trial.play-samples", "false"),
            Map.entry("hub.delivery.package-records", "4"),
            Map.entry("hub.delivery.seal-period", "150"),
            Map.entry("hub.delivery.push-period", "100"),
            Map.entry("hub.delivery.lease", "6s"),
            Map.entry("hub.delivery.http.connect", "1s"),
            Map.entry("hub.delivery.http.answer", "2s"),
            Map.entry("hub.delivery.retry.first", "50ms"),
            Map.entry("hub.delivery.retry.longest", "500ms"),
            Map.entry("hub.delivery.retry.attempts", "1000000"),
            Map.entry("hub.delivery.breaker.first", "100ms"),
            Map.entry("hub.delivery.breaker.longest", "500ms"),
            Map.entry("hub.delivery.receipts.first", "50ms"),
            Map.entry("hub.delivery.receipts.longest", "300ms"),
            Map.entry("hub.processing.retry-delay", "100"),
            Map.entry("hub.processing.sweep-delay", "200"),
            Map.entry("hub.processing.sweep-period", "500"));

    private final Path folder;
    private final OutsidePostgres postgres;
    private final OutsideBroker broker;
    private final RehearsedPlatforms platforms;
    private final Map<String, String> settings = new HashMap<>(PACE);
    private volatile HubProcess hub;
    private String begun = "";
    private CompletableFuture<Void> restart = CompletableFuture.completedFuture(null);

    private Rehearsal(Path folder, String database) throws IOException, SQLException {
        this.folder = folder;
        postgres = OutsidePostgres.start(folder.resolve("postgres"));
        broker = OutsideBroker.start(folder.resolve("broker"));
        platforms = RehearsedPlatforms.start(Map.of("hub.sandbox.stage-delay", "100ms"));
        settings.putAll(platforms.settings());
        settings.put("hub.broker.url", broker.url());
        settings.put("hub.mappings", mappings(folder.resolve("mappings")).toString());
        settings.putAll(postgres.fresh(database));
        hub = startHub();
    }

    /** @param folder whose content is deleted */
    static Rehearsal start(Path folder) throws IOException, SQLException {
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectories(folder);
        return new Rehearsal(folder.toAbsolutePath(), "rehearsal");
    }

    /** The mappings, with words for what the column does not tell so far: a repair and a revocation. */
    private static Path mappings(Path copy) throws IOException {
        FileSystemUtils.copyRecursively(Path.of("mappings"), copy);
        var file = copy.resolve(FEED + ".yaml");
        var text = Files.readString(file)
                .replace(
                        "      WITHDRAWN: \"98\"\n",
                        "      WITHDRAWN: \"98\"\n      REPAIRED: \"91\"\n      REVOKED: \"99\"\n")
                .replace(
                        "TS_RDJG:      { of: TS_BLZT, code: { \"80\": \"1\" }",
                        "TS_RDJG:      { of: TS_BLZT, code: { \"80\": \"1\", \"91\": \"1\" }");
        Files.writeString(file, text);
        return copy;
    }

    private HubProcess startHub() {
        return HubProcess.start(folder.resolve("hub"), settings);
    }

    RehearsedPlatforms platforms() {
        return platforms;
    }

    /** Does what a schedule says, lets the weather clear and waits until the hub has nothing left to do. */
    void play(Schedule schedule) throws IOException, InterruptedException {
        begun = told(this::today);
        for (var step : schedule.steps()) {
            perform(step);
        }
        restart.join();
        platforms.play(RandomScenario.clear(schedule.refused(), schedule.lie()));
        broker.awaitOpen();
        awaitIntake();
        untilDone(() -> hub.client().postEmpty("/batches?target=provincial&date=" + BATCH_DAY, 202));
        awaitSettled();
    }

    private void perform(Step step) throws IOException, InterruptedException {
        if (step instanceof Post post) {
            byte[] body = post.body().getBytes(StandardCharsets.UTF_8);
            untilDone(() -> hub.client().post(FEED, body));
        } else if (step instanceof SealBatch) {
            untilDone(() -> hub.client().postEmpty("/batches?target=provincial&date=" + BATCH_DAY, 202));
        } else if (step instanceof Turn turn) {
            platforms.play(turn.scenario().replace(RandomScenario.HUB, "http://127.0.0.1:" + hub.port()));
        } else if (step instanceof KillHub kill) {
            restart.join();
            restart = CompletableFuture.runAsync(() -> killHub(kill.afterMillis()));
        } else if (step instanceof RestartDatabase restart) {
            postgres.restart(restart.crash());
        } else if (step instanceof CrashBroker) {
            broker.crash();
        }
    }

    /** While everything else goes on. */
    private void killHub(long afterMillis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(afterMillis));
        hub.kill();
        hub = startHub();
    }

    /** A sender that was not answered, or not well, sends the same again; so does whoever asks. */
    private static void untilDone(ThrowingRunnable call) {
        Awaitility.await()
                .atMost(LONG)
                .pollDelay(Duration.ZERO)
                .pollInterval(SHORT)
                .ignoreException(UncheckedIOException.class)
                .untilAsserted(call);
    }

    private void awaitIntake() {
        untilDone(() ->
                assertThat(status().get("waiting").get("messages").asInt()).isZero());
    }

    private void awaitSettled() {
        untilDone(
                () -> assertThat(open()).as("what is open, log in " + hub.log()).isEmpty());
    }

    /** What the hub itself says it still has to do. */
    private List<String> open() {
        var open = new ArrayList<String>();
        for (var target : status().get("targets")) {
            if (target.get("pending").asInt() + target.get("unknown").asInt() > 0) {
                open.add(target.toString());
            }
        }
        pages("/batches?limit=200")
                .filter(batch -> OPEN.contains(batch.get("state").asString()))
                .forEach(batch -> open.add(batch.toString()));
        return open;
    }

    private Stream<JsonNode> pages(String path) {
        var all = new ArrayList<JsonNode>();
        var after = "";
        while (after != null) {
            var page = hub.client().get(path + after);
            page.get("items").forEach(all::add);
            var next = page.get("next");
            after = next == null || next.isNull()
                    ? null
                    : "&after=" + URLEncoder.encode(next.asString(), StandardCharsets.UTF_8);
        }
        return all.stream();
    }

    JsonNode status() {
        return hub.client().get("/status");
    }

    /**
     * What the hub's reconciliation names of one seed's records, of the day the batches were made for and of today, or of two days
     * if it is midnight meanwhile, as {@link Judge#differences()} has it; empty where the hub makes no statements.
     */
    Optional<Set<String>> differences(String prefix) {
        return told(() -> named(prefix));
    }

    /** A platform that is slow just now makes the hub put off its answer: then it is asked again. */
    private static <T> T told(Supplier<T> asked) {
        var answer = new AtomicReference<T>();
        untilDone(() -> answer.set(asked.get()));
        return answer.get();
    }

    private Optional<Set<String>> named(String prefix) {
        var today = today();
        if (!hub.client().exists("/reconciliation?date=" + today)) {
            return Optional.empty();
        }
        var named = new TreeSet<String>();
        for (var day : new TreeSet<>(List.of(BATCH_DAY, begun, today))) {
            pages("/reconciliation?limit=1000&date=" + day)
                    .filter(item -> item.get("sourceRecordNo").asString().startsWith(prefix))
                    .forEach(item -> named.add("%s %s %s %s"
                            .formatted(
                                    item.get("code").asString(),
                                    item.get("target").asString(),
                                    item.get("sourceRecordNo").asString(),
                                    item.path("revision").asString(""))));
        }
        return Optional.of(named);
    }

    private String today() {
        return status().get("at").asString().substring(0, DATE);
    }

    /** What the hub takes for refused of one seed's records, {@code target sourceRecordNo revision}, as its tables have it. */
    Set<String> refused(String prefix) {
        return inState(REFUSED, prefix);
    }

    private Set<String> inState(int state, String prefix) {
        return Set.copyOf(postgres.client("rehearsal")
                .sql(
                        "select target, source_record_no, revision from delivery.item where state = ? and starts_with(source_record_no, ?)")
                .params(state, prefix)
                .query((row, number) ->
                        "%s %s %d".formatted(Target.ofCode(row.getInt(1)).id(), row.getString(2), row.getInt(3)))
                .list());
    }

    /** How the hub's tables have what became of one seed's records, of every package that carried them, for whoever looks into a fault. */
    List<String> trail(String prefix) {
        var jdbc = postgres.client("rehearsal");
        var trail =
                new ArrayList<>(jdbc.sql("""
                        select format('%s at %s revision %s: kind %s, state %s, doubted %s, code %s, batch %s, package %s',
                            source_record_no, target, revision, kind, state, doubted, code, batch_id, package_no)
                        from delivery.item where starts_with(source_record_no, ?) order by source_record_no, target, revision
                        """).param(prefix).query(String.class).list());
        trail.addAll(jdbc.sql("""
                        select format('package %s of batch %s: id %s, state %s, root %s, after %s, tried %s, sent %s, faults %s, %s; %s',
                            p.no, p.batch_id, p.id, p.state, p.root_no,
                            (select string_agg(a.after_no::text, ' ' order by a.after_no) from delivery.package_after a
                                where a.package_no = p.no),
                            p.tried_at, p.sent_at, p.faults, p.failure,
                            (select string_agg(r.code || ' ' || r.detail || ' ' || r.first_at, ', ' order by r.first_at)
                                from delivery.remark r where r.package_no = p.no))
                        from delivery.package p
                        where p.batch_id in (select batch_id from delivery.item where starts_with(source_record_no, ?)) order by p.no
                        """).param(prefix).query(String.class).list());
        return trail;
    }

    /** Whether the hub tells that the province's totals are not those of its list, and only where they are not. */
    List<String> wrongTotals(String lie) {
        var remark = told(() -> hub.client()
                .get("/reconciliation?target=provincial&limit=1&date=" + BATCH_DAY)
                .get("targets")
                .get(0)
                .path("remark")
                .asString(""));
        return remark.startsWith("R161") == lie.isEmpty()
                ? List.of("the province got its %s wrong, and the statement remarks '%s'".formatted(lie, remark))
                : List.of();
    }

    /** Where the hub's own sums do not close, or are not what the platforms say of themselves. */
    List<String> unbalanced() {
        var faults = new ArrayList<String>();
        var status = status();
        if (!status.get("balanced").asBoolean()) {
            faults.add("the sums do not close: " + status);
        }
        for (var sums : status.get("targets")) {
            var arrived = platforms.arrived(Target.ofId(sums.get("target").asString()), "XY-").stream()
                    .filter(one -> !one.isGone())
                    .toList();
            var believed = refused("XY-");
            long good = arrived.stream().filter(Arrived::good).count();
            long doubted = arrived.stream()
                    .filter(one -> one.good() && believed.contains(name(sums, one)))
                    .count();
            boolean right = sums.get("receipted").asLong() == good - doubted
                    && sums.get("refused").asLong() == arrived.size() - good + doubted
                    && sums.get("sent").asLong() == arrived.size()
                    && sums.get("failed").asLong() == 0;
            if (!right) {
                var receipted = inState(RECEIPTED, "XY-");
                var neither = arrived.stream()
                        .filter(one -> !believed.contains(name(sums, one)) && !receipted.contains(name(sums, one)))
                        .toList();
                faults.add(
                        "of %d revisions at a platform %d are good, %d of them called bad, and the hub says %s; it has no answer to %s"
                                .formatted(arrived.size(), good, doubted, sums, neither));
            }
        }
        return faults;
    }

    private static String name(JsonNode sums, Arrived one) {
        return "%s %s %d".formatted(sums.get("target").asString(), one.recordNo(), one.revision());
    }

    @Override
    public void close() {
        hub.close();
        platforms.close();
        broker.close();
        postgres.close();
    }
}
