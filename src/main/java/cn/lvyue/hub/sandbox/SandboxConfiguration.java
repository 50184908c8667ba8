package cn.lvyue.hub.sandbox;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** There is a sandbox unless both platforms are configured, or where it runs alone ({@code hub.sandbox.alone}). */
@Configuration(proxyBeanMethods = false)
@Conditional(SandboxConfiguration.APlatformIsMissing.class)
@EnableConfigurationProperties({SandboxSettings.class, StatementFields.class})
@Import({
    SandboxPlatforms.class,
    SandboxStore.class,
    CallStore.class,
    Register.class,
    PackageCheck.class,
    Judgement.class,
    Script.class,
    Weather.class,
    StatementBooks.class,
    StatementCalls.class
})
class SandboxConfiguration {

    static class APlatformIsMissing implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var settings = context.getEnvironment();
            return settings.getProperty("hub.sandbox.alone", boolean.class, false)
                    || !StringUtils.hasText(settings.getProperty("hub.targets.provincial.url"))
                    || !StringUtils.hasText(settings.getProperty("hub.targets.national.url"));
        }
    }
}
