package cn.lvyue.hub.signing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Signs calls the way the hub's own interface asks its callers to: HMAC-SM3, hex. */
public final class CallSignature {
    private final String keyId;
    private final byte[] secret;

    public CallSignature(String keyId, byte[] secret) {
        this.keyId = keyId;
        this.secret = secret.clone();
    }

    /** @param millis the time of the call, since 1970 */
    public void sign(HttpRequest.Builder request, String method, URI uri, byte[] body, long millis) {
        var timestamp = Long.toString(millis);
        var nonce = UUID.randomUUID().toString();
        var query = uri.getRawQuery();
        var path = query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
        var text = String.join("\n", method, path, timestamp, nonce, Sm3.hex(body));
        request.header("X-Hub-Key", keyId)
                .header("X-Hub-Timestamp", timestamp)
                .header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", Sm3.hmac(secret, text.getBytes(StandardCharsets.UTF_8)));
    }
}
