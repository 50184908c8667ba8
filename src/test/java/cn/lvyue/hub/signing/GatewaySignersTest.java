package cn.lvyue.hub.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.Test;

/** The gateways' schemes by the test vectors worked out for them, and their secrets from a gateway that a test answers for. */
class GatewaySignersTest {
    private static final long AT = 1_700_000_000_000L;
    private static final Call CALL =
            new Call("POST", URI.create("https://gateway.example/api/packages"), new byte[0], AT, "abc123");

    private final Hands clock = new Hands();
    private final List<HttpRequest> asked = new ArrayList<>();
    private String answer = "";

    @Test
    void gatewayASignsWithHmacSha256InBase64() {
        assertThat(GatewayASigner.signed("testsecret", "s_1", "r_1", AT))
                .containsEntry("gjgxjhpt_rid", "r_1")
                .containsEntry("gjgxjhpt_sid", "s_1")
                .containsEntry("gjgxjhpt_rtime", "1700000000000")
                .containsEntry("gjgxjhpt_sign", "nOv7XY0O7lBET0+zq/BPf3mpONaxoJUXuykrHJf+814=");
    }

    @Test
    void xTifSignsWithTheTimeOnBothSides() {
        assertThat(new XTifSigner("paas", "testtoken").sign(CALL).headers())
                .containsEntry("x-tif-paasid", "paas")
                .containsEntry("x-tif-timestamp", "1700000000")
                .containsEntry("x-tif-nonce", "abc123")
                .containsEntry("x-tif-signature", "7eae319bd5b766661b65c4e239d054a75991ec7ec405a37b35975e3b08cd9e2a");
    }

    @Test
    void zhejiangSignsWithMd5InTheAddress() {
        assertThat(ZhejiangSigner.signed(URI.create("http://z/api?x=1"), "testkey", "testsecret", AT))
                .hasToString("http://z/api?x=1&appKey=testkey&requestTime=1700000000000"
                        + "&sign=8bf89ebe7a240a7cdb781c7510245ad2");
    }

    @Test
    void gatewayALendsASecretThatIsDecryptedWithTheApplicationsKey() throws Exception {
        answer = lent("testsecret", "appkey", AT + 3_600_000);
        var signer = signer(SignerKind.GATEWAY_A);
        assertThat(signer.sign(CALL).headers()).isEqualTo(GatewayASigner.signed("testsecret", "s_1", "name", AT));
        var asked = this.asked.get(0);
        assertThat(asked.headers().map())
                .containsEntry(
                        "gjgxjhpt_sign",
                        List.of(GatewayASigner.signed("appkey", "s_1", "name", AT)
                                .get("gjgxjhpt_sign")));
    }

    @Test
    void theKeyIsTheOneJavasGeneratorDrawsFromTheApplicationsKey() throws Exception {
        var random = SecureRandom.getInstance("SHA1PRNG");
        random.setSeed("appkey".getBytes(UTF_8));
        var generator = KeyGenerator.getInstance("AES");
        generator.init(128, random);
        assertThat(GatewayARefresh.key("appkey").getEncoded())
                .isEqualTo(generator.generateKey().getEncoded());
    }

