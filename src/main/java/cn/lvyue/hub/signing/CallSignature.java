package cn.lvyue.hub.signing;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
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
        var call = new Call(method, uri, body, millis, UUID.randomUUID().toString());
        sign(call).headers().forEach(request::header);
    }

    Signed sign(Call call) {
        return new Signed(call.uri(), headers(call, keyId, Sm3.hmac(secret, text(call))));
    }

    /** What is signed, in UTF-8: method, path and query, time, nonce and the body's digest, one a line. */
    static byte[] text(Call call) {
        var query = call.uri().getRawQuery();
        var path = query == null ? call.uri().getRawPath() : call.uri().getRawPath() + "?" + query;
        return String.join("\n", call.method(), path, Long.toString(call.millis()), call.nonce(), Sm3.hex(call.body()))
                .getBytes(StandardCharsets.UTF_8);
    }

    static Map<String, String> headers(Call call, String keyId, String signature) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-Hub-Key", keyId);
        headers.put("X-Hub-Timestamp", Long.toString(call.millis()));
        headers.put("X-Hub-Nonce", call.nonce());
        headers.put("X-Hub-Signature", signature);
        return headers;
    }
}
