package cn.lvyue.hub.api;

import cn.lvyue.hub.api.ApiCall.Answer;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A request a source signs; what is said after {@link #sign} is not covered by the signature. */
class SignedRequest {
    private final String method;
    private String target;
    private byte[] body;
    private BodyPublisher publisher;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> more = new ArrayList<>();
    private String nonce = UUID.randomUUID().toString();

    private SignedRequest(String method, String target, byte[] body) {
        this.method = method;
        this.target = target;
        this.body = body;
    }

    static SignedRequest post(String target, String body) {
        return post(target, body.getBytes(StandardCharsets.UTF_8));
    }

    static SignedRequest post(String target, byte[] body) {
        return new SignedRequest("POST", target, body);
    }

    static SignedRequest get(String target) {
        return new SignedRequest("GET", target, new byte[0]);
    }

    static SignedRequest of(String method, String target) {
        return new SignedRequest(method, target, new byte[0]);
    }

    SignedRequest nonce(String value) {
        nonce = value;
        return this;
    }

    SignedRequest sign(SourceSecret key, MovableClock clock) throws Exception {
        return sign(key, clock, Duration.ZERO);
    }

    /** @param ahead how far the sender's clock is ahead */
    SignedRequest sign(SourceSecret key, MovableClock clock, Duration ahead) throws Exception {
        var timestamp = Long.toString(clock.instant().plus(ahead).toEpochMilli());
        var text = String.join("\n", method, target, timestamp, nonce, SourceSecret.sm3(body));
        headers.put("X-Hub-Key", key.keyId());
        headers.put("X-Hub-Timestamp", timestamp);
        headers.put("X-Hub-Nonce", nonce);
        headers.put("X-Hub-Signature", key.sign(text));
        return this;
    }

    SignedRequest body(String other) {
        body = other.getBytes(StandardCharsets.UTF_8);
        return this;
    }

    SignedRequest streamed(BodyPublisher other) {
        publisher = other;
        return this;
    }

    SignedRequest target(String other) {
        target = other;
        return this;
    }

    SignedRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    SignedRequest without(String name) {
        headers.remove(name);
        return this;
    }

    SignedRequest and(String name, String value) {
        more.addAll(List.of(name, value));
        return this;
    }

    Answer send(ApiCall api) throws Exception {
        var all = new ArrayList<String>();
        headers.forEach((name, value) -> all.addAll(List.of(name, value)));
        all.addAll(more);
        var sent = publisher != null
                ? publisher
                : body.length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body);
        return api.send(method, target, sent, all.toArray(String[]::new));
    }
}
