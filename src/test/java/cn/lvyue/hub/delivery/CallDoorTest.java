package cn.lvyue.hub.delivery;

import static cn.lvyue.hub.record.Target.PROVINCIAL;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.Sm3;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Call-backs signed with keys of their own. The SM2 pair is the one of GB/T 32918.5, annex A. */
class CallDoorTest {
    private static final String PATH = "/api/v1/targets/provincial/receipts";
    private static final String PRIVATE = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private static final String PUBLIC = "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020"
            + "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";

    private final String nonce = UUID.randomUUID().toString();
    private final DeliveryHub hub = DeliveryHub.fresh(
            "hub.keys.ids.P-1.kind=sm2",
            "hub.keys.ids.P-1.public-key=" + PUBLIC,
            "hub.keys.ids.P-2.kind=hmac",
            "hub.keys.ids.P-2.value=a secret the platform shares",
            "hub.keys.ids.theirs.kind=sm2",
            "hub.keys.ids.theirs.value=" + PRIVATE,
            "hub.targets.provincial.call-back-keys=P-1,P-2");

    @AfterEach
    void close() {
        hub.close();
    }

    @Test
    void aCallSignedWithThePlatformsSm2KeyIsLetIn() throws GeneralSecurityException {
        assertThat(step("P-1", base64("theirs", "{}"), "{}").isLetIn()).isTrue();
    }

    @Test
    void aCallAuthenticatedWithASharedKeyIsLetIn() throws GeneralSecurityException {
        var mac = HexFormat.of().formatHex(sign("P-2", "{}"));
        assertThat(step("P-2", mac, "{}").isLetIn()).isTrue();
    }

    @Test
    void aSignatureOverOtherBytesOrNoneAtAllIsNot() throws GeneralSecurityException {
        assertThat(step("P-1", base64("theirs", "{}"), "{ }").isLetIn()).isFalse();
        assertThat(step("P-1", "no base64!", "{}").isLetIn()).isFalse();
        assertThat(step("P-1", "AAAA", "{}").isLetIn()).isFalse();
    }

    @Test
    void aKeyThatIsNotThePlatformsIsNot() throws GeneralSecurityException {
        assertThat(step("theirs", base64("theirs", "{}"), "{}").isLetIn()).isFalse();
        assertThat(step("P-2", base64("theirs", "{}"), "{}").isLetIn()).isFalse();
    }

    private String base64(String key, String body) throws GeneralSecurityException {
        return Base64.getEncoder().encodeToString(sign(key, body));
    }

    private byte[] sign(String key, String body) throws GeneralSecurityException {
        var time = Long.toString(hub.clock.millis());
        var text = String.join("\n", "POST", PATH, time, nonce, Sm3.hex(body.getBytes(UTF_8)));
        return hub.bean(Keys.class).sign(List.of(key), text.getBytes(UTF_8)).bytes();
    }

    private Called step(String key, String signature, String body) {
        var head = new PlatformCall.Signature(key, Long.toString(hub.clock.millis()), nonce, signature);
        return hub.bean(ReceiptStep.class)
                .open(new PlatformCall(PROVINCIAL, "POST", PATH, head, "application/json", body.getBytes(UTF_8)));
    }
}
