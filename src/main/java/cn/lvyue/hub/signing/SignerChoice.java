package cn.lvyue.hub.signing;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which signer, and what it needs.
 *
 * @param keyId the name the platform knows us by: key id, {@code gjgxjhpt_rid}, {@code x-tif-paasid}, {@code appKey}
 * @param secret shared with the platform: HMAC key, application key, token, application secret
 * @param keyIds of {@code hub.keys}, instead of key id and secret, for {@code HUB} and {@code SM2}
 * @param gateway what only the gateways need
 */
public record SignerChoice(
        SignerKind kind, @Nullable String keyId, @Nullable String secret, List<String> keyIds, Gateway gateway) {

    /**
     * @param sid number of the service called (gateway A)
     * @param refreshUrl where the secret is fetched with the key of the application (gateway A, Zhejiang)
     * @param refreshBySecretUrl where it is fetched with the refresh secret (Zhejiang); with the key always if absent
     */
    public record Gateway(
            @Nullable String sid,
            @Nullable URI refreshUrl,
            @Nullable URI refreshBySecretUrl) {}

    /** Without the secret. */
    @Override
    public String toString() {
        return kind + " as " + keyId;
    }
}
