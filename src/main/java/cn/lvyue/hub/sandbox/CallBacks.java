package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Brings receipts to whoever a scenario names, signed with the platform's key like the calls it gets. */
class CallBacks {
    private static final Logger log = LoggerFactory.getLogger(CallBacks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();
    private final SandboxKey key;
    private final Clock clock;

    CallBacks(SandboxKey key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    /** After a package was posted. Nobody waits for what comes of it. */
    void bring(List<Deed> deeds, Platform platform, String packageId) {
        for (var deed : deeds) {
            if (deed.url() != null && deed.act() == Act.CALL_BACK) {
                send(deed.url(), platform.tell(packageId, List.of()));
            } else if (deed.url() != null && deed.act() == Act.STRAY_CALL_BACK) {
                send(deed.url(), stray());
            }
        }
    }

    private static Said stray() {
        var id = UUID.randomUUID().toString();
        var record = new Said.Result("NEVER-SENT", "0", null, "X-0");
        return Said.known(id, "R" + id.substring(0, 8), List.of(new Said.Stage("R4", "0", null, List.of(record))));
    }

    private void send(URI url, Said said) {
        byte[] body = json.writeValueAsBytes(said.body());
        var timestamp = Long.toString(clock.millis());
        var nonce = UUID.randomUUID().toString();
        var path = url.getRawQuery() == null ? url.getRawPath() : url.getRawPath() + "?" + url.getRawQuery();
        var text = String.join("\n", "POST", path, timestamp, nonce, Sm3.hex(body, 0, body.length));
        var request = HttpRequest.newBuilder(url)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("X-Hub-Key", key.id())
                .header("X-Hub-Timestamp", timestamp)
                .header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", key.signature(text))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            log.info("call-back to {} was answered with {}", url, answer.statusCode());
        } catch (IOException away) {
            log.info("call-back to {} was not answered: {}", url, away.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
