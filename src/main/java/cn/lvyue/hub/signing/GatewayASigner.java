package cn.lvyue.hub.signing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** 国家数据共享交换平台: Base64 of HMAC-SHA256 over service, requester and time, keyed with the secret lent for a while. */
final class GatewayASigner implements CallSigner {
    private final String rid;
    private final String sid;
    private final FetchedSecret secret;

    GatewayASigner(SignerChoice choice, FetchedSecret secret) {
        this.rid = CallSigners.name(choice);
        this.sid = Objects.requireNonNull(choice.gateway().sid(), "sid");
        this.secret = secret;
    }

    @Override
    public Signed sign(Call call) throws IOException {
        return new Signed(call.uri(), signed(secret.get(), sid, rid, call.millis()));
    }

    @Override
    public void shutOut() {
        secret.forget();
    }

    static Map<String, String> signed(String key, String sid, String rid, long millis) {
        var time = Long.toString(millis);
        var mac = Hmac.of(
                MacAlgorithm.HMAC_SHA256,
                key.getBytes(StandardCharsets.UTF_8),
                (sid + rid + time).getBytes(StandardCharsets.UTF_8));
        var values = new LinkedHashMap<String, String>();
        values.put("gjgxjhpt_rid", rid);
        values.put("gjgxjhpt_sid", sid);
        values.put("gjgxjhpt_rtime", time);
        values.put("gjgxjhpt_sign", Base64.getEncoder().encodeToString(mac));
        return values;
    }
}
