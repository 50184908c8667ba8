package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One call as it arrived.
 *
 * @param path after the platform's own, {@code packages/…}
 * @param packageId as asked for, or the first in the envelope of a post; empty where there is none
 */
record Call(Target target, String method, URI uri, Headers headers, String path, String packageId, byte[] body) {
    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final int LARGEST_BODY = 64 * 1024 * 1024;
    private static final int ENVELOPE = 400;
    private static final String PACKAGES = "packages";
    private static final Pattern ID = Pattern.compile("\"packageId\"\\s*:\\s*\"([^\"]*)\"");

    static Call read(Target target, HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI()
                .getPath()
                .substring(exchange.getHttpContext().getPath().length())
                .replaceFirst("^/", "");
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
        var id = path.startsWith(PACKAGES + "/") ? path.substring(PACKAGES.length() + 1) : idIn(body);
        return new Call(
                target,
                exchange.getRequestMethod(),
                exchange.getRequestURI(),
                exchange.getRequestHeaders(),
                path,
                id,
                body);
    }

    private static String idIn(byte[] body) {
        var start = new String(body, 0, Math.min(body.length, ENVELOPE), StandardCharsets.UTF_8);
        return Optional.of(ID.matcher(start))
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .orElse("");
    }

    Occasion occasion() {
        if (method.equals("POST") && path.equals(PACKAGES)) {
            return Occasion.POST;
        }
        if (method.equals("GET") && path.startsWith(PACKAGES + "/")) {
            return Occasion.ASK;
        }
        return method.equals("GET") && path.startsWith("statements/") ? Occasion.STATEMENT : Occasion.OTHER;
    }

    /** @param now milliseconds, by the platform's clock @return why the call is not let in, if it is not */
    Optional<Said> refusal(SandboxKey key, long now) {
        var timestamp = header("X-Hub-Timestamp");
        if (!header("X-Hub-Key").equals(key.id()) || !isRightFor(key, timestamp)) {
            return Optional.of(Said.refusal(401, "S101", "the signature is not right"));
        }
        return isRecent(timestamp, now)
                ? Optional.empty()
                : Optional.of(Said.refusal(401, "S102", "the time of the call is too far from ours"));
    }

    private boolean isRightFor(SandboxKey key, String timestamp) {
        var query = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        var text = String.join("\n", method, query, timestamp, header("X-Hub-Nonce"), Sm3.hex(body, 0, body.length));
        return key.isSignatureOf(text, header("X-Hub-Signature"));
    }

    /** For people: the secret as a bearer token, so that the register can be read without signing. */
    boolean bears(SandboxKey key) {
        byte[] wanted = ("Bearer " + key.secret()).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, header("Authorization").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean isRecent(String timestamp, long now) {
        try {
            return Math.abs(now - Long.parseLong(timestamp)) <= WINDOW.toMillis();
        } catch (NumberFormatException noTime) {
            return false;
        }
    }

    private String header(String name) {
        var value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
