package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.signing.TestVault;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Runs {@link BatchPeer} as a process of its own: {@code --url jdbc:postgresql://… --file file.csv [--charset GB18030]}. Tells
 * the time of the job alone, without the start of Java and Spring.
 */
final class BatchPeerMain {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BatchPeerMain() {}

    /** The steps borrowed from the hub. Not a component itself, so that no other context ever finds it. */
    @ComponentScan({"cn.lvyue.hub.standard", "cn.lvyue.hub.mapping", "cn.lvyue.hub.quality"})
    @ComponentScan(
            basePackages = "cn.lvyue.hub.personal",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.(PersonalSealing|PersonalIds|SecretStore)"))
    @Import(TestVault.Beans.class)
    static class BorrowedSteps {}

    public static void main(String[] args) throws Exception {
        var options = Options.parse(List.of(args));
        var clock = Clock.system(ZONE);
        try (var database = pool(options.text("url") + BatchPeer.DRIVER_TUNING);
                var steps = new SpringApplicationBuilder(BorrowedSteps.class)
                        .web(WebApplicationType.NONE)
                        .initializers(context -> surroundings((GenericApplicationContext) context, clock, database))
                        .run()) {
            var peer = new BatchPeer(
                    database,
                    steps.getBean(Mappings.class),
                    steps.getBean(Inspection.class),
                    steps.getBean(PersonalSeal.class),
                    clock);
            peer.prepare();
            var watch = Stopwatch.start();
            peer.run(Path.of(options.text("file")), Charset.forName(options.text("charset", "GB18030")));
            Stopwatch.tell(watch.stop());
        }
    }

    private static void surroundings(GenericApplicationContext steps, Clock clock, DataSource database) {
        steps.registerBean(Clock.class, () -> clock);
        steps.registerBean(DataSource.class, () -> database);
        steps.registerBean(JdbcClient.class, () -> JdbcClient.create(database));
    }

    private static HikariDataSource pool(String url) {
        var driver = new PGSimpleDataSource();
        driver.setUrl(url);
        var pool = new HikariDataSource();
        pool.setDataSource(driver);
        pool.setMaximumPoolSize(4);
        return pool;
    }
}
