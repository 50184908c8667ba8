package cn.lvyue.hub.security;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Settings of looks at personal data. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PersonalSettings.class)
class PersonalConfiguration {}
