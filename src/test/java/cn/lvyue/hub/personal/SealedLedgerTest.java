package cn.lvyue.hub.personal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.ledger.TakenIn;
import cn.lvyue.hub.record.DueKind;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.Outbox;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.RecordId;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.signing.CannotOpen;
import cn.lvyue.hub.signing.DataKeys;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.signing.Vault;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Ledger and replay tables with personal values sealed in them, on a real database. */
class SealedLedgerTest {
    private static final FeedId FEED = new FeedId("hotline-12345");
    private static final String NAME = "欧阳植入";
    private static final String PHONE = "13800009901";
    private static final String FIELDS = "{\"TS_LYBH\":\"%s\",\"TS_TSR_LXR\":\"" + NAME + "\",\"TS_TSR_LXDH\":\""
            + PHONE + "\",\"TS_WYJE\":\"9.800000\"}";

    private AnnotationConfigApplicationContext hub;
    private JdbcClient jdbc;

    private TakenIn intake;
    private Ledger ledger;

    @BeforeEach
    void start() {
        TestDatabase.reset();
        hub = new AnnotationConfigApplicationContext(Wiring.class);
        jdbc = hub.getBean(JdbcClient.class);
        intake = new TakenIn(hub);
        ledger = hub.getBean(Ledger.class);
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void whatIsStoredHasNothingPersonalAndReadsAsItWas() {
        var record = taken("A");

        assertThat(plainRows()).isZero();
        assertThat(jdbc.sql("select fields::text from ledger.revision")
                        .query(String.class)
                        .single())
                .isEqualTo("{\"TS_LYBH\":\"A\",\"TS_TSR_LXR\":null,\"TS_TSR_LXDH\":null,\"TS_WYJE\":\"9.800000\"}");
        assertThat(fields(record)).isEqualTo(FIELDS.formatted("A"));
        assertThat(ledger.sightings(record, 0).get(0).entry().findings()).containsExactly(quoting("V105"));
    }

    @Test
    void aTargetGetsPersonalValuesOnlyIfAnyAreMeantForIt() {
        taken("A");

        var outbox = hub.getBean(Outbox.class);
        assertThat(outbox.dueBetween(Target.PROVINCIAL, 0, 9).get(0).fields())
                .asString(StandardCharsets.UTF_8)
                .contains(PHONE);
        assertThat(outbox.dueBetween(Target.NATIONAL, 0, 9).get(0).fields())
                .asString(StandardCharsets.UTF_8)
                .contains("\"TS_TSR_LXDH\":null");
        assertThat(outbox.dueAfter(Target.PROVINCIAL, 0, 9).get(0).fields())
                .asString(StandardCharsets.UTF_8)
                .doesNotContain(PHONE);
    }

    @Test
    void aSealedValueOpensForNoOtherRecord() {
        var record = taken("A");
        taken("B");

        jdbc.sql(
                        "update ledger.revision r set personal = (select personal from ledger.revision o where o.record_id <> r.record_id)")
                .update();

        assertThatThrownBy(() -> ledger.revisions(record)).isInstanceOf(CannotOpen.class);
    }

    @Test
    void aRecordFromBeforeItWasSealedReadsAsItWasAndIsKnownAgain() {
        var record = taken("A");
        asBefore();

        assertThat(fields(record)).isEqualTo(FIELDS.formatted("A"));
        intake.message(FEED, List.of(told("A", 1)));
        assertThat(jdbc.sql("select outcome from ledger.entry order by message_id desc limit 1")
                        .query(Integer.class)
                        .single())
                .isEqualTo(Outcome.DUPLICATE.code());
    }

    @Test
    void sealingAnewGoesOnWhereItWasBrokenOffAndFreesTheOldKey() {
        var record = taken("A");
        taken("B");
        taken("C");
        asBefore();
        var keys = hub.getBean(DataKeys.class);
        int old = keys.current().number();
        var personal = hub.getBean(PersonalData.class);
        assertThat(personal.uses(old)).isTrue();
        keys.renew();

        int calls = 1;
        var progress = personal.seal(2);
        while (progress.table() != null) {
            progress = personal.seal(2);
            calls++;
        }

        assertThat(calls).as("in stretches").isGreaterThan(2);
        assertThat(progress.sealed()).isGreaterThanOrEqualTo(6);
        assertThat(personal.uses(old)).isFalse();
        assertThat(plainRows()).isZero();
        assertThat(fields(record)).isEqualTo(FIELDS.formatted("A"));
        assertThat(ledger.sightings(record, 0).get(0).entry().findings()).containsExactly(quoting("V105"));
        assertThat(jdbc.sql("select bool_and(personal is not null) from ledger.revision")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void erasureTakesOneRecordsPersonalValuesAndNothingElse() {
        var record = taken("A");
        var other = taken("B");
        var noted = new AtomicInteger();

        var erased = hub.getBean(PersonalData.class).erase(record, "asked for · AJ-1", noted::incrementAndGet);

        assertThat(erased).containsEntry("ledger.revision", 1).containsEntry("ledger.entry", 1);
        assertThat(noted).hasValue(1);
        assertThat(fields(record))
                .isEqualTo("{\"TS_LYBH\":\"A\",\"TS_TSR_LXR\":null,\"TS_TSR_LXDH\":null,\"TS_WYJE\":\"9.800000\"}");
        assertThat(ledger.sightings(record, 0).get(0).entry().findings())
                .containsExactly(new Finding("V105", Severity.REMARK, "TS_TSR_LXDH", "line 2", null, "1\\d{10}"));
        assertThat(fields(other)).contains(PHONE);
        assertThat(ledger.sightings(other, 0).get(0).entry().findings()).containsExactly(quoting("V105"));
    }

    @Test
    void aTextThatLooksSealedIsNotTakenForOne() {
        var seal = hub.getBean(PersonalSeal.class);
        var forged = new Finding("V103", Severity.REJECT, "TS_BLZT", "line 2", PersonalSeal.MARK + "AAAA", null);

        assertThat(seal.shown(seal.hidden(List.of(forged)))).containsExactly(forged);
    }

    @Test
    void whatTheLedgerRemarksAboutANumberIsNotSealedAsTheNumberStandsOpenBesideIt() {
        var seal = hub.getBean(PersonalSeal.class);
        var same = new Finding("D001", Severity.REMARK, null, "line 2", "GD-1", "20231015-01-1");
        var quoting = new Finding("F109", Severity.REJECT, null, "line 2", "GD-1", null);

        assertThat(seal.hidden(List.of(same))).containsExactly(same);
        assertThat(seal.hidden(List.of(quoting))).doesNotContain(quoting);
    }

    /** As a hub without sealing left it: plain, and the digest of the content without a key. */
    private void asBefore() {
        jdbc.sql(
                        "update ledger.revision r set personal = null, fields = replace(replace(fields::text, '\"TS_TSR_LXR\":null', ?),"
                                + " '\"TS_TSR_LXDH\":null', ?)::json")
                .params("\"TS_TSR_LXR\":\"" + NAME + "\"", "\"TS_TSR_LXDH\":\"" + PHONE + "\"")
                .update();
        jdbc.sql("update ledger.record set content = ?, content_keyed = false")
                .param(new UUID(7, 7))
                .update();
    }

    private RecordId taken(String number) {
        intake.message(FEED, List.of(told(number, 1)));
        return ledger.record(FEED, number).orElseThrow().recordId();
    }

    private String fields(RecordId record) {
        return new String(ledger.revisions(record).get(0).fields(), StandardCharsets.UTF_8);
    }

    private long plainRows() {
        return jdbc.sql("select (select count(*) from ledger.revision t where t::text ~ :them)"
                        + " + (select count(*) from ledger.entry t where t::text ~ :them)")
                .param("them", NAME + "|" + PHONE)
                .query(Long.class)
                .single();
    }

    private static Finding quoting(String code) {
        return new Finding(code, Severity.REMARK, "TS_TSR_LXDH", "line 2", PHONE, "1\\d{10}");
    }

    private Inspected told(String number, int row) {
        return new Inspected(
                row,
                "line " + (row + 1),
                number,
                null,
                Verdict.CLEAR,
                FIELDS.formatted(number).getBytes(StandardCharsets.UTF_8),
                hub.getBean(PersonalSeal.class).keyed(new UUID(7, 7)),
                null,
                Standing.CONFIRMED,
                "03",
                List.of(quoting("V105")));
    }

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = {"cn.lvyue.hub.ledger", "cn.lvyue.hub.personal"},
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test(\\$.*)?"))
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return new DelegatingDataSource(TestDatabase.dataSource());
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient jdbcClient(DataSource source) {
            return JdbcClient.create(source);
        }

        @Bean
        JdbcTransactionManager transactionManager(DataSource source) {
            return new JdbcTransactionManager(source);
        }

        @Bean
        TransactionTemplate transactionTemplate(JdbcTransactionManager manager) {
            return new TransactionTemplate(manager);
        }

        @Bean
        Clock clock() {
            return Clock.systemUTC();
        }

        @Bean
        NationalGate gate() {
            return (standing, there) -> Optional.of(DueKind.NEW);
        }

        @Bean
        StandardPacks standardPacks() {
            return StandardPacks.load(Path.of("mappings"));
        }

        @Bean
        Vault vault() {
            return TestVault.of(TestDatabase.dataSource());
        }
    }
}
