package cn.lvyue.hub.search;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.standard.StandardPacks;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.annotation.EnableTransactionManagement;

/** The index and its searches over a real database, with the real pack. */
public final class SearchedHub implements AutoCloseable {
    private final AnnotationConfigApplicationContext context = new QuickContext();

    /** @param settings of {@code hub.search} */
    public SearchedHub(DataSource database, Map<String, String> settings) {
        var all = new HashMap<String, Object>();
        settings.forEach((name, value) -> all.put("hub.search." + name, value));
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", all));
        // Its own lifecycle: closing the hub leaves the database open.
        context.registerBean(DataSource.class, () -> new DelegatingDataSource(database));
        context.register(Wiring.class);
        context.refresh();
    }

    /** Over the empty test database, with blocks and slices so small that there are many. */
    static SearchedHub fresh() {
        TestDatabase.reset();
        return new SearchedHub(
                TestDatabase.dataSource(),
                Map.of(
                        "settle",
                        "0s",
                        "block-records",
                        "4",
                        "block-messages",
                        "4",
                        "slice-records",
                        "256",
                        "round",
                        "64"));
    }

    /** Indexes everything there is. */
    public void catchUp() {
        context.getBean(IndexStep.class).catchUp();
    }

    public Search search() {
        return context.getBean(Search.class);
    }

    <B> B bean(Class<B> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration
    @EnableTransactionManagement
    @ComponentScan(
            basePackages = "cn.lvyue.hub.search",
            excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*(Test|Hub)(\\$.*)?"))
    static class Wiring {
        @Bean
        Clock clock() {
            return Clock.system(ZoneId.of("Asia/Shanghai"));
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
        StandardPacks standardPacks() {
            return StandardPacks.load(Path.of("mappings"));
        }
    }
}
