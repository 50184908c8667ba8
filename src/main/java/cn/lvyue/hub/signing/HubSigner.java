package cn.lvyue.hub.signing;

import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The hub's own signature with keys of a module. With an SM2 key the signature is DER in Base64 and the header
 * {@code X-Hub-Signature-Algorithm} says so; with an HMAC key it is what {@link CallSignature} makes.
 */
final class HubSigner implements CallSigner {
    private final Keys keys;
    private final List<String> keyIds;

    HubSigner(Keys keys, List<String> keyIds) {
        this.keys = keys;
        this.keyIds = List.copyOf(keyIds);
    }

    @Override
    public Signed sign(Call call) throws GeneralSecurityException {
        var signature = keys.sign(keyIds, CallSignature.text(call));
        boolean sm2 = keys.info(signature.keyId())
                .map(key -> key.kind() == KeyKind.SM2)
                .orElse(false);
        if (!sm2) {
            var hex = HexFormat.of().formatHex(signature.bytes());
            return new Signed(call.uri(), CallSignature.headers(call, signature.keyId(), hex));
        }
        var headers = CallSignature.headers(
                call, signature.keyId(), Base64.getEncoder().encodeToString(signature.bytes()));
        headers.put("X-Hub-Signature-Algorithm", "SM2-SM3");
        return new Signed(call.uri(), headers);
    }
}
