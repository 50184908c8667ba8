package cn.lvyue.hub.plumbing;

import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** Unpacks the embedded PostgreSQL's programs while Spring still finds out what the hub is made of; alone it takes seconds. */
public final class ProgramsAhead implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        if (!EmbeddedPostgresConfiguration.isWanted(environment)) {
            return;
        }
        try {
            var hub = Binder.get(environment).bindOrCreate("hub", HubSettings.class);
            context.getBeanFactory().registerSingleton("unpacking", Unpacking.begin(hub.programs()));
        } catch (BindException told) {
            // the bean of these settings fails the same way, and Spring Boot says where the setting stands
        }
    }
}
