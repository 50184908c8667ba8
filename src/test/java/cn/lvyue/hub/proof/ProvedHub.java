package cn.lvyue.hub.proof;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.DirectReception;
import cn.lvyue.hub.ledger.TakenIn;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;

/** Archive, ledger and proof with a real database and a clock that passes when a test says so. */
final class ProvedHub implements AutoCloseable {
    static final FeedId HOTLINE = new FeedId("hotline-12345");
    static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    final AnnotationConfigApplicationContext context = new QuickContext();
    final PassingClock clock = new PassingClock();
    final RaisedAlarms alarms = new RaisedAlarms();
    final TakenIn ledger;

    static ProvedHub fresh(String... settings) {
        empty();
        return new ProvedHub(settings);
    }

    /** The same hub before anything happened. */
    void reset() {
        empty();
        clock.now = PassingClock.BEGIN;
        alarms.open.clear();
    }

    private static void empty() {
        TestDatabase.reset();
        TestDatabase.asSuperuser(
                "alter table security.audit disable trigger all",
                "delete from security.audit",
                "alter table security.audit enable trigger all");
    }

    private ProvedHub(String... settings) {
        var all = new HashMap<String, Object>(Map.of(
                "hub.archive.spool", "target/proved-" + ProcessHandle.current().pid() + "/spool",
                "hub.vault.master-key", "of the tests, and of nothing but the tests",
                "hub.keys.ids.days.kind", "SM2",
                "hub.keys.ids.days.value", "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8",
                "hub.proof.keys", "days"));
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Alarms.class, () -> alarms);
        context.register(Wiring.class);
        context.refresh();
        ledger = new TakenIn(context);
    }

    @Configuration
    @EnableTransactionManagement
    @Import(DirectReception.class)
    @ComponentScan(
            basePackages = {"cn.lvyue.hub.signing", "cn.lvyue.hub.ledger", "cn.lvyue.hub.archive", "cn.lvyue.hub.proof"
            },
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Hub|DirectReception)(\\$.*)?"))
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return new org.springframework.jdbc.datasource.DelegatingDataSource(TestDatabase.dataSource());
        }

        @Bean
        JdbcTemplate jdbcTemplate(DataSource source) {
            return new JdbcTemplate(source);
        }

        @Bean
        JdbcClient jdbcClient(JdbcTemplate template) {
            return JdbcClient.create(template);
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
        PersonalSeal personalSeal() {
            return PersonalSeal.none();
        }

        @Bean
        NationalGate gate() {
            return (standing, national) -> java.util.Optional.empty();
        }
    }

    /** Time that passes when a test says so. */
    static final class PassingClock extends Clock {
        private static final Instant BEGIN =
                DAY.atTime(9, 0).atZone(DayClosing.ZONE).toInstant();

        private volatile Instant now = BEGIN;

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return DayClosing.ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    /** The alarms that are open. */
    static final class RaisedAlarms implements Alarms {
        final Map<String, Alarm> open = new ConcurrentHashMap<>();

        @Override
        public void raise(Alarm alarm) {
            open.put(alarm.code() + " " + alarm.subject(), alarm);
        }

        @Override
        public void clear(String code, String subject) {
            open.remove(code + " " + subject);
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    Proofs proofs() {
        return bean(Proofs.class);
    }

    /** A body that is archived and waits. */
    Message archive(String body) {
        var bytes = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        return bean(Reception.class).receive(new Arrival(HOTLINE, Channel.HTTP, "十一月\n.csv", "text/csv", null, bytes));
    }

    /** A message with records of these numbers, settled. */
    Message take(String... numbers) {
        var message = archive(String.join("\n", numbers));
        ledger.settle(
                message,
                IntStream.range(0, numbers.length)
                        .mapToObj(i -> told(i + 1, numbers[i]))
                        .toList());
        jdbc().sql("delete from archive.waiting").update();
        return message;
    }

    static Inspected told(int row, String number) {
        var fields =
                "{\"TS_LYBH\":\"%1$s\",\"TS_BTS_MC\":\"某某县\\n人民政府\",\"TS_LXDH\":\"13900001111\",\"TS_NR\":\"欠款%1$s\"}"
                        .formatted(number);
        return new Inspected(
                row,
                "line " + (row + 1),
                number,
                1L,
                Verdict.CLEAR,
                fields.getBytes(StandardCharsets.UTF_8),
                new UUID(number.hashCode(), row),
                null,
                Standing.UNCONFIRMED,
                "03",
                List.of());
    }

    long audit(String action) {
        return jdbc().sql("""
            insert into security.audit (at, actor, address, action, what, result)
            values (?, 'admin', '10.0.0.8', ?, 'key hotline', 'ok') returning id\
            """)
                .params(clock.instant().atOffset(java.time.ZoneOffset.UTC), action)
                .query(Long.class)
                .single();
    }

    /** Takes everything down; the second time from the beginning, wherever the look at unsettled messages was. */
    void notary() {
        bean(Notary.class).workOff();
        bean(Notary.class).workOff();
    }

    /** The next day has begun, and the one before is closed. */
    void nextDay() {
        notary();
        clock.advance(Duration.ofDays(1));
        bean(DayClosing.class).closeDue();
    }

    @Override
    public void close() {
        context.close();
    }
}
