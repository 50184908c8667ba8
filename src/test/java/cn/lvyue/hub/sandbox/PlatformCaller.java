package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.UUID;

/** Calls the stand-in platforms as a hub would, without any of the hub's code. */
final class PlatformCaller {
    private static final SandboxKey KEY = new SandboxKey("rehearsal", "a-secret-only-for-rehearsals");

    private final HttpClient http = HttpClient.newHttpClient();
    private final RehearsedPlatforms platforms;

    PlatformCaller(RehearsedPlatforms platforms) {
        this.platforms = platforms;
    }

    HttpResponse<String> post(Target target, UUID id, String... numbers) throws IOException, InterruptedException {
        var records = new StringBuilder("[");
        for (var number : numbers) {
            records.append(records.length() == 1 ? "" : ",")
                    .append("{\"TS_BH\":\"C-%1$s\",\"TS_LYBH\":\"%1$s\",\"CS_BBH\":1,\"CS_SJZT\":0}".formatted(number));
        }
        byte[] bytes = records.append(']').toString().getBytes(StandardCharsets.UTF_8);
        var body = """
                {"envelope":{"packageId":"%s","businessDate":"2023-10-16","records":%d,"added":%d,"changed":0,"removed":0,"zeroReport":%s,\
                "digest":"%s"},"records":%s}""".formatted(
                id, numbers.length, numbers.length, numbers.length == 0, Sm3.hex(bytes, 0, bytes.length), records);
        return call(target, "POST", "/packages", body);
    }

    HttpResponse<String> ask(Target target, UUID id) throws IOException, InterruptedException {
        return call(target, "GET", "/packages/" + id, "");
    }

    HttpResponse<String> statement(Target target, String day) throws IOException, InterruptedException {
        return call(target, "GET", "/statements/" + day, "");
    }

    /** As a person does who knows the secret. */
    HttpResponse<String> register(Target target, String list) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(platforms.base(target) + "/register/" + list))
                .header("Authorization", "Bearer " + KEY.secret())
                .build();
        return http.send(request, BodyHandlers.ofString());
    }

    private HttpResponse<String> call(Target target, String method, String path, String body)
            throws IOException, InterruptedException {
        var uri = URI.create(platforms.base(target) + path);
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        var now = Long.toString(Clock.systemUTC().millis());
        var text = String.join("\n", method, uri.getRawPath(), now, "n", Sm3.hex(bytes, 0, bytes.length));
        var request = HttpRequest.newBuilder(uri)
                .header("X-Hub-Key", KEY.id())
                .header("X-Hub-Timestamp", now)
                .header("X-Hub-Nonce", "n")
                .header("X-Hub-Signature", KEY.signature(text))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(bytes))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
