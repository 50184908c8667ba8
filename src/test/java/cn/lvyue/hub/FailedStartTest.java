package cn.lvyue.hub;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.flow.HubProcess;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailedStartTest {
    @Test
    void aSecondHubEndsWithOneAndSaysWhyInTwoLanguages(@TempDir Path home) throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var output = home.resolve("output");
        try (var lock = FileChannel.open(
                        home.resolve("hub.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            var second = new ProcessBuilder(
                            java,
                            "-XX:TieredStopAtLevel=1",
                            "-Dstdout.encoding=UTF-8",
                            "-cp",
                            HubProcess.classPathWithoutTests(),
                            LvyueHub.class.getName(),
                            "--hub.home=" + home,
                            "--server.port=0")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();

            assertThat(second.waitFor(60, SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(1);
            assertThat(held.isValid()).isTrue();
        }
        assertThat(Files.readString(output, StandardCharsets.UTF_8))
                .contains("正被另一个履约枢纽使用", "Another hub is using " + home)
                .doesNotContain("\tat ");
        assertThat(home.resolve("bin")).isDirectoryNotContaining("glob:**/unpacking-*");
    }
}
