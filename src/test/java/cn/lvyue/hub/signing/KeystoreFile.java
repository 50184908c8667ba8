package cn.lvyue.hub.signing;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERUTCTime;
import org.bouncycastle.asn1.gm.GMNamedCurves;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.jce.spec.ECNamedCurveSpec;

/** A PKCS#12 file with an SM2 key and its own certificate of the year 2026, as a certificate authority would hand it out. */
final class KeystoreFile {
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private KeystoreFile() {}

    static Path write(Path file, String password, String alias, String d) throws Exception {
        var curve = GMNamedCurves.getByName("sm2p256v1");
        var spec = new ECNamedCurveSpec("sm2p256v1", curve.getCurve(), curve.getG(), curve.getN(), curve.getH());
        var secret = new BigInteger(d, 16);
        var point = curve.getG().multiply(secret).normalize();
        var factory = KeyFactory.getInstance("EC", PROVIDER);
        var privateKey = factory.generatePrivate(new ECPrivateKeySpec(secret, spec));
        var publicKey = factory.generatePublic(new ECPublicKeySpec(
                new ECPoint(
                        point.getAffineXCoord().toBigInteger(),
                        point.getAffineYCoord().toBigInteger()),
                spec));
        var keystore = KeyStore.getInstance("PKCS12", PROVIDER);
        keystore.load(null, null);
        keystore.setKeyEntry(alias, privateKey, password.toCharArray(), new Certificate[] {
            certificate(publicKey.getEncoded(), secret)
        });
        try (var out = Files.newOutputStream(file)) {
            keystore.store(out, password.toCharArray());
        }
        return file;
    }

    private static Certificate certificate(byte[] publicKey, BigInteger d) throws Exception {
        var algorithm = new AlgorithmIdentifier(GMObjectIdentifiers.sm2sign_with_sm3);
        var name = new X500Name("CN=Lvyue Hub test,C=CN");
        var content = new V3TBSCertificateGenerator();
        content.setSerialNumber(new ASN1Integer(1));
        content.setSignature(algorithm);
        content.setIssuer(name);
        content.setSubject(name);
        content.setStartDate(new Time(new DERUTCTime("260101000000Z")));
        content.setEndDate(new Time(new DERUTCTime("270101000000Z")));
        content.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(publicKey));
        var signed = content.generateTBSCertificate();
        var signature = Sm2.sign(
                Sm2.privateKey(d),
                "1234567812345678".getBytes(StandardCharsets.US_ASCII),
                signed.getEncoded("DER"),
                new SecureRandom());
        var whole = new ASN1EncodableVector();
        whole.add(signed);
        whole.add(algorithm);
        whole.add(new DERBitString(signature));
        return CertificateFactory.getInstance("X.509", PROVIDER)
                .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded("DER")));
    }
}
