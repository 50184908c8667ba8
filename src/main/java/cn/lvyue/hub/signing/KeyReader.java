package cn.lvyue.hub.signing;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Objects;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.jcajce.provider.asymmetric.util.ECUtil;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/** Makes keys out of what the settings say of them. Every fault is told by the key's id and never by its content. */
final class KeyReader {
    private static final DateTimeFormatter CERTIFICATE_TIME = DateTimeFormatter.ofPattern("uuuuMMddHHmmss");
    private static final int TIME_LENGTH = 14;

    private final KeysSettings settings;
    private final @Nullable KeyStore keystore;

    /** @throws IllegalStateException if the keystore cannot be opened */
    KeyReader(KeysSettings settings) {
        this.settings = settings;
        this.keystore = settings.keystore() == null ? null : open(settings);
    }

    private static KeyStore open(KeysSettings settings) {
        var file = settings.keystore();
        var password = settings.keystorePassword();
        try (var bytes = Files.newInputStream(Objects.requireNonNull(file))) {
            var keystore = KeyStore.getInstance("PKCS12", new BouncyCastleProvider());
            keystore.load(bytes, password == null ? new char[0] : password.toCharArray());
            return keystore;
        } catch (IOException | GeneralSecurityException unreadable) {
            throw new IllegalStateException(
                    "密钥库 %s 无法打开（文件或口令有误） / the keystore %s cannot be opened (file or password)".formatted(file, file),
                    unreadable);
        }
    }

    HeldKey read(String id, KeysSettings.Entry entry) {
        try {
            return switch (entry.kind()) {
                case SM2, ECDSA -> entry.alias() == null ? byValue(id, entry) : fromKeystore(id, entry, entry.alias());
                case SM4 -> sm4(id, entry);
                case HMAC ->
                    new HeldKey.Secret(info(id, entry, true), text(entry).getBytes(StandardCharsets.UTF_8));
            };
        } catch (GeneralSecurityException | IOException | RuntimeException unusable) {
            throw new IllegalStateException(
                    "密钥 %1$s 无法使用：%2$s / the key %1$s cannot be used: %2$s".formatted(id, reason(unusable)));
        }
    }

    /** Only words that are ours: those of a parser could quote the secret. */
    private static String reason(Exception unusable) {
        return unusable instanceof UnusableKey ? String.valueOf(unusable.getMessage()) : "格式有误 (malformed)";
    }

    private static final class UnusableKey extends GeneralSecurityException {
        private static final long serialVersionUID = 1L;

        UnusableKey(String message) {
            super(message);
        }
    }

    private static String text(KeysSettings.Entry entry) throws UnusableKey {
        var value = entry.value();
        if (value == null || value.isBlank()) {
            throw new UnusableKey("value 为空 (is empty)");
        }
        return value.strip();
    }

    private static HeldKey sm4(String id, KeysSettings.Entry entry) throws UnusableKey {
        var bytes = HexFormat.of().parseHex(text(entry));
        if (bytes.length != Sm4.KEY_BYTES) {
            throw new UnusableKey("SM4 密钥须为 32 位十六进制 (must be 32 hex digits)");
        }
        return new HeldKey.Secret(info(id, entry, true), bytes);
    }

    private static HeldKey byValue(String id, KeysSettings.Entry entry) throws UnusableKey {
        var given = entry.publicKey();
        if (entry.value() == null) {
            return held(info(id, entry, false), entry, null, point(entry, String.valueOf(given)), null);
        }
        var d = new BigInteger(1, HexFormat.of().parseHex(text(entry)));
        boolean sm2 = entry.kind() == KeyKind.SM2;
        var key = sm2 ? Sm2.privateKey(d) : Ecdsa.privateKey(d);
        var point = sm2 ? Sm2.publicKey(key) : Ecdsa.publicKey(key);
        if (given != null && !point.getQ().equals(point(entry, given).getQ())) {
            throw new UnusableKey("public-key 与 value 不成对 (is not that of value)");
        }
        return held(info(id, entry, true), entry, key, point, null);
    }

    private static ECPublicKeyParameters point(KeysSettings.Entry entry, String hex) {
        var bytes = HexFormat.of().parseHex(hex);
        return entry.kind() == KeyKind.SM2 ? Sm2.publicKey(bytes) : Ecdsa.publicKey(bytes);
    }

    private static HeldKey held(
            KeyInfo info,
            KeysSettings.Entry entry,
            @Nullable ECPrivateKeyParameters key,
            ECPublicKeyParameters point,
            byte @Nullable [] certificate) {
        return entry.kind() == KeyKind.SM2
                ? new HeldKey.OfSm2(info, key, point, entry.userId(), certificate)
                : new HeldKey.OfEcdsa(info, key, point, certificate);
    }

    private HeldKey fromKeystore(String id, KeysSettings.Entry entry, String alias)
            throws GeneralSecurityException, IOException {
        var store = keystore;
        if (store == null || !store.containsAlias(alias)) {
            throw new UnusableKey("密钥库中没有 (the keystore has no) " + alias);
        }
        var password = settings.keystorePassword();
        var key = store.getKey(alias, password == null ? new char[0] : password.toCharArray());
        var certificate = store.getCertificate(alias);
        var privateKey =
                key == null ? null : (ECPrivateKeyParameters) ECUtil.generatePrivateKeyParameter((PrivateKey) key);
        var publicKey = (ECPublicKeyParameters) ECUtil.generatePublicKeyParameter(certificate.getPublicKey());
        var info = new KeyInfo(
                id,
                entry.kind(),
                entry.from() == null ? valid(certificate).from() : entry.from(),
                entry.until() == null ? valid(certificate).until() : entry.until(),
                privateKey != null);
        var d = privateKey == null ? null : privateKey.getD();
        boolean sm2 = entry.kind() == KeyKind.SM2;
        return held(
                info,
                entry,
                d == null ? null : sm2 ? Sm2.privateKey(d) : Ecdsa.privateKey(d),
                point(entry, HexFormat.of().formatHex(publicKey.getQ().getEncoded(false))),
                certificate.getEncoded());
    }

    private record Validity(Instant from, Instant until) {}

    private static Validity valid(Certificate certificate) throws GeneralSecurityException {
        var parsed = org.bouncycastle.asn1.x509.Certificate.getInstance(certificate.getEncoded());
        return new Validity(
                instant(parsed.getStartDate()), instant(parsed.getEndDate()).plusSeconds(1));
    }

    private static Instant instant(Time time) {
        return LocalDateTime.parse(time.getTime().substring(0, TIME_LENGTH), CERTIFICATE_TIME)
                .toInstant(ZoneOffset.UTC);
    }

    private static KeyInfo info(String id, KeysSettings.Entry entry, boolean secret) {
        return new KeyInfo(id, entry.kind(), entry.from(), entry.until(), secret);
    }
}
