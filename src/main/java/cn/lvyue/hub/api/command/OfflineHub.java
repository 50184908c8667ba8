package cn.lvyue.hub.api.command;

import cn.lvyue.hub.api.FindingAnswers;
import cn.lvyue.hub.intake.RecordReaders;
import cn.lvyue.hub.mapping.Mappings;
import cn.lvyue.hub.quality.Inspection;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.standard.FindingCatalog;
import cn.lvyue.hub.standard.Rulebooks;
import cn.lvyue.hub.standard.StandardPacks;
import java.time.Clock;
import java.time.ZoneId;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.env.Environment;

/**
 * The modules that read, map and inspect, without servers, queues or a database. Starting it loads and checks the standard
 * packs and all mappings, with the same settings the hub itself would use.
 */
final class OfflineHub implements AutoCloseable {
    private final ConfigurableApplicationContext context;

    OfflineHub(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** @throws RuntimeException naming file and line if pack or mappings are not in order */
    static OfflineHub start() {
        // SpringApplication.run would log the failure with its stack; the caller tells it in one line.
        return new OfflineHub(new SpringApplicationBuilder(Modules.class)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .properties("logging.level.root=off", "spring.main.log-startup-info=false")
                .run());
    }

    Mappings mappings() {
        return context.getBean(Mappings.class);
    }

    StandardPacks packs() {
        return context.getBean(StandardPacks.class);
    }

    Rulebooks rulebooks() {
        return context.getBean(Rulebooks.class);
    }

    RecordReaders readers() {
        return context.getBean(RecordReaders.class);
    }

    Inspection inspection() {
        return context.getBean(Inspection.class);
    }

    FindingAnswers findings() {
        return new FindingAnswers(context.getBean(FindingCatalog.class));
    }

    Clock clock() {
        return context.getBean(Clock.class);
    }

    Environment environment() {
        return context.getEnvironment();
    }

    @Override
    public void close() {
        context.close();
    }

    /** Deliberately no configuration class by annotation: the hub's own component scan must not find it. */
    @ComponentScan({
        "cn.lvyue.hub.standard",
        "cn.lvyue.hub.mapping",
        "cn.lvyue.hub.quality",
        "cn.lvyue.hub.intake",
    })
    @EnableConfigurationProperties
    @ImportAutoConfiguration(JacksonAutoConfiguration.class)
    static class Modules {
        @Bean
        Clock clock() {
            return Clock.system(ZoneId.of("Asia/Shanghai"));
        }

        @Bean
        PersonalSeal nothingIsKept() {
            return PersonalSeal.none();
        }
    }
}
