package cn.lvyue.hub.signing;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.crypto.CryptoException;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.ParametersWithID;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.signers.SM2Signer;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** SM2 signatures over SM3 on the recommended curve (GB/T 32918.2 and .5), as DER. */
final class Sm2 {
    private static final ECDomainParameters CURVE = new ECDomainParameters(GMNamedCurves.getByName("sm2p256v1"));

    private Sm2() {}

    /** @throws IllegalArgumentException if it is no private key of the curve */
    static ECPrivateKeyParameters privateKey(BigInteger d) {
        return new ECPrivateKeyParameters(d, CURVE);
    }

    /**
     * @param point uncompressed, 65 bytes beginning with 04, or compressed
     * @throws IllegalArgumentException if it is no point of the curve
     */
    static ECPublicKeyParameters publicKey(byte[] point) {
        return new ECPublicKeyParameters(CURVE.getCurve().decodePoint(point), CURVE);
    }

    static ECPublicKeyParameters publicKey(ECPrivateKeyParameters key) {
        return new ECPublicKeyParameters(new FixedPointCombMultiplier().multiply(CURVE.getG(), key.getD()), CURVE);
    }

    static byte[] sign(ECPrivateKeyParameters key, byte[] userId, byte[] text, SecureRandom random)
            throws GeneralSecurityException {
        var signer = new SM2Signer();
        signer.init(true, new ParametersWithID(new ParametersWithRandom(key, random), userId));
        signer.update(text, 0, text.length);
        try {
            return signer.generateSignature();
        } catch (CryptoException failed) {
            throw new GeneralSecurityException(failed);
        }
    }

    static boolean verify(ECPublicKeyParameters key, byte[] userId, byte[] text, byte[] signature) {
        var signer = new SM2Signer();
        signer.init(false, new ParametersWithID(key, userId));
        signer.update(text, 0, text.length);
        return signer.verifySignature(signature);
    }
}
