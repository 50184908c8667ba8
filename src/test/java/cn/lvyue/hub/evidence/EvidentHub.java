package cn.lvyue.hub.evidence;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.DirectReception;
import cn.lvyue.hub.delivery.ArchivingDeliverer;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.ledger.TakenIn;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.proof.Notarised;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Arrival;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Everything from the archive to the platforms with a real database, the real mappings and real HTTP; without routes. */
final class EvidentHub implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    /** Of this JVM alone: a hub that starts clears away what others left. */
    private static final String FOLDER =
            "target/evident-" + ProcessHandle.current().pid();

    final AnnotationConfigApplicationContext context = new QuickContext();
    final PassingClock clock = new PassingClock();

    /** @param mappings folder of the mapping files */
    EvidentHub(Path mappings) {
        Map<String, Object> settings = new HashMap<>(Map.of(
                "hub.mappings", mappings.toString(),
                "hub.archive.spool", FOLDER + "/spool",
                "hub.reconciliation.folder", FOLDER,
                "hub.reconciliation.secret", "of-the-test",
                "hub.vault.master-key", "of the tests, and of nothing but the tests",
                "hub.sandbox.source-record-no", "TS_LYBH",
                "hub.sandbox.complaint-no", "TS_BH",
                "hub.sandbox.revision", "CS_BBH"));
        settings.put("hub.sandbox.stage-delay", "1s");
        settings.put("hub.sandbox.data-state", "CS_SJZT");
        settings.put("hub.sandbox.confirmed", "TS_RDJG=1,TS_BLZT=80|81|82|90|91|92");
        settings.put("hub.sandbox.identification", "TS_BH,TS_LYBH,CS_BBH,CS_SJZT");
        settings.put("hub.sandbox.statement.revision", "CS_BBH");
        settings.put("hub.sandbox.statement.amount", "TS_WYJE");
        settings.put("hub.proof.keys", "days");
        settings.put("hub.keys.ids.days.kind", "SM2");
        settings.put("hub.keys.ids.days.value", "3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8");
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
        context.registerBean(Clock.class, () -> clock);
        context.registerBean(Behaviour.class, Obedient::new);
        context.registerBean(Alarms.class, Silence::new);
        context.register(Wiring.class, DirectReception.class);
        context.refresh();
    }

    /** Not a configuration of its own accord, or a scan of the module would find it. */
    @EnableTransactionManagement
    @EnableConfigurationProperties
    @ComponentScan(
            basePackages = {
                "cn.lvyue.hub.standard",
                "cn.lvyue.hub.intake",
                "cn.lvyue.hub.mapping",
                "cn.lvyue.hub.quality",
                "cn.lvyue.hub.ledger",
                "cn.lvyue.hub.archive",
                "cn.lvyue.hub.delivery",
                "cn.lvyue.hub.sandbox",
                "cn.lvyue.hub.signing",
                "cn.lvyue.hub.replay",
                "cn.lvyue.hub.proof",
                "cn.lvyue.hub.personal",
                "cn.lvyue.hub.evidence"
            },
            excludeFilters =
                    @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Hub|DirectReception)(\\$.*)?"))
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
        JsonMapper jsonMapper() {
            return JsonMapper.builder().build();
        }
    }

    /** Platforms that do as they should. */
    private static final class Obedient implements Behaviour {
        @Override
        public Act onPackage(Target target, String packageId) {
            return Act.ANSWER;
        }

        @Override
        public Act onAsking(Target target, String packageId) {
            return Act.ANSWER;
        }

        @Override
        public Optional<String> refusalOf(Target target, String sourceRecordNo) {
            return Optional.empty();
        }
    }

    /** Nobody is to be told anything. */
    private static final class Silence implements Alarms {
        @Override
        public void raise(Alarm alarm) {}

        @Override
        public void clear(String code, String subject) {}
    }

    /** Time that passes when a test says so. */
    static final class PassingClock extends Clock {
        private volatile Instant now = Instant.parse("2026-03-04T01:00:00Z");

        void advance(Duration time) {
            now = now.plus(time);
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
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

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A file of a source, archived and taken in. */
    Message take(String feed, Channel channel, Path file) {
        try {
            return take(feed, channel, String.valueOf(file.getFileName()), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Message take(String feed, Channel channel, String name, byte[] body) {
        var arrival = new Arrival(new FeedId(feed), channel, name, null, null, new ByteArrayInputStream(body));
        var message = bean(Reception.class).receive(arrival);
        var mappings = bean(Mappings.class);
        var pack = mappings.pack(message.feed());
        var chunks = new ArrayList<Chunk<Inspected>>();
        var plan = mappings.readPlan(message.feed(), channel);
        try (var reading = bean(RecordReaders.class).read(message, plan, new ByteArrayInputStream(body), 0)) {
            while (reading.hasNext()) {
                chunks.add(bean(Inspection.class).inspect(mappings.map(reading.next()), pack));
            }
        }
        new TakenIn(context).message(message, mappings.version(message.feed()), pack, chunks);
        return message;
    }

    /** Seals all that is due at a platform, delivers it and fetches the receipts. */
    void deliver(Target target) {
        bean(Deliveries.class).sealNow(target, LocalDate.ofInstant(clock.instant(), ZONE));
        var delivery = new ArchivingDeliverer(context);
        for (int round = 0; round < 8; round++) {
            delivery.push(target);
            delivery.fetchReceipts(target);
            clock.advance(Duration.ofSeconds(30));
        }
    }

    /** Takes down all there is and closes today. */
    void closeDay() {
        var log = new Notarised(context);
        log.takeDown();
        clock.advance(Duration.ofDays(1));
        log.closeDays();
    }

    @Override
    public void close() {
        context.close();
    }
}
