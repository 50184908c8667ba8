package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

class ProgramsAheadTest {
    @TempDir
    private Path home;

    @Test
    void aHubWithADatabaseOfItsOwnUnpacksNothing() {
        var context = prepared(Map.of("hub.home", home, "spring.datasource.url", "jdbc:postgresql://db/hub"));

        assertThat(context.getBeanFactory().getBeanProvider(Unpacking.class).getIfAvailable())
                .isNull();
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void whatCannotBeUnpackedIsToldToWhoNeedsIt() throws Exception {
        var programs = Files.writeString(home.resolve("bin"), "in the way");
        var context = prepared(Map.of("hub.home", home));

        context.getBeanFactory().getBean(Unpacking.class).await();

        assertThatThrownBy(() -> PostgresBinaries.in(programs)).isInstanceOf(UncheckedIOException.class);
    }

    private static GenericApplicationContext prepared(Map<String, Object> settings) {
        var context = new GenericApplicationContext();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("settings", settings));
        new ProgramsAhead().initialize(context);
        return context;
    }
}
