package cn.lvyue.hub.evidence.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Code;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Finding;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Limits;
import cn.lvyue.hub.evidence.verifier.EvidenceVerifier.Report;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.SignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Time stamps of authorities with different keys, read by the verifier's own reader. */
class TimeStampTest {
    private static final byte[] STATEMENT =
            "lvyue-day/1\nhub: x\nday: 2026-03-04\nalgorithm: SM3\ntree-size: 0\nroot: 00\nprevious:\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final BouncyCastleProvider provider = new BouncyCastleProvider();

    @TempDir
    Path folder;

    @Test
    void stampsOfEveryUsualKindAreTaken() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var keys = rsa.generateKeyPair();
        assertTaken(token(keys, "SHA256withRSA", TSPAlgorithms.SHA256, "SHA-256", true));
        assertTaken(token(keys, "SHA512withRSA", TSPAlgorithms.SHA512, "SHA-512", true));
        assertTaken(token(ec("secp256r1"), "SHA256withECDSA", TSPAlgorithms.SM3, "SM3", true));
        assertTaken(token(ec("secp384r1"), "SHA384withECDSA", TSPAlgorithms.SHA384, "SHA-384", true));
        assertTaken(token(ec("sm2p256v1"), "SM3withSM2", TSPAlgorithms.SM3, "SM3", true));
    }

    private void assertTaken(byte[] token) throws Exception {
        var report = verify(STATEMENT, token);
        assertThat(report.checked()).as(report.text()).containsEntry("time stamps", 1L);
        assertThat(report.faults()).extracting(Finding::code).doesNotContain(Code.A218);
        assertThat(report.remarks()).extracting(Finding::code).contains(Code.A224);
    }

    @Test
    void anyChangeOfStatementOrTokenIsFound() throws Exception {
        var token = token(ec("secp256r1"), "SHA256withECDSA", TSPAlgorithms.SM3, "SM3", true);
        var other = STATEMENT.clone();
        other[STATEMENT.length - 13] ^= 1;
        assertThat(verify(other, token).faults()).extracting(Finding::code).contains(Code.A218);

        var random = new Random(3);
        int found = 0;
        for (int n = 0; n < 150; n++) {
            var changed = token.clone();
            changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
            if (!verify(STATEMENT, changed).checked().containsKey("time stamps")) {
                found++;
            }
        }
        assertThat(found)
                .as("the certificate's own signature is for whoever trusts it")
                .isGreaterThan(60);
    }

    @Test
    void aKeyThatIsNotForTimeStampsIsRefused() throws Exception {
        var token = token(ec("secp256r1"), "SHA256withECDSA", TSPAlgorithms.SM3, "SM3", false);

        assertThat(verify(STATEMENT, token).faults()).extracting(Finding::code).contains(Code.A218);
    }

    @Test
    void aTokenThatThisProgramCannotJudgeIsToldAsSuch() throws Exception {
        var rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        var token = token(rsa.generateKeyPair(), "SHA256withRSAandMGF1", TSPAlgorithms.SHA256, "SHA-256", true);

        var report = verify(STATEMENT, token);

        assertThat(report.faults()).extracting(Finding::code).doesNotContain(Code.A218);
        assertThat(report.remarks()).extracting(Finding::found).anyMatch(text -> text.startsWith("signature 1.2.840"));
    }

    private Report verify(byte[] statement, byte[] token) throws Exception {
        var file = Files.createTempFile(folder, "stamped", ".zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("days/2026-03-04.txt"));
            zip.write(statement);
            zip.putNextEntry(new ZipEntry("days/2026-03-04.tsr"));
            zip.write(token);
            zip.closeEntry();
        }
        return EvidenceVerifier.verify(file, List.of(), List.of(), Limits.USUAL);
    }

    private KeyPair ec(String curve) throws Exception {
        var generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private byte[] token(KeyPair keys, String algorithm, ASN1ObjectIdentifier imprint, String digest, boolean forStamps)
            throws Exception {
        if (!forStamps) {
            return withoutPurpose(keys, algorithm, imprint, digest);
        }
        var certificate = certificate(keys, algorithm);
        var digests =
                new JcaDigestCalculatorProviderBuilder().setProvider(provider).build();
        var signer =
                new JcaContentSignerBuilder(algorithm).setProvider(provider).build(keys.getPrivate());
        var info = new SignerInfoGeneratorBuilder(digests).build(signer, new JcaX509CertificateHolder(certificate));
        var generator = new TimeStampTokenGenerator(
                info,
                digests.get(new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1)),
                new ASN1ObjectIdentifier("1.2.3.4.1"));
        generator.addCertificates(new JcaCertStore(List.of(certificate)));
        var hash = MessageDigest.getInstance(digest, provider).digest(STATEMENT);
        var asking = new TimeStampRequestGenerator();
        asking.setCertReq(true);
        var request = asking.generate(imprint, hash);
        return generator
                .generate(request, BigInteger.TEN, new Date(1_772_600_000_000L))
                .getEncoded();
    }

    /** The same token, with the purpose in its certificate made another. */
    private byte[] withoutPurpose(KeyPair keys, String algorithm, ASN1ObjectIdentifier imprint, String digest)
            throws Exception {
        var token = token(keys, algorithm, imprint, digest, true);
        byte[] purpose = {6, 8, 43, 6, 1, 5, 5, 7, 3, 8};
        for (int i = 0; i + purpose.length <= token.length; i++) {
            if (Arrays.equals(token, i, i + purpose.length, purpose, 0, purpose.length)) {
                token[i + purpose.length - 1] = 1;
            }
        }
        return token;
    }

    private X509Certificate certificate(KeyPair keys, String algorithm) throws Exception {
        var name = new X500Name("CN=time");
        var builder = new JcaX509v3CertificateBuilder(
                name, BigInteger.ONE, new Date(0), new Date(4_000_000_000_000L), name, keys.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        return new JcaX509CertificateConverter()
                .setProvider(provider)
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm)
                        .setProvider(provider)
                        .build(keys.getPrivate())));
    }
}
