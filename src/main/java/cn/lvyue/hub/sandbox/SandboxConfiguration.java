package cn.lvyue.hub.sandbox;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/** There is a sandbox unless both platforms are configured. */
@Configuration(proxyBeanMethods = false)
@Conditional(SandboxConfiguration.APlatformIsMissing.class)
@EnableConfigurationProperties({SandboxSettings.class, StatementFields.class})
@Import({SandboxPlatforms.class, SandboxStore.class, PackageCheck.class, Judgement.class, StatementBooks.class, StatementCalls.class})
class SandboxConfiguration {

    static class APlatformIsMissing implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var settings = context.getEnvironment();
            return !StringUtils.hasText(settings.getProperty("hub.targets.provincial.url"))
                    || !StringUtils.hasText(settings.getProperty("hub.targets.national.url"));
        }
    }
}
