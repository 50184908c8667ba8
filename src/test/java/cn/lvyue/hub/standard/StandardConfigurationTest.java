package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class StandardConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withUserConfiguration(StandardConfiguration.class);

    @Test
    void loadsThePacksOfTheMappingsFolderByDefault() {
        application.run(context -> assertThat(context.getBean(StandardPacks.class)
                        .pack("complaint-2023")
                        .names()
                        .size())
                .isEqualTo(context.getBean(Rulebooks.class)
                        .rulebook("complaint-2023")
                        .fields()
                        .size()));
    }

    @Test
    void loadsThePacksOfAnotherFolder() {
        application
                .withPropertyValues("hub.mappings=src/test/resources/packs/tiny")
                .run(context -> assertThat(context.getBean(StandardPacks.class)
                                .pack("tiny")
                                .id())
                        .isEqualTo("tiny"));
    }

    @Test
    void keepsTheHubFromStartingWithoutPacks() {
        application
                .withPropertyValues("hub.mappings=nowhere")
                .run(context -> assertThat(context).hasFailed());
    }
}
