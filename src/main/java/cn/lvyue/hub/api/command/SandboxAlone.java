package cn.lvyue.hub.api.command;

import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.sandbox.SandboxPlatforms;
import java.util.ArrayList;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

/** The stand-in platforms without a hub: their servers and a database, embedded or as configured. */
final class SandboxAlone implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    private SandboxAlone(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @param settings by property name, before those of the configuration files */
    static SandboxAlone start(Map<String, String> settings) {
        var arguments = new ArrayList<String>();
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        arguments.add("--hub.sandbox.alone=true");
        return new SandboxAlone(new SpringApplicationBuilder(Modules.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .properties("logging.level.root=warn")
                .run(arguments.toArray(String[]::new)));
    }

    TargetAddress address(Target target) {
        return context.getBean(SandboxPlatforms.class).of(target).orElseThrow();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Deliberately no configuration class by annotation: the hub's own component scan must not find it. */
    @ComponentScan("cn.lvyue.hub.sandbox")
    @ComponentScan(
            basePackages = "cn.lvyue.hub.plumbing",
            useDefaultFilters = false,
            includeFilters =
                    @ComponentScan.Filter(
                            type = FilterType.REGEX,
                            pattern = ".*\\.(Hub|EmbeddedPostgres|Clock)Configuration"))
    @ImportAutoConfiguration({
        DataSourceAutoConfiguration.class,
        DataSourceTransactionManagerAutoConfiguration.class,
        JdbcTemplateAutoConfiguration.class,
        JdbcClientAutoConfiguration.class,
        TransactionAutoConfiguration.class,
        FlywayAutoConfiguration.class
    })
    static class Modules {}
}
