package cn.lvyue.hub.proof;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProofSettings.class)
class ProofConfiguration {
    /** The keys that the salts of records come from. */
    @Bean
    SealedSalts sealedKeys(SaltStore store) {
        return new SealedSalts(store, SaltStore.Table.OUTCOMES);
    }

    /** The salts that remain of records some fields of which were erased. */
    @Bean
    SealedSalts sealedSalts(SaltStore store) {
        return new SealedSalts(store, SaltStore.Table.ERASED);
    }
}
