package cn.lvyue.hub.sandbox;

import cn.lvyue.hub.record.Target;
import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** One call as it arrived. @param packageId after {@code /packages/}; empty for a post */
record Call(Target target, String method, URI uri, Headers headers, String packageId, byte[] body) {
    private static final long WINDOW_MILLIS = 5 * 60_000L;

    boolean isPost() {
        return method.equals("POST") && packageId.isEmpty();
    }

    boolean isAsking() {
        return method.equals("GET") && !packageId.isEmpty();
    }

    /** @param now milliseconds */
    boolean isSignedWith(String keyId, byte[] secret, long now) {
        var timestamp = header("X-Hub-Timestamp");
        if (!header("X-Hub-Key").equals(keyId) || !isRecent(timestamp, now)) {
            return false;
        }
        var path = uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
        var text = String.join("\n", method, path, timestamp, header("X-Hub-Nonce"), Sm3.hex(body, 0, body.length));
        var wanted = Sm3.hmac(secret, text.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(bytes(wanted), bytes(header("X-Hub-Signature")));
    }

    private static boolean isRecent(String timestamp, long now) {
        try {
            return Math.abs(now - Long.parseLong(timestamp)) <= WINDOW_MILLIS;
        } catch (NumberFormatException noTime) {
            return false;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String header(String name) {
        var value = headers.getFirst(name);
        return value == null ? "" : value;
    }
}
