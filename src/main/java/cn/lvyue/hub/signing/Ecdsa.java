package cn.lvyue.hub.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.sec.SECNamedCurves;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.DSADigestSigner;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** ECDSA signatures on P-256 over SHA-256 (FIPS 186-5), as DER. */
final class Ecdsa {
    private static final ECDomainParameters CURVE = new ECDomainParameters(SECNamedCurves.getByName("secp256r1"));

    private Ecdsa() {}

    /** @throws IllegalArgumentException if it is no private key of the curve */
    static ECPrivateKeyParameters privateKey(BigInteger d) {
        return new ECPrivateKeyParameters(d, CURVE);
    }

    /** @throws IllegalArgumentException if it is no point of the curve */
    static ECPublicKeyParameters publicKey(byte[] point) {
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
    }

    static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
        return new ECPublicKeyParameters(new FixedPointCombMultiplier().multiply(CURVE.getG(), key.getD()), CURVE);
    }

    static byte[] sign(ECPrivateKeyParameters key, byte[] text, SecureRandom random) {
        var signer = signer();
        signer.init(true, new ParametersWithRandom(key, random));
        signer.update(text, 0, text.length);
        return signer.generateSignature();
    }

    static boolean verify(ECPublicKeyParameters key, byte[] text, byte[] signature) {
        try {
            if (StandardDSAEncoding.INSTANCE.decode(CURVE.getN(), signature).length != 2) {
                return false;
            }
        } catch (IOException | RuntimeException noSignature) {
            return false;
        }
        var signer = signer();
        signer.init(false, key);
        signer.update(text, 0, text.length);
        return signer.verifySignature(signature);
    }

    private static DSADigestSigner signer() {
        return new DSADigestSigner(new ECDSASigner(), new SHA256Digest(), StandardDSAEncoding.INSTANCE);
    }
}
