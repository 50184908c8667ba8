package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.TargetsSettings.Platform;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.signing.BodyEncryption;
import cn.lvyue.hub.signing.CallSigners;
import cn.lvyue.hub.signing.CipherMode;
import cn.lvyue.hub.signing.KeyKind;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.SignerKind;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Puts together how platforms are talked to over HTTP: address, signature, encryption, the words of their answers. */
@Component
class HubJsonLines {
    private static final Line.Paths OWN_PATHS = new Line.Paths("/packages", "/packages/{packageId}");
    private static final AnswerWords OWN_WORDS = new AnswerWords(
            new TargetsSettings.CodeWords(Set.of("0"), Set.of(), Set.of(), Set.of()),
            new TargetsSettings.AnswerAt("/code", "/message", "/receiptNo", "/receipts"));

    private final PlatformClient client;
    private final CallSigners signers;
    private final Keys keys;

    HubJsonLines(PlatformClient client, CallSigners signers, Keys keys) {
        this.client = client;
        this.signers = signers;
        this.keys = keys;
    }

    /** @throws IllegalStateException if a key the settings name is not there or of another kind */
    void check(Target target, Platform platform) {
        var signer = platform.signerKind();
        platform.signingKeys().forEach(id -> check(target, id, signer == SignerKind.SM2 ? KeyKind.SM2 : null));
        platform.callBackKeys().forEach(id -> check(target, id, null));
        platform.encryptionKeys().forEach(id -> check(target, id, KeyKind.SM4));
    }

    private void check(Target target, String id, @Nullable KeyKind wanted) {
        var key = keys.info(id);
        boolean fits = key.isPresent()
                && (wanted == null ? key.get().kind() != KeyKind.SM4 : key.get().kind() == wanted);
        if (!fits) {
            throw new IllegalStateException(("hub.targets.%1$s：hub.keys.ids 中没有适用的密钥 %2$s（需要 %3$s）"
                            + " / hub.targets.%1$s: hub.keys.ids has no fitting key %2$s (%3$s is wanted)")
                    .formatted(target.id(), id, wanted == null ? "SM2, HMAC" : wanted));
        }
    }

    Carrier carrier(TargetAddress address, Platform platform) {
        var signer = signers.of(platform.signing(), client::fetch);
        var paths = new Line.Paths(platform.sendPath(), platform.askPath());
        return new HubJsonCarrier(
                client, new Line(address, paths, signer, encryption(keys, platform), words(platform)));
    }

    static @Nullable BodyEncryption encryption(Keys keys, Platform platform) {
        return switch (platform.encryption()) {
            case NONE -> null;
            case SM4_GCM -> new BodyEncryption(keys, CipherMode.SM4_GCM, platform.encryptionKeys());
            case SM4_CBC -> new BodyEncryption(keys, CipherMode.SM4_CBC, platform.encryptionKeys());
        };
    }

    static AnswerWords words(Platform platform) {
        return new AnswerWords(platform.codes(), platform.answer());
    }

    /** A stand-in speaks the hub's own form; its address may change from call to call. */
    Carrier toStandIn(TargetAddress address) {
        var signer = address.isSigned() ? CallSigners.hub(address.keyId(), address.secret()) : CallSigners.none();
        return new HubJsonCarrier(client, new Line(address, OWN_PATHS, signer, null, OWN_WORDS));
    }
}
