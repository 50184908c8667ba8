package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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
    private final ScheduledExecutorService later;
    private final SandboxKey key;
    private final Clock clock;

    CallBacks(SandboxKey key, ScheduledExecutorService later, Clock clock) {
        this.key = key;
        this.later = later;
        this.clock = clock;
    }

    /** After a package was posted. Nobody waits for what comes of it. */
    void bring(List<Deed> deeds, Platform platform, String packageId) {
        for (var deed : deeds) {
            if (deed.act() == Act.CALL_BACK) {
                after(deed, () -> call(deed, deeds, platform, packageId));
            } else if (deed.act() == Act.STRAY_CALL_BACK) {
                after(deed, () -> send(deed, stray()));
            }
        }
    }

    private void after(Deed deed, Runnable call) {
        if (deed.delay().isZero()) {
            call.run();
        } else {
            later.schedule(call, deed.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** What the platform says by then, as right or wrong as it says it. */
    private void call(Deed deed, List<Deed> deeds, Platform platform, String packageId) {
        var said = platform.tell(
                packageId, deeds.stream().filter(Distortion::isOne).toList());
        if (said.isGood() && send(deed, said)) {
            platform.told(packageId, said);
        }
    }

    private static Said stray() {
        var id = UUID.randomUUID().toString();
        var record = new Said.Result("NEVER-SENT", "0", null, "X-0");
        return Said.known(id, "R" + id.substring(0, 8), List.of(new Said.Stage("R4", "0", null, List.of(record))));
    }

    /** @return whether it was taken */
    private boolean send(Deed deed, Said said) {
        var url = deed.url();
        if (url == null) {
            return false;
        }
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
            return answer.statusCode() / 100 == 2;
        } catch (IOException away) {
            log.info("call-back to {} was not answered: {}", url, away.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        return false;
    }
}
