package cn.lvyue.hub.channel.poll;

import static cn.lvyue.hub.channel.poll.PolledHub.page;
import static cn.lvyue.hub.channel.poll.PolledHub.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.channel.Polls;
import cn.lvyue.hub.channel.Polls.State;
import cn.lvyue.hub.flow.PagedApi;
import cn.lvyue.hub.flow.PagedApi.Asked;
import cn.lvyue.hub.flow.PagedApi.Reply;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Pauses.Pause;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PollStepTest {
    private static final Map<String, String> WINDOWED = Map.of(
            "window.since", "beginTime",
            "window.changed", "/changed",
            "paging.record-id", "/no");

    private final PagedApi api = PagedApi.start(PollStepTest::twoPages);

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void everyPageIsOneMessageAndTheWatermarkIsTheNewestChange() {
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(round.pages()).isEqualTo(2);
        assertThat(round.records()).isEqualTo(3);
        assertThat(round.promised()).contains(3L);
        assertThat(hub.archived.values())
                .extracting("channel", "filename")
                .containsExactly(tuple(Channel.POLL, "page-1.json"), tuple(Channel.POLL, "page-2.json"));
        assertThat(hub.source().watermark()).contains(Instant.parse("2023-10-03T00:00:00Z"));
        assertThat(hub.source().lastSuccess()).isPresent();
    }

    @Test
    void theNextRoundAsksFromTheWatermarkLessTheOverlap() {
        var hub = new PolledHub(api, WINDOWED);
        hub.round();

        hub.round();

        var first = api.asked().get(0);
        assertThat(first.query()).doesNotContainKey("beginTime").containsEntry("pageSize", "2");
        var third = api.asked().get(2);
        assertThat(third.query()).containsEntry("beginTime", "2023-10-03 07:50:00");
    }

    @Test
    void aChangeDatedInTheFutureDoesNotCarryTheWatermarkAway() {
        api.now(call -> Reply.of(200, page(2, 1, record(1), record(2, "2099-01-01 00:00:00"))));
        var hub = new PolledHub(api, WINDOWED);

        hub.round();

        assertThat(hub.source().watermark()).contains(Instant.parse("2023-10-01T00:00:00Z"));
    }

    @Test
    void withoutATimeInTheRecordsTheSourcesClockCountsAndNotOurs() {
        var yearsAhead = Clock.offset(Clock.systemUTC(), Duration.ofDays(1_000));
        api.now(call -> Reply.of(200, page(1, 1, record(1))));
        var hub = new PolledHub(
                api,
                Map.of("window.since", "from", "window.until", "to", "window.format", "epoch-seconds"),
                yearsAhead);

        hub.round();
        api.now(call -> Reply.of(200, page(1, 1, record(2))));
        hub.round();

        var watermark = hub.source().watermark().orElseThrow();
        assertThat(watermark)
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(1));
        var until =
                Instant.ofEpochSecond(Long.parseLong(api.asked().get(1).query().get("to")));
        assertThat(until)
                .as("asked for by their clock")
                .isBetween(Instant.now().minusSeconds(30), Instant.now().plusSeconds(2));
    }

    @Test
    void anErrorPageWithStatus200IsKeptAsEvidenceAndTheWatermarkStays() {
        var hub = new PolledHub(api, WINDOWED);
        api.now(call -> call.page() == 1 ? twoPages(call) : Reply.of(200, "{\"code\": 500, \"msg\": \"系统繁忙\"}"));

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.FAILED);
        assertThat(round.code()).isEqualTo("T133");
        assertThat(round.detail()).isEqualTo("pageNo=2: /code = 500, 0");
        assertThat(hub.bodies.values()).last().asString().contains("系统繁忙");
        assertThat(hub.source().watermark()).isEmpty();
        assertThat(hub.source().failures()).isEqualTo(1);
    }

    @Test
    void aLoginPageInHtmlIsAnErrorPage() {
        api.now(call -> Reply.of(200, "<html>请先登录</html>").with("Content-Type", "text/html"));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T133");
        assertThat(hub.archived.values())
                .singleElement()
                .extracting("mediaType")
                .isEqualTo("text/html");
    }

    @Test
    void aRoundThatFailedAsksForTheSameWindowAndItsPagesAreTheSameMessages() {
        var hub = new PolledHub(api, WINDOWED);
        api.now(call -> call.page() == 1 ? twoPages(call) : Reply.of(503, ""));
        assertThat(hub.round().code()).isEqualTo("T132");

        api.now(PollStepTest::twoPages);
        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(hub.archived).hasSize(2);
        assertThat(hub.source().failures()).isZero();
    }

    @Test
    void theSourcesWishToBeLeftAloneIsHeeded() {
        var hub = new PolledHub(api, WINDOWED);
        api.now(call -> Reply.of(429, "").with("Retry-After", "300"));
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofMinutes(5))).isTrue();

        var inTenMinutes = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusMinutes(10));
        api.now(call -> Reply.of(503, "").with("Retry-After", inTenMinutes));
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofMinutes(10))).isTrue();

        api.now(call -> Reply.of(503, "").with("Retry-After", "999999999"));
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofMinutes(30))).isTrue();
    }

    @Test
    void thePauseGrowsWithEveryFailureAndEndsWithASuccess() {
        var hub = new PolledHub(api, WINDOWED);
        api.now(call -> Reply.of(500, ""));
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofSeconds(30))).isTrue();
        hub.round();
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofMinutes(2))).isTrue();
        assertThat(hub.step().isDue(PolledHub.SOURCE, PolledHub.SOURCE)).isFalse();

        api.now(PollStepTest::twoPages);
        hub.round();
        assertThat(pauseIsAbout(hub, Duration.ofMinutes(5))).as("the interval").isTrue();
    }

    @Test
    void anEmptyPageInTheMiddleFailsTheRoundWhatCameAfterItIsArchived() {
        api.now(call -> Reply.of(
                200,
                switch (call.page()) {
                    case 1 -> page(5, 3, record(1), record(2));
                    case 2 -> page(5, 3);
                    default -> page(5, 3, record(5));
                }));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T135");
        assertThat(round.detail()).isEqualTo("3 / 5");
        assertThat(round.passes()).isEqualTo(3);
        assertThat(hub.archived).hasSize(3);
        assertThat(hub.source().watermark()).isEmpty();
    }

    @Test
    void aSourceThatDoesNotHeedThePageNumberIsFoundOutAtTheSecondPage() {
        api.now(call -> Reply.of(200, page(100, 50, record(1), record(2))));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T134");
        assertThat(api.asked()).hasSize(2);
        assertThat(hub.archived).hasSize(1);
    }

    @Test
    void aPageNumberNotHeededIsFoundOutThoughTheEnvelopeChanges() {
        api.now(call -> Reply.of(200, page(100, 50, record(1), record(2)).replace("success", "page " + call.page())));
        var hub = new PolledHub(api, WINDOWED);

        assertThat(hub.round().code()).isEqualTo("T134");
        assertThat(api.asked()).hasSize(2);
    }

    @Test
    void rowsThatShiftWhileTheyAreReadAreReadAgainUntilTheyStandStill() {
        var calls = new AtomicInteger();
        api.now(call -> calls.incrementAndGet() == 1
                ? Reply.of(200, page(4, 2, record(1), record(2)))
                : Reply.of(200, call.page() == 1 ? page(3, 2, record(2), record(3)) : page(3, 2, record(4))));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(round.passes()).isEqualTo(2);
        assertThat(String.join("", hub.bodies.values())).contains("\"no\": \"3\"");
    }

    @Test
    void aRecordThatMovedToTheEndBetweenTwoPagesGivesAwayTheOneThatWasSkipped() {
        var calls = new AtomicInteger();
        var moved = record(1, "2023-10-15 00:00:00");
        api.now(call -> Reply.of(
                200,
                calls.incrementAndGet() == 1
                        ? page(4, 2, record(1), record(2))
                        : call.page() == 1 ? page(4, 2, record(2), record(3)) : page(4, 2, record(4), moved)));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(round.passes()).isEqualTo(2);
        assertThat(String.join("", hub.bodies.values()))
                .as("skipped by the first pass")
                .contains("\"no\": \"3\"");
    }

    @Test
    void aRecordThatStandsTwiceInTheDataIsBelievedOnceASecondPassSaysTheSame() {
        api.now(call -> Reply.of(200, call.page() == 1 ? page(3, 2, record(1), record(2)) : page(3, 2, record(2))));
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(round.passes()).isEqualTo(2);
        assertThat(hub.archived).hasSize(2);
    }

    @Test
    void aTotalThatNeverStandsStillFailsTheRoundAndTheDataIsArchivedAllTheSame() {
        var calls = new AtomicInteger();
        api.now(call -> {
            int total = 3 + calls.incrementAndGet() % 2;
            return Reply.of(200, page(total, 2, record(call.page() * 2), record(call.page() * 2 + 1)));
        });
        var hub = new PolledHub(api, WINDOWED);

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T136");
        assertThat(round.passes()).isEqualTo(3);
        assertThat(hub.archived).isNotEmpty();
        assertThat(hub.source().watermark()).isEmpty();
    }

    @Test
    void withoutATotalTheFirstShortPageIsTheLast() {
        api.now(call -> Reply.of(
                200, call.page() < 3 ? page(0, 0, record(call.page() * 2), record(call.page() * 2 + 1)) : page(0, 0)));
        var hub = new PolledHub(api, Map.of("paging.total", "", "paging.pages", ""));

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.DONE);
        assertThat(round.records()).isEqualTo(4);
        assertThat(round.promised()).isEmpty();
        assertThat(api.asked()).hasSize(3);
    }

    @Test
    void aBodyThatBreaksOffIsAskedForAgainAtOnceAndNeverArchived() {
        var calls = new AtomicInteger();
        api.now(call -> calls.incrementAndGet() == 1 ? twoPages(call).truncatedBy(20) : twoPages(call));
        var hub = new PolledHub(api, WINDOWED);

        assertThat(hub.round().state()).isEqualTo(State.DONE);
        assertThat(hub.archived).hasSize(2);

        api.now(call -> twoPages(call).truncatedBy(20));
        assertThat(hub.round().code()).isEqualTo("T131");
        assertThat(hub.archived).hasSize(2);
    }

    @Test
    void aSlowSourceIsGivenUpInTime() {
        api.now(call -> twoPages(call).after(Duration.ofSeconds(20)));
        var hub = new PolledHub(api, Map.of("http.answer", "300ms", "http.attempts", "1"));

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T131");
        assertThat(Duration.between(round.startedAt(), round.endedAt().orElseThrow()))
                .isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aPageBeyondTheLimitNamesTheSetting() throws IOException {
        var large = page(1, 1, "{\"no\": \"" + "x".repeat(30_000) + "\"}");
        api.now(call -> Reply.of(200, large));
        var hub = new PolledHub(api, Map.of("paging.largest", "20KB"));
        assertThat(hub.round().detail()).isEqualTo("pageNo=1: paging.largest = 20480B");

        api.now(call -> Reply.of(200, gzip(large)).with("Content-Encoding", "gzip"));
        var packed = hub.round();

        assertThat(packed.code()).isEqualTo("T137");
        assertThat(hub.archived).isEmpty();
    }

    @Test
    void anEndlessSourceIsLeftAtTheLimitOfPages() {
        var hub = new PolledHub(api, Map.of("paging.most-pages", "5"));
        api.now(call -> Reply.of(200, page(1_000_000, 500_000, record(call.page() * 2), record(call.page() * 2 + 1))));

        var round = hub.round();

        assertThat(round.code()).isEqualTo("T137");
        assertThat(api.asked()).hasSize(5);
    }

    @Test
    void aPackedPageIsArchivedUnpacked() {
        api.now(call -> Reply.of(200, gzip(page(1, 1, record(1)))).with("Content-Encoding", "gzip"));
        var hub = new PolledHub(api, WINDOWED);

        assertThat(hub.round().state()).isEqualTo(State.DONE);
        assertThat(hub.bodies.values()).containsExactly(page(1, 1, record(1)));
        assertThat(api.asked().get(0).headers()).containsEntry("Accept-encoding", "gzip");
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var elsewhere = PagedApi.start(PollStepTest::twoPages)) {
            api.now(call -> Reply.of(302, "").with("Location", elsewhere.url()));
            var hub = new PolledHub(api, WINDOWED);

            assertThat(hub.round().detail()).isEqualTo("pageNo=1: HTTP 302");
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void aSourceThatIsDownIsAFailedRound() {
        api.close();
        var hub = new PolledHub(api, Map.of("http.attempts", "1"));

        assertThat(hub.round().code()).isEqualTo("T131");
    }

    @Test
    void aPageInGb18030IsRead() {
        var page = page(1, 1, "{\"no\": \"1\", \"name\": \"哈尔滨市道里区\"}").getBytes(Charset.forName("GB18030"));
        api.now(call -> Reply.of(200, page));
        var hub = new PolledHub(api, WINDOWED);

        assertThat(hub.round().state()).isEqualTo(State.DONE);
    }

    @Test
    void nothingNewIsNoNewMessage() {
        api.now(call -> Reply.of(200, page(1, 1, record(1))));
        var hub = new PolledHub(api, WINDOWED);

        hub.round();
        hub.round();
        hub.round();
        assertThat(hub.archived).hasSize(1);

        api.now(call -> Reply.of(200, page(1, 1, record(2))));
        hub.round();
        api.now(call -> Reply.of(200, page(1, 1, record(1))));
        hub.round();
        assertThat(hub.archived)
                .as("back to what it was before: a change as well")
                .hasSize(3);
    }

    @Test
    void onlyOneOfTwoHubsReadsASource() {
        var first = new PolledHub(api, WINDOWED);
        var second = new PolledHub(api, WINDOWED);
        first.onReceive(() -> second.step().round(PolledHub.SOURCE, PolledHub.plan()));

        first.round();

        assertThat(api.asked()).hasSize(2);
        assertThat(second.archived).isEmpty();
        assertThat(second.step().rounds(null, Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void aHubThatLostItsLeaseMovesNoWatermark() {
        var hub = new PolledHub(api, WINDOWED);
        hub.onReceive(() -> hub.jdbc
                .sql("update channel.poll_source set leased_by = 'another'")
                .update());

        var round = hub.round();

        assertThat(round.state()).isEqualTo(State.INTERRUPTED);
        assertThat(round.code()).isEqualTo("T139");
        assertThat(api.asked()).hasSize(1);
        assertThat(hub.source().watermark()).isEmpty();
    }

    @Test
    void callsCarryTheConfiguredHeadersAndASignature() {
        var hub = new PolledHub(
                api,
                Map.of(
                        "headers.Authorization", "Bearer abc",
                        "paging.fixed.dept", "工信厅 1&2",
                        "key-id", "hub",
                        "secret", "a-secret-of-some-length"));

        hub.round();

        var call = api.asked().get(0);
        assertThat(call.headers()).containsEntry("Authorization", "Bearer abc").containsEntry("X-hub-key", "hub");
        assertThat(call.headers().get("X-hub-signature")).matches("[0-9a-f]{64}");
        assertThat(call.query()).containsEntry("dept", "工信厅 1&2");
        assertThat(hub.source().toString()).doesNotContain("a-secret");
    }

    @Test
    void parametersTravelAsJsonWhereTheSourceWantsThat() {
        api.now(call -> Reply.of(200, page(1, 1, record(1))));
        var hub = new PolledHub(
                api,
                Map.of(
                        "paging.parameters",
                        "json",
                        "window.since",
                        "beginTime",
                        "window.start",
                        "2023-10-01T00:00:00Z"));

        hub.round();

        var call = api.asked().get(0);
        assertThat(call.query()).isEmpty();
        assertThat(new String(call.body(), StandardCharsets.UTF_8))
                .isEqualTo("{\"beginTime\":\"2023-10-01 07:50:00\",\"pageNo\":1,\"pageSize\":2}");
    }

    @Test
    void aSourceWithoutSettingsIsNeverDue() {
        var hub = new PolledHub(api, WINDOWED);

        assertThat(hub.step().isDue("another", "another")).isFalse();
        assertThat(hub.step().isDue(PolledHub.SOURCE, PolledHub.SOURCE)).isTrue();
        hub.step().stop();
        assertThat(hub.step().isDue(PolledHub.SOURCE, PolledHub.SOURCE)).isFalse();
    }

    private static boolean pauseIsAbout(PolledHub hub, Duration pause) {
        return hub.jdbc
                .sql("""
                        select next_at - clock_timestamp() between (:s - 5) * interval '1 second' and :s * interval '1 second'
                        from channel.poll_source""")
                .param("s", pause.toSeconds())
                .query(Boolean.class)
                .single();
    }

    private static Reply twoPages(Asked call) {
        Function<Integer, String> pages =
                number -> number == 1 ? page(3, 2, record(1), record(2)) : page(3, 2, record(3));
        return Reply.of(200, pages.apply(call.page()));
    }

    private static byte[] gzip(String text) {
        var out = new ByteArrayOutputStream();
        try (var packing = new GZIPOutputStream(out)) {
            packing.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return out.toByteArray();
    }

    @Test
    void aPausedSourceIsNotAskedAndARoundUnderWayEndsAfterItsPage() {
        api.now(PollStepTest::twoPages);
        var hub = new PolledHub(api, WINDOWED);
        var feed = PolledHub.plan().feed();
        hub.onReceive(() -> {
            hub.paused.clear();
            hub.paused.add(new Pause(feed, Instant.EPOCH, "li", "对方升级"));
        });

        var round = hub.round();

        assertThat(round.state()).isEqualTo(Polls.State.INTERRUPTED);
        assertThat(round.code()).isNull();
        assertThat(hub.archived).hasSize(1);
        assertThat(hub.step().isDue(PolledHub.SOURCE, PolledHub.SOURCE)).isFalse();

        hub.onReceive(() -> {});
        hub.paused.clear();
        assertThat(hub.step().isDue(PolledHub.SOURCE, PolledHub.SOURCE)).isTrue();
        assertThat(hub.round().state()).isEqualTo(Polls.State.DONE);
        assertThat(hub.archived).as("the whole window").hasSize(2);
    }
}
