package cn.lvyue.hub.evidence.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Sm2;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Sm3;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Random;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.junit.jupiter.api.Test;

/** The verifier's own SM3 and SM2 against the standards' examples and against another implementation. */
class OwnCryptographyTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ID = "1234567812345678".getBytes(StandardCharsets.US_ASCII);
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    private final Random random = new Random(20261127);

    @Test
    void sm3GivesTheExamplesOfTheStandard() {
        assertThat(HEX.formatHex(new Sm3().digest(ascii("abc"))))
                .isEqualTo("66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
        assertThat(HEX.formatHex(new Sm3().digest(ascii("abcd".repeat(16)))))
                .isEqualTo("debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732");
    }

    @Test
    void sm3IsTheSameInWhateverPiecesTheBytesCome() {
        for (int n = 0; n < 400; n++) {
            var bytes = new byte[random.nextInt(700)];
            random.nextBytes(bytes);
            var own = new Sm3();
            for (int at = 0; at < bytes.length; ) {
                int piece = Math.min(bytes.length - at, random.nextInt(150) + 1);
                own.update(bytes, at, piece);
                at += piece;
            }

            assertThat(own.digest()).isEqualTo(other(bytes));
        }
    }

    private static byte[] other(byte[] bytes) {
        var digest = new SM3Digest();
        digest.update(bytes, 0, bytes.length);
        var out = new byte[32];
        digest.doFinal(out, 0);
        return out;
    }

    @Test
    void sm2TakesTheExampleOfTheStandard() throws Exception {
        var point = HEX.parseHex("04"
                + "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
                + "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13");
        var signature = der(
                "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3",
                "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA");

        assertThat(Sm2.verify(point, ID, ascii("message digest"), signature)).isTrue();
        assertThat(Sm2.verify(point, ID, ascii("message digesT"), signature)).isFalse();
    }

    @Test
    void sm2TakesWhatAnotherImplementationSignsAndNothingElse() throws Exception {
        for (int n = 0; n < 25; n++) {
            var d = new BigInteger(256, random)
                    .mod(CURVE.getN().subtract(BigInteger.ONE))
                    .add(BigInteger.ONE);
            var point = CURVE.getG().multiply(d).normalize().getEncoded(false);
            var text = new byte[random.nextInt(300)];
            random.nextBytes(text);
            var signature = sign(d, text);
            assertThat(Sm2.verify(point, ID, text, signature)).isTrue();

            assertThat(Sm2.verify(point, ID, text, flipped(signature))).isFalse();
            assertThat(Sm2.verify(flipped(point), ID, text, signature)).isFalse();
            assertThat(Sm2.verify(point, flipped(ID), text, signature)).isFalse();
            if (text.length > 0) {
                assertThat(Sm2.verify(point, ID, flipped(text), signature)).isFalse();
            }
        }
    }

    @Test
    void bytesThatAreNoSignatureAreRefusedWithoutAnException() throws Exception {
        var point = CURVE.getG().getEncoded(false);
        for (int n = 0; n < 2_000; n++) {
            var bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            if (bytes.length > 1 && n % 2 == 0) {
                bytes[0] = 0x30;
                bytes[1] = (byte) (bytes.length - 2);
            }
            assertThat(Sm2.verify(point, ID, ascii("x"), bytes)).isFalse();
        }
        assertThat(Sm2.verify(point, ID, ascii("x"), der("0", "1"))).isFalse();
        assertThat(Sm2.verify(point, ID, ascii("x"), der("1", CURVE.getN().toString(16))))
                .isFalse();
    }

    private byte[] flipped(byte[] bytes) {
        var other = bytes.clone();
        other[random.nextInt(other.length)] ^= (byte) (1 << random.nextInt(8));
        return other;
    }

    private static byte[] sign(BigInteger d, byte[] text) throws Exception {
        var signer = new SM2Signer();
        var key = new ParametersWithRandom(new ECPrivateKeyParameters(d, CURVE), new SecureRandom());
        signer.init(true, new ParametersWithID(key, ID));
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }

    private static byte[] der(String r, String s) throws Exception {
        var both = new ASN1EncodableVector();
        both.add(new ASN1Integer(new BigInteger(r, 16)));
        both.add(new ASN1Integer(new BigInteger(s, 16)));
        return new DERSequence(both).getEncoded();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
