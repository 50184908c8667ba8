package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries.Delivery;
import cn.lvyue.hub.delivery.Deliveries.DeliveryState;
import cn.lvyue.hub.delivery.Deliveries.Receipt;
import cn.lvyue.hub.ledger.Ledger.Entry;
import cn.lvyue.hub.ledger.Ledger.KnownRecord;
import cn.lvyue.hub.ledger.Ledger.Link;
import cn.lvyue.hub.ledger.Ledger.Revision;
import cn.lvyue.hub.ledger.Ledger.Sighting;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecordsTest extends ApiContract {
    private static final RecordId RECORD = new RecordId(LocalDate.of(2023, 10, 16), "02", 42);
    private static final RecordId OTHER = new RecordId(LocalDate.of(2023, 10, 16), "01", 7);
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final String FIRST = """
            {"TS_LYBH":"GD-1","TS_NR":"请致电13812345678，身份证23010319800101123X","TS_TSR_MC":"黑河甲公司",\
            "TS_TSR_LXR":"张三丰","TS_TSR_LXDH":"13812345678","TS_BT":"拖欠货款","CS_GXSJ":"2023-10-16 08:00:00"}""";
    private static final String SECOND = FIRST.replace("拖欠货款", "拖欠货款两年");

    @BeforeEach
    void aRecordOfTwoRevisions() throws Exception {
        api.post("/api/v1/feeds/hotline-12345/messages", "x", "X-Hub-Filename", "a.csv");
        hub.records.put(
                RECORD.toString(),
                new KnownRecord(RECORD, HOTLINE, "GD-1", 2, Outcome.UPDATED, List.of(new Link(OTHER, "D002"))));
        hub.revisions.put(RECORD.toString(), List.of(revision(1, FIRST), revision(2, SECOND)));
        hub.deliveries.add(new Delivery(
                Target.PROVINCIAL,
                2,
                DeliveryState.RECEIPTED,
                "P1",
                new UUID(1, 2),
                "HLJ-9",
                List.of(new Receipt("R1", "0", null, InMemoryHub.NOW.plusSeconds(60)))));
        hub.deliveries.add(new Delivery(Target.NATIONAL, 2, DeliveryState.PENDING, null, null, null, List.of()));
    }

    @Test
    void showsTheLatestRevisionWithNumberAndRevisionAdded() throws Exception {
        var json = api.get("/api/v1/records/" + RECORD).json();

        assertThat(json.propertyNames())
                .containsExactly(
                        "recordId",
                        "feed",
                        "sourceRecordNo",
                        "revision",
                        "outcome",
                        "fields",
                        "extension",
                        "links",
                        "deliveries",
                        "revisions");
        assertThat(json.path("fields").path("TS_BH").asString()).isEqualTo(RECORD.toString());
        assertThat(json.path("fields").path("CS_BBH").asString()).isEqualTo("2");
        assertThat(json.path("fields").path("CS_GXSJ").asString()).isEqualTo("2023-10-16 08:00:00");
        assertThat(json.path("extension").path("TS_BT").asString()).isEqualTo("拖欠货款两年");
        assertThat(json.path("outcome").asString()).isEqualTo("UPDATED");
        assertThat(json.path("links").toString())
                .isEqualTo("[{\"recordId\":\"23202310160100000000007\",\"why\":\"D002\"}]");
    }

    @Test
    void masksPersonalFieldsAndNumbersInProse() throws Exception {
        var fields = api.get("/api/v1/records/" + RECORD).json().path("fields");

        assertThat(fields.path("TS_TSR_LXR").asString()).isEqualTo("张**");
        assertThat(fields.path("TS_TSR_LXDH").asString()).isEqualTo("138****5678");
        assertThat(fields.path("TS_NR").asString()).isEqualTo("请致电138****5678，身份证230****123X");
        assertThat(fields.path("TS_TSR_MC").asString()).isEqualTo("黑河甲公司");
    }

    @Test
    void showsPersonalFieldsWhenAskedTo() throws Exception {
        var fields =
                api.get("/api/v1/records/" + RECORD + "?unmask=true").json().path("fields");

        assertThat(fields.path("TS_TSR_LXR").asString()).isEqualTo("张三丰");
        assertThat(fields.path("TS_NR").asString()).contains("13812345678");
    }

    @Test
    void tellsWhoSawARecordAndRepeatedLooksAsOne() throws Exception {
        var reason = "&purpose=handling&reference=AJ-2026-7";
        long before = api.get("/api/v1/records/" + RECORD + "/seen")
                .json()
                .path("items")
                .size();
        api.get("/api/v1/records/" + RECORD + "?unmask=true" + reason);
        api.get("/api/v1/records/" + RECORD + "?unmask=true&revision=1" + reason);
        api.get("/api/v1/records/" + RECORD + "?unmask=true&purpose=OTHER&reference=AJ-2026-7");
        api.get("/api/v1/records/" + RECORD);

        var items = api.get("/api/v1/records/" + RECORD + "/seen").json().path("items");

        assertThat(items.size() - before).isEqualTo(2);
        assertThat(items.get(0).path("refused").asString()).isEqualTo("missing: purposeText");
        assertThat(items.get(0).path("fields").size()).isZero();
        var seen = items.get(1);
        assertThat(seen.path("times").asInt()).isEqualTo(2);
        assertThat(seen.path("purpose").asString()).isEqualTo("HANDLING");
        assertThat(seen.path("reference").asString()).isEqualTo("AJ-2026-7");
        assertThat(seen.path("address").asString()).isEqualTo("127.0.0.1");
        assertThat(seen.path("fields").toString()).isEqualTo("[\"TS_NR\",\"TS_TSR_LXDH\",\"TS_TSR_LXR\"]");
    }

    @Test
    void givesARespondentNoContacts() throws Exception {
        var fields = api.get("/api/v1/records/" + RECORD + "/for-respondent").json();

        assertThat(fields.has("TS_TSR_LXR")).isFalse();
        assertThat(fields.has("TS_TSR_LXDH")).isFalse();
        assertThat(fields.path("TS_NR").asString()).isEqualTo("请致电138****5678，身份证230****123X");
        assertThat(fields.path("TS_TSR_MC").asString()).isEqualTo("黑河甲公司");
    }

    @Test
    void erasesPersonalDataOnlyWhenNothingIsOnItsWay() throws Exception {
        var path = "/api/v1/records/" + RECORD + "/erasure?reference=AJ-1&reason=";

        assertThat(api.post(path + "x", "").status())
                .as("a delivery is pending")
                .isEqualTo(409);
        hub.deliveries.removeIf(delivery -> delivery.state() == DeliveryState.PENDING);
        assertThat(api.post(path, "").json().path("parameter").asString()).isEqualTo("reason");
        var erased = api.post(path + "x", "").json();
        assertThat(erased.path("recordId").asString()).isEqualTo(RECORD.toString());
        assertThat(erased.path("archivedMessagesRemain").asBoolean()).isTrue();
    }

    @Test
    void showsAnEarlierRevision() throws Exception {
        var json = api.get("/api/v1/records/" + RECORD + "?revision=1").json();

        assertThat(json.path("revision").asInt()).isEqualTo(1);
        assertThat(json.path("fields").path("CS_BBH").asString()).isEqualTo("1");
        assertThat(json.path("extension").path("TS_BT").asString()).isEqualTo("拖欠货款");
    }

    @Test
    void answers404ForRecordsAndRevisionsThatAreNotThere() throws Exception {
        for (var path : List.of(RECORD + "?revision=3", OTHER.toString(), "nonsense", OTHER + "/trail")) {
            assertThat(api.get("/api/v1/records/" + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void listsDeliveriesAndWhatEachRevisionChanged() throws Exception {
        var json = api.get("/api/v1/records/" + RECORD).json();

        assertThat(json.path("deliveries").get(0).toString())
                .isEqualTo("{\"target\":\"provincial\",\"revision\":2,\"state\":\"RECEIPTED\",\"batchNo\":\"P1\","
                        + "\"packageId\":\"00000000-0000-0001-0000-000000000002\",\"platformId\":\"HLJ-9\"}");
        assertThat(json.path("deliveries").get(1).path("batchNo").isNull()).isTrue();
        var second = json.path("revisions").get(1);
        assertThat(second.propertyNames())
                .containsExactly("revision", "at", "by", "reason", "changed", "replayId", "rulingId");
        assertThat(second.path("at").asString()).isEqualTo("2023-10-16T09:02:05.456+08:00");
        assertThat(second.path("changed").toString()).isEqualTo("[\"TS_BT\"]");
        assertThat(json.path("revisions").get(0).path("changed").toString()).isEqualTo("[]");
    }

    @Test
    void findsARecordByFeedAndSourceNumber() throws Exception {
        var found = api.get("/api/v1/records?feed=hotline-12345&sourceRecordNo=GD-1");
        var missing = api.get("/api/v1/records?feed=hotline-12345&sourceRecordNo=GD-2");
        var incomplete = api.get("/api/v1/records?feed=hotline-12345");

        assertThat(found.json().path("recordId").asString()).isEqualTo(RECORD.toString());
        assertThat(missing.status()).isEqualTo(404);
        assertThat(incomplete.status()).isEqualTo(400);
        assertThat(incomplete.json().path("parameter").asString()).isEqualTo("sourceRecordNo");
    }

    @Test
    void tellsTheWholeTrailInTimeOrder() throws Exception {
        var entry = new Entry(1, "line 2", "GD-1", RECORD, 1, Outcome.ACCEPTED, null, List.of());
        hub.sightings.add(new Sighting(1, HOTLINE, InMemoryHub.NOW, entry));

        var json = api.get("/api/v1/records/" + RECORD + "/trail").json();

        assertThat(json.path("steps").findValuesAsString("kind"))
                .containsExactly("RECEIVED", "REVISION", "REVISION", "DELIVERY", "RECEIPT", "DELIVERY");
        var arrived = json.path("steps").get(0).path("arrived");
        assertThat(arrived.path("messageId").asString()).isEqualTo("1");
        assertThat(arrived.path("place").asString()).isEqualTo("line 2");
        assertThat(arrived.path("filename").asString()).isEqualTo("a.csv");
        assertThat(arrived.path("mapping").asString()).isEqualTo("hotline-12345@7");
        assertThat(json.path("steps").get(4).path("receipt").path("stage").asString())
                .isEqualTo("R1");
        assertThat(json.path("steps").get(5).path("delivery").path("state").asString())
                .isEqualTo("PENDING");
        assertThat(json.path("next").isNull()).isTrue();
    }

    private static Revision revision(int number, String fields) {
        return new Revision(
                number,
                InMemoryHub.NOW.plusSeconds(number),
                1,
                number,
                Standing.UNCONFIRMED,
                fields.getBytes(StandardCharsets.UTF_8));
    }
}
