package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import org.bouncycastle.crypto.digests.SHA256Digest;

/** The gateways whose headers begin with x-tif: hex SHA-256 over time (seconds), token, nonce and time again. */
final class XTifSigner implements CallSigner {
    private static final int MILLIS = 1_000;

    private final String paasId;
    private final String token;

    XTifSigner(String paasId, String token) {
        this.paasId = paasId;
        this.token = token;
    }

    @Override
    public Signed sign(Call call) {
        var timestamp = Long.toString(call.millis() / MILLIS);
        var headers = new LinkedHashMap<String, String>();
        headers.put("x-tif-paasid", paasId);
        headers.put("x-tif-timestamp", timestamp);
        headers.put("x-tif-nonce", call.nonce());
        headers.put("x-tif-signature", sha256(timestamp + token + call.nonce() + timestamp));
        return new Signed(call.uri(), headers);
    }

    private static String sha256(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = new SHA256Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
