package cn.lvyue.hub.ops;

import static cn.lvyue.hub.ops.OperationHub.alarm;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.ops.OperationHub.PassingTime;
import cn.lvyue.hub.ops.OperationHub.WaitedFor;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.DueRule.Every;
import cn.lvyue.hub.record.FeedId;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SpringBootTest(
        classes = OperationHub.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.config.location=optional:classpath:/no-settings.yaml")
class OperationCallsTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FeedId HOTLINE = new FeedId("hotline");

    @LocalServerPort
    private int port;

    @Autowired
    private PassingTime clock;

    @Autowired
    private WaitedFor feeds;

    @Autowired
    private ArrivalsStep arrivals;

    @Autowired
    private AlarmService alarms;

    @Autowired
    private HubMeters meters;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void aFeedThatIsDueEveryDay() {
        TestDatabase.reset();
        feeds.rules.clear();
        feeds.rules.put(
                HOTLINE, Optional.of(new DueRule.Fixed(Every.DAY, 0, LocalTime.of(10, 0), Duration.ofMinutes(30))));
        clock.moveTo("2026-03-04T14:00");
        arrivals.evaluate();
    }

    @Test
    void aSilentFeedStandsInAlarmsArrivalsAndStatus() throws Exception {
        clock.moveTo("2026-03-05T10:31");
        arrivals.evaluate();

        var alarm = get("/alarms?open=true").path("items").get(0);
        assertThat(alarm.path("code").asString()).isEqualTo("T161");
        assertThat(alarm.path("level").asString()).isEqualTo("CRITICAL");
        assertThat(alarm.path("subject").asString()).isEqualTo("hotline");
        assertThat(alarm.path("since").asString()).isEqualTo("2026-03-05T10:31:00+08:00");
        assertThat(alarm.path("remedyEn").asString()).contains("Ask the source");
        assertThat(alarm.path("clearedAt").isNull()).isTrue();
        var period = get("/arrivals?feed=hotline").path("items").get(0);
        assertThat(period.path("period").asString()).isEqualTo("2026-03-05");
        assertThat(period.path("due").asString()).isEqualTo("2026-03-05T10:00:00+08:00");
        assertThat(period.path("deadline").asString()).isEqualTo("2026-03-05T10:30:00+08:00");
        assertThat(period.path("state").asString()).isEqualTo("LATE");
        assertThat(get("/status").path("alarms").get(0).path("code").asString()).isEqualTo("T161");
    }

    @Test
    void alarmsArePagedWithoutGapsWhileNewOnesCome() throws Exception {
        for (int i = 0; i < 7; i++) {
            alarms.raise(alarm("T163", "feed-" + i));
        }
        var subjects = new ArrayList<String>();
        JsonNode page = get("/alarms?limit=3");
        alarms.raise(alarm("T163", "newer"));
        while (true) {
            page.path("items").forEach(item -> subjects.add(item.path("subject").asString()));
            if (page.path("next").isNull()) {
                break;
            }
            page = get("/alarms?limit=3&after=" + page.path("next").asString());
        }

        assertThat(subjects).containsExactly("feed-6", "feed-5", "feed-4", "feed-3", "feed-2", "feed-1", "feed-0");
    }

    @Test
    void anAcknowledgedAlarmStaysOpenAndTheFirstWordCounts() throws Exception {
        alarms.raise(alarm("T163", "hotline"));
        alarms.raise(alarm("T163", "hotline"));
        var id = get("/alarms?open=true").path("items").get(0).path("alarmId").asString();

        var answer = post("/alarms/" + id + "/acknowledgement", "{\"by\":\"值班员\",\"reason\":\"已联系来源\"}");
        post("/alarms/" + id + "/acknowledgement", "{\"by\":\"somebody else\",\"reason\":\"me too\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        var open = get("/alarms?open=true").path("items");
        assertThat(open).hasSize(1);
        assertThat(open.get(0).path("acknowledged").path("by").asString())
                .as("who knows is who is logged in, whoever the caller names")
                .isEqualTo("nobody known");
        assertThat(open.get(0).path("acknowledged").path("reason").asString()).isEqualTo("已联系来源");
        assertThat(post("/alarms/" + id + "/acknowledgement", "{\"by\":\"x\"}").statusCode())
                .isEqualTo(400);
        assertThat(post("/alarms/999/acknowledgement", "{\"by\":\"x\",\"reason\":\"y\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void anAlarmThatComesBackIsANewOne() {
        alarms.raise(alarm("T163", "hotline"));
        alarms.clear("T163", "hotline");
        alarms.raise(alarm("T163", "hotline"));

        assertThat(alarms.all(Long.MAX_VALUE, 10)).extracting(AlarmView::open).containsExactly(true, false);
    }

    @Test
    void refusesDaysThatAreNoRangeAndFeedsThatAreNotThere() throws Exception {
        assertThat(call("GET", "/arrivals?from=2026-03-05&to=2026-03-04", "").statusCode())
                .isEqualTo(400);
        assertThat(call("GET", "/arrivals?from=2024-01-01", "").statusCode()).isEqualTo(400);
        assertThat(call("GET", "/reports/sources?feed=nobody", "").statusCode()).isEqualTo(404);
        assertThat(call("GET", "/alarms?limit=0", "").statusCode()).isEqualTo(400);
    }

    @Test
    void theReportTellsQualityAndTimelinessOfASource() throws Exception {
        OperationHub.settled(jdbc, OperationHub.archived(jdbc, "hotline", "2026-03-05T09:00"), 2, 5);
        OperationHub.settled(jdbc, OperationHub.archived(jdbc, "hotline", "2026-03-06T11:00"), 2, 5);
        clock.moveTo("2026-03-09T12:00");
        arrivals.evaluate();
        sumsOfADay();
        goesBack(1, "2026-03-06T09:00", false);
        goesBack(2, "2026-03-03T09:00", false);
        goesBack(3, "2026-02-13T09:00", false);
        goesBack(4, "2026-03-05T09:00", true);

        var source = get("/reports/sources?from=2026-03-05&to=2026-03-09&feed=hotline")
                .path("sources")
                .get(0);

        assertThat(source.path("due").toString())
                .isEqualTo("{\"due\":5,\"onTime\":1,\"late\":1,\"missed\":3,\"waiting\":0,\"zeroReports\":0}");
        assertThat(source.path("messages").toString())
                .isEqualTo("{\"taken\":3,\"done\":2,\"unreadable\":1,\"failed\":0}");
        assertThat(source.path("read").asInt()).isEqualTo(10_000);
        // 9,500 accepted, 100 updated, 50 duplicate, 50 stale of 10,000 less 200 outside the scope
        assertThat(source.path("conformity").asDouble()).isEqualTo(9_700 / 9_800.0);
        assertThat(source.path("conformityMet").asBoolean()).isTrue();
        assertThat(source.path("wrongCodes").asInt()).isEqualTo(3);
        assertThat(source.path("wrongCodesPer10000").asDouble()).isEqualTo(3.0);
        assertThat(source.path("wrongCodesMet").asBoolean()).isFalse();
        // one of the accepted was a correction; two went back for the first time
        assertThat(source.path("firstTimeRight").asDouble()).isEqualTo(9_499 / 9_501.0);
        assertThat(source.path("returns").toString())
                .isEqualTo("{\"returned\":2,\"corrected\":1,\"medianHours\":24.0,"
                        + "\"open\":{\"upTo3\":1,\"upTo10\":1,\"older\":1}}");
        assertThat(source.path("findings").get(0).toString())
                .isEqualTo("{\"code\":\"V101\",\"field\":\"TS_SJ\",\"records\":40}");
    }

    @Test
    void aSourceThatSentNothingHasNoShares() throws Exception {
        var source = get("/reports/sources").path("sources").get(0);

        assertThat(source.path("feed").asString()).isEqualTo("hotline");
        assertThat(source.path("conformity").isNull()).isTrue();
        assertThat(source.path("conformityMet").isNull()).isTrue();
        assertThat(source.path("firstTimeRight").isNull()).isTrue();
    }

    @Test
    void metersTellWhatTheTablesHoldAndAreLookedUpOnceInAWhile() {
        clock.moveTo("2026-03-05T10:31");
        arrivals.evaluate();
        sumsOfADay();
        OperationHub.archived(jdbc, "hotline", "2026-03-05T10:29");
        var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        meters.bindTo(registry);

        assertThat(registry.scrape().lines())
                .contains(
                        "hub_messages_total{channel=\"file\",feed=\"hotline\",status=\"done\"} 2.0",
                        "hub_messages_total{channel=\"file\",feed=\"hotline\",status=\"unreadable\"} 1.0",
                        "hub_records_total{feed=\"hotline\",outcome=\"accepted\"} 9500.0",
                        "hub_messages_waiting{feed=\"hotline\"} 1.0",
                        "hub_messages_waiting_oldest_seconds{feed=\"hotline\"} 120.0",
                        "hub_arrivals_late{feed=\"hotline\"} 1.0",
                        "hub_alarms_open{level=\"critical\"} 1.0",
                        "hub_alarms_open{level=\"warning\"} 0.0",
                        "hub_deliveries{state=\"sent\",target=\"provincial\"} 4.0",
                        "hub_processing_seconds_count{feed=\"hotline\"} 3",
                        "hub_processing_seconds_sum{feed=\"hotline\"} 12.5",
                        "hub_balance_open 0.0");
        assertThat(registry.get("hub.archive.bytes").gauge().value()).isPositive();

        OperationHub.archived(jdbc, "hotline", "2026-03-05T10:30");
        assertThat(registry.scrape()).contains("hub_messages_waiting{feed=\"hotline\"} 1.0");
        clock.moveTo("2026-03-05T10:32");
        assertThat(registry.scrape()).contains("hub_messages_waiting{feed=\"hotline\"} 2.0");
    }

    private void sumsOfADay() {
        jdbc.sql("""
                        insert into ledger.feed_day (day, feed, channel, messages, done, unreadable, seconds, rows_done, accepted,
                            updated, duplicate, stale, rejected, parked, outside)
                        values ('2026-03-05', 'hotline', 'FILE', 3, 2, 1, 12.5, 10000, 9500, 100, 50, 50, 80, 220, 200)""").update();
        jdbc.sql("""
                        insert into ledger.feed_day_finding values ('2026-03-05', 'hotline', 'V101', 'TS_SJ', 40),
                            ('2026-03-05', 'hotline', 'V106', 'TS_BTS_SHXYM', 2),
                            ('2026-03-05', 'hotline', 'V103', 'TS_TSR_SHXYM', 1),
                            ('2026-03-05', 'hotline', 'V101', 'TS_BTS_SHXYM', 9),
                            ('2026-03-05', 'hotline', 'V106', 'TS_TSR_ZJHM', 7),
                            ('2026-03-04', 'hotline', 'V101', 'TS_SJ', 5)""").update();
        jdbc.sql("insert into ledger.feed (name) values ('hotline') on conflict do nothing")
                .update();
    }

    private void goesBack(int row, String at, boolean corrected) {
        jdbc.sql("""
                        insert into ledger.returned (message_id, row_no, feed, source_record_no, outcome, returned_at, attempt,
                            first_returned_at, corrected_by_message, corrected_by_row, corrected_outcome, corrected_at)
                        select 1, :row, id, 'X' || :row, 6, :at, 1, :at, case when :corrected then 2 end,
                            case when :corrected then 1 end, case when :corrected then 1 end,
                            case when :corrected then :at::timestamptz + interval '24 hours' end
                        from ledger.feed where name = 'hotline'""")
                .param("row", row)
                .param("at", PassingTime.at(at).atOffset(ZoneOffset.UTC))
                .param("corrected", corrected)
                .update();
    }

    private JsonNode get(String path) throws Exception {
        var answer = call("GET", path, "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return call("POST", path, body);
    }

    private HttpResponse<String> call(String method, String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
