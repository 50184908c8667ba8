package cn.lvyue.hub.api;

import cn.lvyue.hub.CallsThatCanBe;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.ledger.ReturnedRecords;
import cn.lvyue.hub.proof.Proofs;
import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.PlatformCalls;
import cn.lvyue.hub.record.Rulings;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springdoc.core.configuration.SpringDocConfiguration;
import org.springdoc.core.configuration.SpringDocSpecPropertiesConfiguration;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.core.configuration.MultipleOpenApiSupportConfiguration;
import org.springdoc.webmvc.core.configuration.SpringDocWebMvcConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The API on a real server, with the hub behind it in memory, alarms and sums in a database, and the real standard pack. */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    SpringDocConfiguration.class,
    SpringDocConfigProperties.class,
    SpringDocSpecPropertiesConfiguration.class,
    SpringDocWebMvcConfiguration.class,
    MultipleOpenApiSupportConfiguration.class
})
@ComponentScan(
        basePackages = {
            "cn.lvyue.hub.api",
            "cn.lvyue.hub.intake",
            "cn.lvyue.hub.ops",
            "cn.lvyue.hub.standard",
            "cn.lvyue.hub.search"
        },
        excludeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Server|SearchedHub)(\\$.*)?"))
@ComponentScan(
        basePackages = {"cn.lvyue.hub.ledger", "cn.lvyue.hub.archive"},
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern = ".*\\.(IntakeView|CorrectionView|RulingView|Backlog)"))
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
@ComponentScan(
        basePackages = "cn.lvyue.hub.work",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(WorkStore|WorkListService|RawText)"))
@Import(CallsThatCanBe.class)
class ApiServer {
    @Bean
    JdbcClient jdbcClient() {
        return JdbcClient.create(TestDatabase.dataSource());
    }

    @Bean
    JdbcTransactionManager transactionManager() {
        return new JdbcTransactionManager(TestDatabase.dataSource());
    }

    @Bean
    TransactionTemplate transaction(JdbcTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    PersonalSeal personalSeal() {
        return PersonalSeal.none();
    }

    @Bean
    InMemoryHub hub() {
        return new InMemoryHub();
    }

    @Bean
    Deliveries deliveries(InMemoryHub hub) {
        return hub.asDeliveries();
    }

    @Bean
    ListedStatements statements() {
        return new ListedStatements();
    }

    @Bean
    ListedVerifications verifications() {
        return new ListedVerifications();
    }

    @Bean
    Proofs proofs() {
        return ListedVerifications.days();
    }

    @Bean
    ListedHolds holds() {
        return new ListedHolds();
    }

    @Bean
    Redelivery redelivery() {
        return (packageId, records) -> true;
    }

    @Bean
    Rulings rulings() {
        return act -> new Rulings.Result(
                7L,
                act.cases().stream()
                        .map(mark -> new Rulings.Settled(mark, Rulings.Ending.DONE, null, null, List.of()))
                        .toList());
    }

    @Bean
    PlatformCalls platformCalls() {
        return call -> call.body().length == 0
                ? new PlatformCalls.Result.Unreadable("R114")
                : "platform".equals(call.signature().keyId())
                        ? new PlatformCalls.Result.Taken(List.of("R108"))
                        : new PlatformCalls.Result.Refused("S104");
    }

    @Bean
    ListedPolls polls() {
        return new ListedPolls();
    }

    @Bean
    ReturnedRecords returnedRecords(InMemoryHub hub) {
        return hub.asReturnedRecords();
    }

    @Bean
    TwoFeeds mappings() {
        return new TwoFeeds();
    }

    /** As in the trial. */
    @Bean
    LocalSecrets localSecrets() {
        return name -> "of-this-machine-0123456789-" + name;
    }

    @Bean
    Clock clock() {
        return Clock.fixed(InMemoryHub.NOW, ZoneOffset.UTC);
    }
}
