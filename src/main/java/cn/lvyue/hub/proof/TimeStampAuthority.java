package cn.lvyue.hub.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.gm.GMObjectIdentifiers;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.util.Selector;
import org.jspecify.annotations.Nullable;

/** Calls a time-stamp authority (RFC 3161) and checks what it answers. */
final class TimeStampAuthority {
    private static final int MOST_BYTES = 1 << 20;
    private static final int NONCE_BITS = 64;
    private static final ASN1ObjectIdentifier SHA_256 = NISTObjectIdentifiers.id_sha256;
    private static final ASN1ObjectIdentifier SM3 = GMObjectIdentifiers.sm3;
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();

    private final URI url;
    private final ProofSettings.Stamps settings;
    private final HttpClient http;
    private final SecureRandom random = new SecureRandom();

    TimeStampAuthority(URI url, ProofSettings.Stamps settings) {
        this.url = url;
        this.settings = settings;
        this.http = HttpClient.newBuilder().connectTimeout(settings.timeout()).build();
    }

    /**
     * @return the token, DER
     * @throws IOException if it cannot be had now, with the reason for people
     */
    byte[] stamp(HashAlgorithm algorithm, byte[] text) throws IOException, InterruptedException {
        var generator = new TimeStampRequestGenerator();
        generator.setCertReq(true);
        if (settings.policy() != null) {
            generator.setReqPolicy(new ASN1ObjectIdentifier(settings.policy()));
        }
        try {
            var imprint = Hashing.of(algorithm).digest(text);
            var oid = algorithm == HashAlgorithm.SM3 ? SM3 : SHA_256;
            var request = generator.generate(new AlgorithmIdentifier(oid), imprint, new BigInteger(NONCE_BITS, random));
            return checked(request, call(request.getEncoded()), text);
        } catch (TSPException refused) {
            throw new IOException(refused.getMessage(), refused);
        }
    }

    private byte[] call(byte[] request) throws IOException, InterruptedException {
        var answer = http.send(
                HttpRequest.newBuilder(url)
                        .timeout(settings.timeout())
                        .header("Content-Type", "application/timestamp-query")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(request))
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
        try (var body = answer.body()) {
            var bytes = body.readNBytes(MOST_BYTES + 1);
            if (answer.statusCode() != 200 || bytes.length > MOST_BYTES) {
                throw new IOException("HTTP " + answer.statusCode() + ", " + bytes.length + " bytes");
            }
            return bytes;
        }
    }

    private byte[] checked(TimeStampRequest request, byte[] bytes, byte[] text) throws IOException, TSPException {
        var response = new TimeStampResponse(bytes);
        response.validate(request);
        var token = response.getTimeStampToken();
        if (token == null) {
            throw new IOException("status " + response.getStatus() + " " + response.getStatusString());
        }
        var encoded = token.getEncoded();
        var fault = fault(encoded, text);
        if (fault.isPresent()) {
            throw new IOException(fault.get());
        }
        return encoded;
    }

    /** What is wrong with a token over a text; empty if nothing is. */
    Optional<String> fault(byte[] encoded, byte[] text) {
        return fault(encoded, text, settings.certificate() == null ? null : trusted());
    }

    /** @param trusted the authority's certificate, or of one it was issued by; null takes any */
    static Optional<String> fault(byte[] encoded, byte[] text, @Nullable X509CertificateHolder trusted) {
        try {
            var token = new TimeStampToken(new org.bouncycastle.cms.CMSSignedData(encoded));
            var oid = token.getTimeStampInfo().getMessageImprintAlgOID();
            var algorithm = SM3.equals(oid) ? HashAlgorithm.SM3 : HashAlgorithm.SHA_256;
            if (!SM3.equals(oid) && !SHA_256.equals(oid)) {
                return Optional.of("imprint with " + oid.getId());
            }
            var imprint = Hashing.of(algorithm).digest(text);
            if (!Arrays.equals(imprint, token.getTimeStampInfo().getMessageImprintDigest())) {
                return Optional.of("it stamps another text");
            }
            return signatureFault(token, trusted);
        } catch (IOException | TSPException | org.bouncycastle.cms.CMSException | RuntimeException broken) {
            return Optional.of("no time-stamp token: " + broken.getMessage());
        }
    }

    @SuppressWarnings("unchecked") // the token's signer is named by a raw selector
    private static Optional<String> signatureFault(TimeStampToken token, @Nullable X509CertificateHolder trusted) {
        var found = token.getCertificates().getMatches((Selector<X509CertificateHolder>) token.getSID());
        var signer = found.stream().findFirst().orElse(trusted);
        if (signer == null) {
            return Optional.of("the signer's certificate is missing");
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(PROVIDER)
                    .build(signer));
            return trusted == null || signer.equals(trusted) || issuedBy(signer, trusted)
                    ? Optional.empty()
                    : Optional.of("signed by one that is not trusted: " + signer.getSubject());
        } catch (TSPException | OperatorCreationException | CertificateException | RuntimeException wrong) {
            return Optional.of("its signature does not verify: " + wrong.getMessage());
        }
    }

    private static boolean issuedBy(X509CertificateHolder signer, X509CertificateHolder issuer)
            throws OperatorCreationException, CertificateException {
        try {
            return signer.isSignatureValid(new org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder()
                    .setProvider(PROVIDER)
                    .build(issuer));
        } catch (org.bouncycastle.cert.CertException no) {
            return false;
        }
    }

    private X509CertificateHolder trusted() {
        var file = java.util.Objects.requireNonNull(settings.certificate());
        try {
            var bytes = Files.readAllBytes(file);
            if (bytes.length > 0 && bytes[0] == '-') {
                try (var pem = new PEMParser(Files.newBufferedReader(file))) {
                    return (X509CertificateHolder) pem.readObject();
                }
            }
            return new X509CertificateHolder(bytes);
        } catch (IOException | RuntimeException unreadable) {
            throw new IllegalStateException("时间戳证书无法读取 / cannot read the certificate " + file, unreadable);
        }
    }
}
