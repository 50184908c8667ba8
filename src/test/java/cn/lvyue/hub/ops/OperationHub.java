package cn.lvyue.hub.ops;

import cn.lvyue.hub.CallsThatCanBe;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.Backlog;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.mapping.FeedName;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.record.Alarms;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Chunk;
import cn.lvyue.hub.record.DueRule;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Mapped;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReadPlan;
import cn.lvyue.hub.record.Reception;
import cn.lvyue.hub.record.SourceRecord;
import cn.lvyue.hub.signing.TestVault;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What operates the hub, with its calls on a real server and its tables in a real database; time passes when a test says so.
 * Messages are put into the tables as archive and ledger leave them.
 */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@Import({CallsThatCanBe.class, TestVault.Beans.class})
@ComponentScan(
        basePackages = {
            "cn.lvyue.hub.api",
            "cn.lvyue.hub.ops",
            "cn.lvyue.hub.standard",
            "cn.lvyue.hub.intake",
            "cn.lvyue.hub.ledger",
            "cn.lvyue.hub.archive"
        },
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Server|OperationHub)(\\$.*)?"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.replay",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.(JobStore|ChoiceStore|ResultStore|AgainStore|PackageResults|PlanVersions|ReplayService)"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.security",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(LookBook|LookStore|Audit|AuditStore|PersonalConfiguration)"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.personal",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(PersonalData|SealingPositionStore)"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.quality",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.Inspector"))
class OperationHub {
    static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    @Bean
    PersonalSeal personalSeal() {
        return PersonalSeal.none();
    }

    @Bean
    PassingTime clock() {
        return new PassingTime();
    }

    @Bean
    WaitedFor mappings() {
        return new WaitedFor();
    }

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
    TransactionTemplate transaction(DataSource source) {
        return new TransactionTemplate(new JdbcTransactionManager(source));
    }

    @Bean
    Deliveries deliveries() {
        return new TrialHub().asDeliveries();
    }

    @Bean
    Reception reception() {
        return arrival -> {
            throw new UnsupportedOperationException();
        };
    }

    @Bean
    NationalGate gate() {
        return (standing, there) -> Optional.empty();
    }

    /** Another node on the same database, or this one after it was restarted. */
    static ArrivalsStep node(
            Clock clock,
            Mappings mappings,
            ArrivalJudge judge,
            ArrivalStore store,
            ArrivalAlarms alarms,
            Backlog backlog) {
        var transaction = new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
        return new ArrivalsStep(mappings, store, judge, new ArrivalsStep.Watching(alarms, backlog, clock), transaction);
    }

    /** Time that passes when a test says so; the zone is the province's. */
    static final class PassingTime extends Clock {
        private volatile Instant now = at("2026-03-04T14:00");

        void moveTo(String local) {
            now = at(local);
        }

        static Instant at(String local) {
            return LocalDateTime.parse(local).atZone(ZONE).toInstant();
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZONE;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }

    /** Feeds with the rules a test gives them. */
    static final class WaitedFor implements Mappings {
        final Map<FeedId, Optional<DueRule>> rules = new TreeMap<>();

        @Override
        public List<FeedId> feeds() {
            return List.copyOf(rules.keySet());
        }

        @Override
        public boolean knows(FeedId feed) {
            return rules.containsKey(feed);
        }

        @Override
        public FeedName name(FeedId feed) {
            return new FeedName(feed, "《" + feed + "》", "Feed " + feed);
        }

        @Override
        public Optional<DueRule> due(FeedId feed) {
            return rules.get(feed);
        }

        @Override
        public ReadPlan readPlan(FeedId feed, Channel channel) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String version(FeedId feed) {
            return "1";
        }

        @Override
        public String pack(FeedId feed) {
            return "complaint-2023";
        }

        @Override
        public Chunk<Mapped> map(Chunk<SourceRecord> chunk) {
            throw new UnsupportedOperationException();
        }
    }

    /** Archives a message, as the archive does. @return its id */
    static long archived(JdbcClient jdbc, String feed, String at) {
        var received = OffsetDateTime.ofInstant(PassingTime.at(at), ZoneOffset.UTC);
        long id = jdbc.sql("""
            insert into archive.message (direction, kind, feed, channel, received_at, size, digest)
            values (1, 1, ?, ?, ?, 7, decode('00', 'hex')) returning id\
            """)
                .params(feed, Channel.FILE.name(), received)
                .query(Long.class)
                .single();
        jdbc.sql("insert into archive.waiting (message_id, feed) values (?, ?)")
                .params(id, feed)
                .update();
        return id;
    }

    /** Settles a message, as the ledger and after it the archive do. @param status 2 done, 3 unreadable, 4 failed */
    static void settled(JdbcClient jdbc, long id, int status, int records) {
        jdbc.sql("""
            insert into ledger.intake (message_id, feed, status, received_at, started_at, finished_at, mapping, pack,
                rows_done, accepted)
            select id, feed, ?, received_at, received_at, received_at, '1', '1', ?, ? from archive.message where id = ?\
            """).params(status, records, records, id).update();
        jdbc.sql("delete from archive.waiting where message_id = ?").param(id).update();
    }

    static Alarms.Alarm alarm(String code, String subject) {
        return new Alarms.Alarm(code, subject, Alarms.Level.WARNING, "出事了", "something is wrong");
    }
}
