package cn.lvyue.hub.api;

import cn.lvyue.hub.CallsThatCanBe;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.archive.DirectReception;
import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.LocalSecrets;
import cn.lvyue.hub.record.NationalGate;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.PlatformCalls;
import cn.lvyue.hub.record.Rulings;
import cn.lvyue.hub.signing.DocumentSigner;
import cn.lvyue.hub.signing.HmacSm3Signer;
import cn.lvyue.hub.signing.TestVault;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.security.autoconfigure.SecurityAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration;
import org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.MultipartAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.error.ErrorMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

/** API, door, archive and ledger on a real server and a real database, without the routes. */
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    MultipartAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    ErrorMvcAutoConfiguration.class,
    ValidationAutoConfiguration.class,
    SecurityAutoConfiguration.class,
    ServletWebSecurityAutoConfiguration.class,
    SecurityFilterAutoConfiguration.class,
    JdbcTemplateAutoConfiguration.class,
    JdbcClientAutoConfiguration.class,
    DataSourceTransactionManagerAutoConfiguration.class,
    TransactionAutoConfiguration.class
})
@ComponentScan(
        basePackages = {
            "cn.lvyue.hub.api",
            "cn.lvyue.hub.ops",
            "cn.lvyue.hub.standard",
            "cn.lvyue.hub.security",
            "cn.lvyue.hub.archive",
            "cn.lvyue.hub.ledger",
            "cn.lvyue.hub.intake",
            "cn.lvyue.hub.retention",
            "cn.lvyue.hub.publishing"
        },
        excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|IT|Server)(\\$.*)?"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.replay",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.(JobStore|ChoiceStore|ResultStore|AgainStore|PackageResults|PlanVersions|ReplayService)"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.personal",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(
                        type = FilterType.REGEX,
                        pattern =
                                ".*\\.(PersonalData|SealingPositionStore|PersonalIds|SecretStore|NumberIndex|NumberStore|NumberKeys)"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.quality",
        useDefaultFilters = false,
        includeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.Inspector"))
@ComponentScan(
        basePackages = "cn.lvyue.hub.work",
        useDefaultFilters = false,
        includeFilters =
                @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.(WorkStore|WorkListService|RawText)"))
@Import({CallsThatCanBe.class, DirectReception.class, TestVault.Beans.class})
class SignedServer {
    static final List<String> FEEDS =
            List.of("contract-performance", "credit-site", "hotline-12345", "inspection-petition", "sme-arrears");

    /** All tests share it: it must outlive this server. */
    @Bean
    NoEvidence evidence() {
        return new NoEvidence();
    }

    @Bean(destroyMethod = "")
    DataSource dataSource() {
        return TestDatabase.dataSource();
    }

    @Bean
    PersonalSeal personalSeal() {
        return PersonalSeal.none();
    }

    @Bean
    MovableClock clock() {
        return new MovableClock();
    }

    @Bean
    Deliveries deliveries() {
        return new InMemoryHub().asDeliveries();
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
    ListedStatements statements() {
        return new ListedStatements();
    }

    @Bean
    DocumentSigner documentSigner() {
        return new HmacSm3Signer("hub", "of-the-test");
    }

    @Bean
    ListedPolls polls() {
        return new ListedPolls();
    }

    /** Nothing is processed here. */
    @Bean
    NationalGate gate() {
        return (standing, standsThere) -> {
            throw new UnsupportedOperationException();
        };
    }

    @Bean
    LocalSecrets localSecrets() {
        return name -> "of-this-machine-0123456789-" + name;
    }

    @Bean
    TwoFeeds mappings() {
        return new TwoFeeds() {
            @Override
            public List<FeedId> feeds() {
                return FEEDS.stream().map(FeedId::new).toList();
            }
        };
    }
}
