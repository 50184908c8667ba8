package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Target;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxAloneTest {
    @Test
    void thePlatformsRunWithoutAHubAndShowTheirRegister(@TempDir Path home) throws Exception {
        var settings = Map.of(
                "hub.home", home.toString(),
                "spring.datasource.url", TestDatabase.url(),
                "spring.datasource.username", TestDatabase.user(),
                "spring.datasource.password", TestDatabase.password());
        try (var sandbox = SandboxAlone.start(settings)) {
            for (var target : Target.values()) {
                var address = sandbox.address(target);
                var request = HttpRequest.newBuilder(URI.create(address.base() + "/register/packages"))
                        .header("Authorization", "Bearer " + new String(address.secret(), StandardCharsets.UTF_8));
                var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body()).contains("items");
            }
            assertThat(sandbox.address(Target.NATIONAL).base().getPort())
                    .isNotEqualTo(sandbox.address(Target.PROVINCIAL).base().getPort());
        }
    }
}
