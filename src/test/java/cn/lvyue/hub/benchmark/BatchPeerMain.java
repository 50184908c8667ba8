package cn.lvyue.hub.benchmark;

import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.support.GenericApplicationContext;

/**
 * Runs {@link BatchPeer} as a process of its own: {@code --url jdbc:postgresql://… --file file.csv [--charset GB18030]}. Tells
 * the time of the job alone, without the start of Java and Spring.
 */
final class BatchPeerMain {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private BatchPeerMain() {}

    /** The steps borrowed from the hub. Not a component itself, so that no other context ever finds it. */
    @ComponentScan({"cn.lvyue.hub.standard", "cn.lvyue.hub.mapping", "cn.lvyue.hub.quality"})
    static class BorrowedSteps {}

    public static void main(String[] args) throws Exception {
        var options = Options.parse(List.of(args));
        var clock = Clock.system(ZONE);
        try (var steps = new SpringApplicationBuilder(BorrowedSteps.class)
                        .web(WebApplicationType.NONE)
                        .initializers(
                                context -> ((GenericApplicationContext) context).registerBean(Clock.class, () -> clock))
                        .run();
                var database = pool(options.text("url") + BatchPeer.DRIVER_TUNING)) {
            var peer = new BatchPeer(database, steps.getBean(Mappings.class), steps.getBean(Inspection.class), clock);
            peer.prepare();
            var watch = Stopwatch.start();
            peer.run(Path.of(options.text("file")), Charset.forName(options.text("charset", "GB18030")));
            Stopwatch.tell(watch.stop());
        }
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
