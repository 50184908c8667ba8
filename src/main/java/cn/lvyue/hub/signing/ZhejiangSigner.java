package cn.lvyue.hub.signing;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import org.bouncycastle.crypto.digests.MD5Digest;

/**
 * 浙江公共数据平台: parameters {@code appKey}, {@code requestTime} and {@code sign}, an MD5 over application, secret and time. MD5
 * proves nothing about the body and little about the caller; it is there only because the peer asks for it.
 */
final class ZhejiangSigner implements CallSigner {
    private final String appKey;
    private final FetchedSecret secret;

    ZhejiangSigner(String appKey, FetchedSecret secret) {
        this.appKey = appKey;
        this.secret = secret;
    }

    @Override
    public Signed sign(Call call) throws IOException {
        return new Signed(signed(call.uri(), appKey, secret.get(), call.millis()), Map.of());
    }

    @Override
    public void shutOut() {
        secret.forget();
    }

    static URI signed(URI uri, String appKey, String secret, long millis) {
        var query = "appKey=%s&requestTime=%d&sign=%s"
                .formatted(URLEncoder.encode(appKey, StandardCharsets.UTF_8), millis, md5(appKey + secret + millis));
        var text = uri.toString();
        return URI.create(text + (uri.getRawQuery() == null ? "?" : "&") + query);
    }

    static String md5(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var digest = new MD5Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[digest.getDigestSize()];
        digest.doFinal(out, 0);
        return HexFormat.of().formatHex(out);
    }
}