    @Test
    void aSecretIsUsedUntilThreeMinutesBeforeItsEnd() throws Exception {
        answer = lent("one", "appkey", AT + 600_000);
        var signer = signer(SignerKind.GATEWAY_A);
        signer.sign(CALL);
        clock.now = Instant.ofEpochMilli(AT).plus(Duration.ofMinutes(7)).minusMillis(1);
        signer.sign(CALL);
        assertThat(asked).hasSize(1);
        clock.now = clock.now.plusMillis(1);
        answer = lent("two", "appkey", AT + 1_200_000);
        assertThat(signer.sign(CALL).headers()).isEqualTo(GatewayASigner.signed("two", "s_1", "name", AT));
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSecretThatStillHoldsIsUsedWhileTheGatewayLendsNone() throws Exception {
        answer = lent("one", "appkey", AT + 600_000);
        var signer = signer(SignerKind.GATEWAY_A);
        signer.sign(CALL);
        answer = "{\"code\":\"E-106\"}";
        clock.now = Instant.ofEpochMilli(AT).plus(Duration.ofMinutes(8));
        assertThat(signer.sign(CALL).headers()).isEqualTo(GatewayASigner.signed("one", "s_1", "name", AT));
        clock.now = Instant.ofEpochMilli(AT).plus(Duration.ofMinutes(10));
        assertThatThrownBy(() -> signer.sign(CALL))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("E-106");
    }

    @Test
    void whoIsShutOutAsksForANewSecret() throws Exception {
        answer = lent("one", "appkey", AT + 600_000);
        var signer = signer(SignerKind.GATEWAY_A);
        signer.sign(CALL);
        signer.shutOut();
        signer.sign(CALL);
        assertThat(asked).hasSize(2);
    }

    @Test
    void aSecretThatCannotBeDecryptedIsNotShown() {
        answer = lent("one", "anotherkey", AT + 600_000);
        assertThatThrownBy(() -> signer(SignerKind.GATEWAY_A).sign(CALL))
                .isInstanceOf(IOException.class)
                .hasMessage("the gateway's secret cannot be decrypted with the application's key");
        answer = "<html>";
        assertThatThrownBy(() -> signer(SignerKind.GATEWAY_A).sign(CALL)).isInstanceOf(IOException.class);
    }

    @Test
    void zhejiangAsksByKeyFirstAndThenByTheRefreshSecret() throws Exception {
        var signer = signer(SignerKind.ZHEJIANG);
        answer = zhejiang("refresh1", AT + 172_800_000, "request1", AT + 900_000);
        assertThat(signer.sign(CALL).uri().getRawQuery())
                .isEqualTo("appKey=name&requestTime=%d&sign=%s".formatted(AT, ZhejiangSigner.md5("namerequest1" + AT)));
        assertThat(asked.get(0).uri()).hasPath("/byKey").hasQuery(query("appkey", AT));
        clock.now = Instant.ofEpochMilli(AT + 720_000);
        answer = zhejiang("refresh2", AT + 172_800_000, "request2", AT + 1_620_000);
        signer.sign(CALL);
        assertThat(asked.get(1).uri()).hasPath("/bySecret").hasQuery(query("refresh1", AT + 720_000));
        clock.now = Instant.ofEpochMilli(AT + 172_800_000);
        signer.sign(CALL);
        assertThat(asked.get(2).uri()).as("the refresh secret is over, too").hasPath("/byKey");
    }

    private static String query(String secret, long at) {
        return "appKey=name&requestTime=%d&sign=%s".formatted(at, ZhejiangSigner.md5("name" + secret + at));
    }

    private CallSigner signer(SignerKind kind) {
        var gateway = new SignerChoice.Gateway(
                "s_1", URI.create("http://gateway.example/byKey"), URI.create("http://gateway.example/bySecret"));
        var signers = new CallSigners(new Keys(List.of(), clock), clock);
        return signers.of(new SignerChoice(kind, "name", "appkey", List.of(), gateway), request -> {
            asked.add(request);
            return answer.getBytes(UTF_8);
        });
    }

    private static String lent(String secret, String appKey, long end) {
        try {
            var cipher = Cipher.getInstance("AES/ECB/PKCS5Padding");
            cipher.init(Cipher.ENCRYPT_MODE, GatewayARefresh.key(appKey));
            var text = Base64.getEncoder().encodeToString(cipher.doFinal(secret.getBytes(UTF_8)));
            return "{\"code\":\"0\",\"data\":{\"secret\":\"%s\",\"secretEndTime\":\"%d\"}}".formatted(text, end);
        } catch (java.security.GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String zhejiang(String refresh, long refreshEnd, String request, long requestEnd) {
        return """
                {"code":"00","msg":"成功","datas":{"refreshSecret":"%s","refreshSecretEndTime":%d,
                "requestSecret":"%s","requestSecretEndTime":%d}}""".formatted(refresh, refreshEnd, request, requestEnd);
    }

    /** A clock with hands a test moves. */
    private static final class Hands extends Clock {
        private Instant now = Instant.ofEpochMilli(AT);

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
