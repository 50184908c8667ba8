package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.annotation.Configuration;

@ExtendWith(OutputCaptureExtension.class)
class PortFailureAnalyzerTest {
    @Configuration
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    static class Server {}

    @Test
    void aPortThatIsInUseIsToldInBothLanguagesWithTheSettingToChange(CapturedOutput output) throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var server = new SpringApplicationBuilder(Server.class)
                    .properties(
                            "spring.config.location=optional:classpath:/no-settings.yaml",
                            "server.address=127.0.0.1",
                            "server.port=" + other.getLocalPort());
            assertThat(catchThrowable(server::run)).hasCauseInstanceOf(PortInUseException.class);
            assertThat(output)
                    .contains("端口 " + other.getLocalPort() + " 已被占用", "is in use", "SERVER_PORT")
                    .doesNotContain("was already in use");
        }
    }
}
