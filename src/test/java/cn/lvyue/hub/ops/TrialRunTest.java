package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.BatchState;
import cn.lvyue.hub.record.FeedId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrialRunTest {
    /** Already the next day in Shanghai. */
    private static final Instant EVENING = Instant.parse("2023-10-15T17:00:00.123456789Z");

    private final TrialHub hub = new TrialHub();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @TempDir
    Path samples;

    @BeforeEach
    void samplesOfThreeFeeds() throws IOException {
        sample("zebra", "a", "input.csv");
        sample("hotline-12345", "b", "input.zip");
        sample("hotline-12345", "a", "input.csv");
        sample("sme-arrears", "a", "input.json");
        Files.writeString(samples.resolve("sme-arrears/a/expected.json"), "{}");
        Files.writeString(samples.resolve("README.md"), "samples");
    }

    @Test
    void playsFeedsInTheirOrderAndCasesByName() {
        run(EVENING);

        assertThat(hub.played())
                .containsExactly(
                        "sme-arrears/a/input.json",
                        "hotline-12345/a/input.csv",
                        "hotline-12345/b/input.zip",
                        "zebra/a/input.csv");
    }

    @Test
    void pushesTodaysProvincialBatchAndSumsUp() {
        run(EVENING);

        assertThat(hub.sealed).containsExactly("PROVINCIAL 2023-10-16");
        assertThat(out())
                .contains("试运行完成：新库，送入样例 4 份", "sme-arrears", "省 provincial", "国家 national", "http://localhost:1")
                .doesNotContain("沿用", "WARNING");
    }

    @Test
    void aSecondStartPlaysAndPushesNothingAndSaysSo() {
        run(EVENING);
        printed.reset();

        run(EVENING.plusSeconds(3_600));

        assertThat(hub.sealed).hasSize(1);
        assertThat(out()).contains("沿用上次启动保留的数据，样例未重复送入", "sme-arrears");
    }

    @Test
    void aChangedSampleIsPlayedInTheNextStart() throws IOException {
        run(EVENING);
        Files.writeString(samples.resolve("zebra/a/input.csv"), "changed");
        printed.reset();

        run(EVENING.plusSeconds(3_600));

        assertThat(hub.arrivals.get(hub.arrivals.size() - 1).feed()).isEqualTo(new FeedId("zebra"));
        assertThat(out()).contains("另送入新样例 1 份");
        assertThat(hub.sealed).hasSize(2);
    }

    @Test
    void goesOnWhenOneSampleIsNotTaken() {
        hub.refused = "hotline-12345/a/input.csv";

        run(EVENING);

        assertThat(out()).contains("样例未能送入 / sample not received: hotline-12345/a/input.csv", "送入样例 3 份");
    }

    @Test
    void saysWhatIsMissingWhenItIsNotReadyInTime() {
        hub.settles = false;
        hub.batchState = BatchState.SENT;

        run(EVENING);

        assertThat(out()).contains("sme-arrears 尚有 1 份报文未处理完", "回执未到齐");
    }

    @Test
    void saysClearlyThatItFailedAndThrowsNothing() {
        hub.failure = "the ledger is away";

        run(EVENING);

        assertThat(out()).contains("试运行未完成：the ledger is away");
    }

    @Test
    void warnsWhenTheBalanceDoesNotClose() {
        hub.balanced = false;

        run(EVENING);

        assertThat(out()).contains("账不平");
    }

    private void run(Instant now) {
        var clock = Clock.fixed(now, ZoneOffset.UTC);
        hub.now = now;
        var status = new StatusService(hub, hub, hub.asDeliveries(), clock);
        var views = new TrialRun.HubViews(hub, hub.asDeliveries(), status);
        var report = new TrialReport(
                new PrintStream(printed, true, StandardCharsets.UTF_8), () -> List.of("http://localhost:1"));
        new TrialRun(new Samples(samples), new SamplePlayer(hub), views, report, clock).run(Duration.ofMillis(200));
    }

    private String out() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void sample(String feed, String name, String file) throws IOException {
        var folder = Files.createDirectories(samples.resolve(feed).resolve(name));
        Files.writeString(folder.resolve(file), feed + name);
    }
}
