package cn.lvyue.hub.personal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.TakenIn;
import cn.lvyue.hub.personal.PersonalNumbers.Hit;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.signing.DataKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records found by numbers that lie sealed, on a real database. */
class NumberIndexTest {
    private static final FeedId FEED = new FeedId("hotline-12345");
    private static final String PHONE = "13800009902";

    private AnnotationConfigApplicationContext hub;
    private JdbcClient jdbc;
    private TakenIn intake;
    private NumberIndex numbers;
    private int content;

    @BeforeEach
    void start() {
        TestDatabase.reset();
        JdbcClient.create(TestDatabase.dataSource())
                .sql("truncate personal.number_digest, personal.unkeyed, personal.keying")
                .update();
        hub = new AnnotationConfigApplicationContext(SealedLedgerTest.Wiring.class);
        jdbc = hub.getBean(JdbcClient.class);
        intake = new TakenIn(hub);
        numbers = hub.getBean(NumberIndex.class);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void aRecordIsFoundByItsTelephoneAndItsIdentityNumberHoweverTheyAreWritten() {
        take("A", "1３8 0000-9902 / 0451-8888 9999", "23010319800101002x");
        take("B", "13900000000", "");
        numbers.catchUp();

        assertThat(found("+86 138 0000 9902")).containsExactly("A TS_TSR_LXDH 1");
        assertThat(found("（0451）88889999")).containsExactly("A TS_TSR_LXDH 1");
        assertThat(found("23010319800101002Ｘ")).containsExactly("A TS_TSR_ZJHM 1");
        assertThat(found("13800009903")).isEmpty();
        for (var none : List.of("", "张三", "1234", "13800009902 或 13900000000", "13800009902/13900000000")) {
            assertThat(numbers.find(none, null, 20)).as(none).isEmpty();
        }
    }

    @Test
    void whatIsKeptTellsNoNumber() {
        take("A", PHONE, "");
        numbers.catchUp();

        assertThat(jdbc.sql("select count(*) from personal.number_digest t where t::text like :a or digest = :b")
                        .param("a", "%" + PHONE + "%")
                        .param("b", Long.parseLong(PHONE))
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(jdbc.sql("select count(*) from personal.number_digest")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void pagesGoFromTheNewestRecordToTheOldestAndARevisionIsFoundAsWellAsWhatItReplaced() {
        for (var number : List.of("A", "B", "C")) {
            take(number, PHONE, "");
        }
        take("B", "13900000001", "");
        numbers.catchUp();

        var first = numbers.find(PHONE, null, 2).orElseThrow();
        var second = numbers.find(PHONE, first.next(), 2).orElseThrow();

        assertThat(first.items()).extracting(Hit::sourceRecordNo).containsExactly("C", "B");
        assertThat(second.items()).extracting(Hit::sourceRecordNo).containsExactly("A");
        assertThat(second.next()).isNull();
        assertThat(found("13900000001")).containsExactly("B TS_TSR_LXDH 2");
    }

    @Test
    void recordsFromBeforeGetTheirDigestsInTheBackground() {
        take("A", PHONE, "");
        jdbc.sql("truncate personal.unkeyed").update();
        assertThat(numbers.progress().done()).isFalse();

        numbers.catchUp();

        assertThat(numbers.progress()).isEqualTo(new PersonalNumbers.Progress(1, true, 1, false));
        assertThat(found(PHONE)).hasSize(1);
    }

    @Test
    void erasureTakesTheDigestsTooAlsoOfARecordThatStillWaits() {
        take("A", PHONE, "");
        take("B", PHONE, "");
        numbers.catchUp();
        take("C", PHONE, "");

        erase("A");
        erase("C");
        numbers.catchUp();

        assertThat(found(PHONE)).containsExactly("B TS_TSR_LXDH 1");
        assertThat(jdbc.sql("select count(*) from personal.number_digest")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void searchesFindTheSameWhileKeysChange() {
        take("A", PHONE, "");
        numbers.catchUp();
        var before = digests();
        hub.getBean(DataKeys.class).renew();
        while (hub.getBean(PersonalData.class).seal(100).table() != null) {
            assertThat(found(PHONE)).hasSize(1);
        }

        assertThat(numbers.renew()).isTrue();
        assertThat(numbers.renew()).as("while digests are made anew").isFalse();
        assertThat(found(PHONE)).hasSize(1);
        take("B", PHONE, "");
        numbers.stride();
        assertThat(found(PHONE)).as("under either key").hasSize(2);
        numbers.catchUp();

        assertThat(found(PHONE)).hasSize(2);
        assertThat(digests()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(jdbc.sql("select name from personal.secret where name like 'number%'")
                        .query(String.class)
                        .list())
                .containsExactly("number 2");
        assertThat(numbers.progress().key()).isEqualTo(2);
    }

    @Test
    void aValueThatWasDamagedHoldsNobodyUp() {
        take("A", PHONE, "");
        take("B", PHONE, "");
        jdbc.sql("update ledger.revision set personal = set_byte(personal, 30, get_byte(personal, 30) # 1)"
                        + " where record_id = (select id from ledger.record where source_record_no = 'A')")
                .update();

        numbers.catchUp();

        assertThat(found(PHONE)).containsExactly("B TS_TSR_LXDH 1");
    }

    private List<Long> digests() {
        return jdbc.sql("select digest from personal.number_digest")
                .query(Long.class)
                .list();
    }

    private void erase(String number) {
        var id = hub.getBean(Ledger.class).record(FEED, number).orElseThrow().recordId();
        hub.getBean(PersonalData.class).erase(id, "asked for", () -> {});
    }

    private List<String> found(String number) {
        return numbers.find(number, null, 20).orElseThrow().items().stream()
                .map(hit -> hit.sourceRecordNo() + " " + String.join(",", hit.fields()) + " " + hit.revision())
                .toList();
    }

    private void take(String number, String phone, String identity) {
        var fields = "{\"TS_LYBH\":\"%s\",\"TS_TSR_LXR\":\"张三\",\"TS_TSR_LXDH\":\"%s\"%s,\"TS_TSR_DZ\":\"中央大街12345号\"}"
                .formatted(number, phone, identity.isEmpty() ? "" : ",\"TS_TSR_ZJHM\":\"" + identity + "\"");
        intake.message(
                FEED,
                List.of(new Inspected(
                        1,
                        "line 2",
                        number,
                        null,
                        Verdict.CLEAR,
                        fields.getBytes(StandardCharsets.UTF_8),
                        hub.getBean(PersonalSeal.class).keyed(new UUID(7, ++content)),
                        null,
                        Standing.CONFIRMED,
                        "03",
                        List.of())));
    }
}
