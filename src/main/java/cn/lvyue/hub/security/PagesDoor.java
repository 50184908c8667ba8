package cn.lvyue.hub.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer.FrameOptionsConfig;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/** The door of the pages: people log in, have a session that ends, and see what their rights open. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LoginSettings.class)
class PagesDoor {
    /** Nothing from elsewhere, nothing inline, no frame around it. */
    private static final String CONTENT =
            "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none';"
                    + " form-action 'self'; frame-ancestors 'none'";

    @Bean
    ApplicationListener<ApplicationReadyEvent> passwordOnConsole(Passwords passwords) {
        return ready -> passwords.showOnce(System.out);
    }

    @Bean
    @Order(2)
    SecurityFilterChain pages(
            HttpSecurity http,
            Logins logins,
            RightsCheck rights,
            Problems problems,
            LoginSettings settings,
            Entering entering,
            SessionBook sessions,
            AuditFilter audit,
            CallRules rules,
            Audit lines,
            OpenCalls calls,
            ObjectProvider<ProvidedPeople> provided,
            Clock clock) {
        provided.ifAvailable(people -> http.oauth2Login(login -> login.loginPage("/login")
                .successHandler(entering)
                .failureUrl("/login?provider")
                .userInfoEndpoint(info -> info.oidcUserService(people))));
        return http.csrf(csrf -> csrf.csrfTokenRequestHandler(new UploadCsrf()))
                .authenticationProvider(logins)
                .requestCache(cache -> cache.requestCache(entering.wanted()))
                .addFilterBefore(audit, ExceptionTranslationFilter.class)
                .addFilterBefore(new SessionLife(settings.session(), sessions, clock), AuthorizationFilter.class)
                .addFilterAfter(new OpenCallFilter(rules, lines, calls), AuthorizationFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/login", "/assets/**", "/webjars/**")
                        .permitAll()
                        .requestMatchers(Stage.CODE.page())
                        .access(Stage.CODE.only())
                        .requestMatchers(Stage.PASSWORD.page())
                        .access(Stage.inOr(Stage.PASSWORD))
                        .requestMatchers(Stage.ENROL.page(), Stage.ENROL.page() + "/**")
                        .access(Stage.inOr(Stage.ENROL))
                        .requestMatchers("/account", "/account/**")
                        .access(Stage.inOr(null))
                        .anyRequest()
                        .access(rights))
                .formLogin(login -> login.loginPage("/login").successHandler(entering))
                .logout(logout ->
                        logout.logoutUrl("/logout").addLogoutHandler(entering).logoutSuccessUrl("/login?logout"))
                .exceptionHandling(refused -> refused.accessDeniedHandler(new NextStep(entering.wanted()))
                        .defaultAuthenticationEntryPointFor(problems, PagesDoor::isOfAProgram))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                        .frameOptions(FrameOptionsConfig::deny))
                .build();
    }

    /** A program is told what is wrong; a browser is led to where one logs in. */
    static boolean isOfAProgram(HttpServletRequest request) {
        var wanted = request.getHeader(HttpHeaders.ACCEPT);
        return request.getHeader(HttpHeaders.AUTHORIZATION) != null
                || wanted == null
                || !wanted.contains(MediaType.TEXT_HTML_VALUE);
    }
}
