package cn.lvyue.hub.signing;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Makes the signer a platform asks for. */
@Component
public class CallSigners {
    private final Keys keys;
    private final Clock clock;

    CallSigners(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** @param exchange for secrets that have to be fetched */
    public CallSigner of(SignerChoice choice, Exchange exchange) {
        return switch (choice.kind()) {
            case NONE -> none();
            case HUB ->
                choice.keyIds().isEmpty()
                        ? hub(name(choice), secret(choice).getBytes(StandardCharsets.UTF_8))
                        : new HubSigner(keys, choice.keyIds());
            case SM2 -> new HubSigner(keys, choice.keyIds());
            case X_TIF -> new XTifSigner(name(choice), secret(choice));
            case GATEWAY_A ->
                new GatewayASigner(choice, new FetchedSecret(clock, new GatewayARefresh(choice, exchange)));
            case ZHEJIANG ->
                new ZhejiangSigner(name(choice), new FetchedSecret(clock, new ZhejiangRefresh(choice, exchange)));
        };
    }

    /** The hub's own signature under a shared secret. */
    public static CallSigner hub(String keyId, byte[] secret) {
        return new CallSignature(keyId, secret)::sign;
    }

    /** Signs nothing. */
    public static CallSigner none() {
        return call -> new Signed(call.uri(), Map.of());
    }

    /** HMAC-SM3 under a shared secret, for what is no call. */
    public static byte[] hmac(String secret, byte[] text) {
        return Hmac.of(MacAlgorithm.HMAC_SM3, secret.getBytes(StandardCharsets.UTF_8), text);
    }

    static String name(SignerChoice choice) {
        return Objects.requireNonNull(choice.keyId(), "key-id");
    }

    static String secret(SignerChoice choice) {
        return Objects.requireNonNull(choice.secret(), "secret");
    }
}
