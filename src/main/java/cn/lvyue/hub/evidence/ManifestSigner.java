package cn.lvyue.hub.evidence;

import cn.lvyue.hub.signing.Keys;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.stereotype.Component;

/** Signs what the hub puts together with the key it signs days with, so that it can be told from what others put together. */
@Component
@EnableConfigurationProperties(ManifestSigner.SigningKeys.class)
class ManifestSigner {
    private static final Logger LOG = LoggerFactory.getLogger(ManifestSigner.class);

    private final Keys keys;
    private final SigningKeys settings;

    ManifestSigner(Keys keys, SigningKeys settings) {
        this.keys = keys;
        this.settings = settings;
    }

    /** @param keys ids of the keys days are signed with; in the trial, one drawn by the hub where none is given */
    @ConfigurationProperties("hub.proof")
    record SigningKeys(@DefaultValue List<String> keys) {}

    /** @return text {@code lvyue-signature/1}; empty where no key can sign now */
    Optional<String> sign(byte[] text) {
        try {
            var ids = settings.keys().isEmpty() ? keys.drawn().map(List::of).orElse(List.of()) : settings.keys();
            var signature = keys.sign(ids, text);
            var key = keys.publicKey(signature.keyId());
            if (key.isEmpty()) {
                return Optional.empty();
            }
            var certificate = key.get().certificate();
            return Optional.of(new ManifestText("lvyue-signature/1")
                    .put("key", signature.keyId())
                    .put("algorithm", key.get().algorithm())
                    .put("user-id", key.get().userId())
                    .put("public-key", HexFormat.of().formatHex(key.get().point()))
                    .put(
                            "certificate",
                            certificate == null ? null : Base64.getEncoder().encodeToString(certificate))
                    .put("signature", Base64.getEncoder().encodeToString(signature.bytes()))
                    .toString());
        } catch (GeneralSecurityException noKey) {
            LOG.warn("证据清单未签名 a manifest could not be signed: {}", noKey.toString());
            return Optional.empty();
        }
    }
}
