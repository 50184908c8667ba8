package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.RuntimeCamelException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesFolderTest {
    @TempDir
    private Path parent;

    @Test
    void aMissingFolderIsNamedWithItsRemedy() {
        assertThatThrownBy(() -> RoutesFolder.in(parent.resolve("routes")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("目录 " + parent.resolve("routes") + " 中没有路由文件")
                .hasMessageContaining("set hub.routes");
    }

    @Test
    void routesWithoutFeedsAreNotEnough() throws IOException {
        Files.createFile(parent.resolve("1-intake.camel.yaml"));
        Files.createDirectory(parent.resolve("feeds"));

        assertThatThrownBy(() -> RoutesFolder.in(parent))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("feeds");

        Files.createFile(parent.resolve("feeds/a.camel.yaml"));
        assertThat(RoutesFolder.in(parent).folder()).isEqualTo(parent);
    }

    @Test
    void aFolderThatIsALinkIsRefusedSinceItsRoutesWouldNotBeRead() throws IOException {
        Files.createFile(parent.resolve("1-intake.camel.yaml"));
        var link = Files.createSymbolicLink(parent.resolve("link"), parent);

        assertThatThrownBy(() -> RoutesFolder.in(link))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("是链接")
                .hasMessageContaining("is a link");
    }

    @Test
    void aRouteThatDoesNotStartIsExplainedByAllItsReasons() {
        var failure = new RuntimeCamelException("route a", new IllegalArgumentException("no bean b"));

        var analysis = new RouteFailureAnalyzer().analyze(new IllegalStateException(failure));

        assertThat(analysis.getDescription()).contains("路由无法启动", "route a\nno bean b");
    }
}
