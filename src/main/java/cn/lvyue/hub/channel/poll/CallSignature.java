package cn.lvyue.hub.channel.poll;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.UUID;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.KeyParameter;

/** Signs calls the way the hub's own interface asks its callers to: HMAC-SM3, hex. */
final class CallSignature {
    private final String keyId;
    private final byte[] secret;

    CallSignature(String keyId, String secret) {
        this.keyId = keyId;
        this.secret = secret.getBytes(StandardCharsets.UTF_8);
    }

    void sign(HttpRequest.Builder request, String method, URI uri, byte[] body, long millis) {
        var timestamp = Long.toString(millis);
        var nonce = UUID.randomUUID().toString();
        var query = uri.getRawQuery();
        var path = query == null ? uri.getRawPath() : uri.getRawPath() + "?" + query;
        var text = String.join("\n", method, path, timestamp, nonce, sm3(body));
        request.header("X-Hub-Key", keyId)
                .header("X-Hub-Timestamp", timestamp)
                .header("X-Hub-Nonce", nonce)
                .header("X-Hub-Signature", hmac(text.getBytes(StandardCharsets.UTF_8)));
    }

    static String sm3(byte[] bytes) {
        var digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }

    private String hmac(byte[] text) {
        var mac = new HMac(new SM3Digest());
        mac.init(new KeyParameter(secret));
        mac.update(text, 0, text.length);
        var out = new byte[mac.getMacSize()];
        mac.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
