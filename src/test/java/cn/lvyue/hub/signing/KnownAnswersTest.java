package cn.lvyue.hub.signing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.junit.jupiter.api.Test;

/** Examples printed in the standards, and in RFC 8998 for SM4 with GCM. */
class KnownAnswersTest {
    private static final String D = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
    private static final String K = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
    private static final String R = "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3";
    private static final String S = "b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa";
    private static final String X = "09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020";
    private static final String Y = "ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13";
    private static final byte[] USER = "1234567812345678".getBytes(US_ASCII);
    private static final byte[] MESSAGE = "message digest".getBytes(US_ASCII);

    @Test
    void sm2SignsAsTheExampleOfGbt32918Part5() throws Exception {
        var key = Sm2.privateKey(new BigInteger(D, 16));
        assertThat(hex(Sm2.publicKey(key).getQ().getEncoded(false))).isEqualTo("04" + X + Y);
        var parts = ASN1Sequence.getInstance(Sm2.sign(key, USER, MESSAGE, new Drawn(bytes(K))));
        assertThat(number(parts, 0)).isEqualTo(R);
        assertThat(number(parts, 1)).isEqualTo(S);
    }

    @Test
    void sm2VerifiesTheExampleAndNothingElse() throws Exception {
        var key = Sm2.privateKey(new BigInteger(D, 16));
        var signature = Sm2.sign(key, USER, MESSAGE, new Drawn(bytes(K)));
        var publicKey = Sm2.publicKey(bytes("04" + X + Y));
        assertThat(Sm2.verify(publicKey, USER, MESSAGE, signature)).isTrue();
        assertThat(Sm2.verify(publicKey, USER, "message digesT".getBytes(US_ASCII), signature))
                .isFalse();
        assertThat(Sm2.verify(publicKey, "ALICE123@YAHOO.COM".getBytes(US_ASCII), MESSAGE, signature))
                .isFalse();
    }

    @Test
    void sm4EncryptsTheExampleOfGbt32907() throws Exception {
        var example = bytes("0123456789abcdeffedcba9876543210");
        var encrypted = Sm4.run(CipherMode.SM4_CBC, true, example, new byte[16], example);
        assertThat(hex(Arrays.copyOf(encrypted, 16))).isEqualTo("681edf34d206965e86b3e94f536e4246");
        assertThat(Sm4.run(CipherMode.SM4_CBC, false, example, new byte[16], encrypted))
                .isEqualTo(example);
    }

    @Test
    void sm4WithGcmEncryptsTheExampleOfRfc8998() throws Exception {
        var encrypted = Sm4.gcm(
                true,
                bytes("0123456789abcdeffedcba9876543210"),
                bytes("00001234567800000000abcd"),
                bytes("feedfacedeadbeeffeedfacedeadbeefabaddad2"),
                bytes("aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccdddddddddddddddd"
                        + "eeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaaaaaaaa"));
        assertThat(hex(encrypted))
                .isEqualTo("17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735"
                        + "d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691233b8d"
                        + "83de3541e4c2b58177e065a9bf7b62ec");
    }

    @Test
    void sm3DigestsTheExampleOfGbt32905() {
        assertThat(Sm3.hex("abc".getBytes(US_ASCII)))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }

    private static String number(ASN1Sequence parts, int at) {
        return "%064x".formatted(ASN1Integer.getInstance(parts.getObjectAt(at)).getPositiveValue());
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    /** Draws what the example drew. */
    private static final class Drawn extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] drawn;

        Drawn(byte[] drawn) {
            this.drawn = drawn;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(drawn, 0, bytes, 0, bytes.length);
        }
    }
}
