package cn.lvyue.hub.security;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.server.Cookie.SameSite;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Logging in by the bureau's identity provider, where one is set. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ProviderSettings.class)
@ConditionalOnProperty("hub.login.oidc.issuer")
class ProviderDoor {

    @Bean
    Provider identityProvider(ProviderSettings settings) {
        return new Provider(settings);
    }

    @Bean
    ProvidedPeople providedPeople(Logins logins, Audit audit, ProviderSettings settings) {
        return new ProvidedPeople(logins, audit, settings);
    }

    /** A browser that comes back from another site does not bring a strict cookie along. */
    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> cookieOfWhoComesBack() {
        return factory -> factory.getSettings().getSession().getCookie().setSameSite(SameSite.LAX);
    }
}
