package cn.lvyue.hub.standard;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Loads packs and catalogue once; a fault in them keeps the hub from starting. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StandardSettings.class)
class StandardConfiguration {
    @Bean
    PackFolder standardPacks(StandardSettings settings) {
        return PackFolder.load(settings.mappings());
    }

    @Bean
    WorkingDays workingDays(StandardSettings settings) {
        return WorkingDays.load(settings.mappings());
    }

    @Bean
    FindingCatalog findingCatalog() {
        return FindingCatalog.load();
    }
}
