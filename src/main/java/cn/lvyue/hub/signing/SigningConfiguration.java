package cn.lvyue.hub.signing;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({KeysSettings.class, VaultSettings.class, CryptoProfile.class})
class SigningConfiguration {}
