package cn.lvyue.hub.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authorization.AuthorityAuthorizationManager;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.authentication.AuthenticationEntryPointFailureHandler;
import org.springframework.security.web.authentication.AuthenticationFilter;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import tools.jackson.databind.json.JsonMapper;

/** The door: everything is shut but the API for holders of a token, the few calls a source may make for its own feed, health, and the API's description. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
    SecuritySettings.class,
    MetricsSettings.class,
    DoorSettings.class,
    SourceRule.class,
    SourcesSettings.class,
    DutiesSettings.class
})
class SecurityConfiguration {
    private static final String SCHEME = "Bearer ";

    @Bean
    AdminToken adminToken(SecuritySettings settings, TokenStore store, Clock clock) {
        return AdminToken.prepare(settings, store, clock);
    }

    /** The console, not the log: logs are copied around. */
    @Bean
    ApplicationListener<ApplicationReadyEvent> adminTokenOnConsole(AdminToken token) {
        return ready -> token.showOnce(System.out);
    }

    /** Timing each filter of each request would cost more than the filters do. */
    @Bean
    SecurityObservationSettings noTimesOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    @Order(1)
    SecurityFilterChain api(
            HttpSecurity http,
            Entrance tokens,
            SourceDoor sources,
            Problems problems,
            MetricsSettings metrics,
            RightsCheck rights,
            AuditFilter audit,
            CallRules rules,
            Audit lines,
            OpenCalls calls) {
        // Nothing here rides on a cookie, so there is nothing to forge a request with, and no session to look after.
        return http.securityMatcher("/api/**", "/actuator/**")
                .csrf(AbstractHttpConfigurer::disable)
                .securityContext(
                        context -> context.securityContextRepository(new RequestAttributeSecurityContextRepository()))
                .sessionManagement(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .addFilterBefore(audit, ExceptionTranslationFilter.class)
                .addFilterBefore(bearerFilter(tokens, problems), AuthorizationFilter.class)
                .addFilterBefore(new SignatureFilter(sources, problems), AuthorizationFilter.class)
                .addFilterAfter(new OpenCallFilter(rules, lines, calls), AuthorizationFilter.class)
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.FORWARD, DispatcherType.ASYNC)
                        .permitAll()
                        .requestMatchers("/actuator/health/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/api/v1/openapi*", "/api/v1/openapi/**")
                        .permitAll()
                        .requestMatchers(HttpMethod.GET, "/actuator/prometheus")
                        .access(adminOrOneOf(metrics.allow()))
                        .requestMatchers(
                                HttpMethod.POST, SignatureFilter.CALL_BACKS) // signed with the platform's own key
                        .permitAll()
                        .requestMatchers("/api/**", "/actuator/**")
                        .access(rights)
                        .anyRequest()
                        .denyAll())
                .build();
    }

    @Bean
    AuditFilter auditFilter(CallRules rules, Audit audit, OpenCalls calls, RefusalCount refusals, JsonMapper json) {
        return new AuditFilter(rules, audit, calls, refusals, json);
    }

    /** It belongs to the door and to nothing else. */
    @Bean
    FilterRegistrationBean<AuditFilter> auditFilterOnlyAtTheDoor(AuditFilter filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setEnabled(false);
        return registration;
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    static AuthorizationManager<RequestAuthorizationContext> adminOrOneOf(List<String> addresses) {
        var allowed = new ArrayList<AuthorizationManager<RequestAuthorizationContext>>();
        allowed.add(AuthorityAuthorizationManager.hasAnyAuthority(Entrance.EVERYTHING, Right.STATUS_READ.id()));
        addresses.forEach(address -> allowed.add(IpAddressAuthorizationManager.hasIpAddress(address)));
        return AuthorizationManagers.anyOf(allowed.toArray(AuthorizationManager[]::new));
    }

    private static AuthenticationFilter bearerFilter(AuthenticationManager tokens, Problems problems) {
        var filter = new AuthenticationFilter(tokens, SecurityConfiguration::presented);
        filter.setSuccessHandler((request, response, who) -> {}); // just go on
        filter.setFailureHandler(new AuthenticationEntryPointFailureHandler(problems));
        return filter;
    }

    /** The token a request presents, not yet believed; none if it presents none. */
    private static @Nullable Authentication presented(HttpServletRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        return new PreAuthenticatedAuthenticationToken(
                "", header.substring(SCHEME.length()).strip());
    }
}
