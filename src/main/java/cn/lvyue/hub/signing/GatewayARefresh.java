package cn.lvyue.hub.signing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA1Digest;

/**
 * Fetches the secret of gateway A: a call signed with the application's key answers with the secret, encrypted under that key.
 * Client code that is public decrypts it as AES-128-ECB with PKCS#5 padding under a key that Java's {@code SHA1PRNG} draws when
 * seeded with the application's key: the first 16 bytes of SHA-1 applied twice. Not tried against the gateway itself.
 */
final class GatewayARefresh implements FetchedSecret.Refresh {
    private static final int KEY_BYTES = 16;

    private final String rid;
    private final String sid;
    private final String appKey;
    private final URI url;
    private final Exchange exchange;

    GatewayARefresh(SignerChoice choice, Exchange exchange) {
        this.rid = CallSigners.name(choice);
        this.sid = Objects.requireNonNull(choice.gateway().sid(), "sid");
        this.appKey = CallSigners.secret(choice);
        this.url = Objects.requireNonNull(choice.gateway().refreshUrl(), "refresh-url");
        this.exchange = exchange;
    }

    /** The gateway's description and its users' code differ in whether it reads headers or the body: both carry the values. */
    @Override
    public FetchedSecret.Secret fetch(Instant now) throws IOException {
        var values = GatewayASigner.signed(appKey, sid, rid, now.toEpochMilli());
        var request = HttpRequest.newBuilder(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(GatewayJson.write(values)));
        values.forEach(request::header);
        var data = GatewayJson.read(exchange.call(request.build()), "0", "data");
        return new FetchedSecret.Secret(
                decrypted(GatewayJson.text(data, "secret"), appKey), GatewayJson.end(data, "secretEndTime", now));
    }

    static String decrypted(String secret, String appKey) throws IOException {
        try {
            var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, key(appKey));
            return new String(cipher.doFinal(Base64.getMimeDecoder().decode(secret)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException undecipherable) {
            throw new IOException("the gateway's secret cannot be decrypted with the application's key");
        }
    }

    static SecretKeySpec key(String appKey) {
        return new SecretKeySpec(Arrays.copyOf(sha1(sha1(appKey.getBytes(StandardCharsets.UTF_8))), KEY_BYTES), "AES");
    }

    private static byte[] sha1(byte[] bytes) {
        var digest = new SHA1Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return out;
    }
}
