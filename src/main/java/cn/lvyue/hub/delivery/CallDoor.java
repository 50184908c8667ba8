package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.signing.KeyKind;
import cn.lvyue.hub.signing.Keys;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets only the platform itself call back: signed with one of its call-back keys, SM2 or HMAC-SM3, or else with HMAC-SM3 under the
 * key the hub signs to it with; within five minutes, and every nonce once (design section 7). A platform without a key cannot call
 * back. An SM2 signature is DER in Base64, as the hub's own (src/docs/delivery.md).
 */
@Component
class CallDoor {
    static final String SIGNATURE = "S101";
    static final String CLOCK = "S102";
    static final String NONCE = "S103";
    static final String KEY = "S104";

    private static final Duration WINDOW = Duration.ofMinutes(5);
    private static final Duration KEPT = Duration.ofMinutes(30);
    private static final Pattern MILLIS = Pattern.compile("\\d{1,15}");
    private static final Pattern NONCES = Pattern.compile("[\\x21-\\x7e]{8,100}");

    private final TargetsSettings settings;
    private final Addresses addresses;
    private final Keys keys;
    private final JdbcClient jdbc;
    private final Clock clock;

    CallDoor(TargetsSettings settings, Addresses addresses, Keys keys, JdbcClient jdbc, Clock clock) {
        this.settings = settings;
        this.addresses = addresses;
        this.keys = keys;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The code of the refusal; empty when it is the platform's call. */
    Optional<String> refusal(PlatformCall call) {
        var signature = call.signature();
        var lock = lock(call.target(), String.valueOf(signature.keyId()));
        if (lock.isEmpty()) {
            return Optional.of(KEY);
        }
        var at = time(signature.timestamp());
        if (at.isEmpty() || Duration.between(at.get(), clock.instant()).abs().compareTo(WINDOW) > 0) {
            return Optional.of(CLOCK);
        }
        if (!isSigned(call, lock.get())) {
            return Optional.of(SIGNATURE);
        }
        return isFresh(call) ? Optional.empty() : Optional.of(NONCE);
    }

    private static Optional<Instant> time(@Nullable String millis) {
        return Optional.ofNullable(millis)
                .filter(text -> MILLIS.matcher(text).matches())
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    /** What tells whether a signature is right. */
    private interface Lock {
        boolean opens(byte[] text, String signature) throws GeneralSecurityException;
    }

    private Optional<Lock> lock(Target target, String keyId) {
        var own = settings.of(target).callBackKeys();
        if (!own.isEmpty()) {
            return keys.info(keyId)
                    .filter(key -> own.contains(keyId))
                    .map(key -> key.kind() == KeyKind.SM2 ? sm2(keyId) : mac(keyId));
        }
        return addresses
                .of(target)
                .filter(address -> address.isSigned() && address.keyId().equals(keyId))
                .map(address -> (text, signature) -> same(Sm3.hmac(address.secret(), text), signature));
    }

    private Lock sm2(String keyId) {
        return (text, signature) ->
                keys.verify(List.of(keyId), text, Base64.getDecoder().decode(signature));
    }

    private Lock mac(String keyId) {
        return (text, signature) ->
                same(HexFormat.of().formatHex(keys.sign(List.of(keyId), text).bytes()), signature);
    }

    private static boolean same(String expected, String given) {
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), given.getBytes(StandardCharsets.US_ASCII));
    }

    private static boolean isSigned(PlatformCall call, Lock lock) {
        var signature = call.signature();
        var nonce = signature.nonce();
        var value = signature.value();
        if (nonce == null || value == null || !NONCES.matcher(nonce).matches()) {
            return false;
        }
        var text = String.join(
                "\n", call.method(), call.path(), String.valueOf(signature.timestamp()), nonce, Sm3.hex(call.body()));
        try {
            return lock.opens(text.getBytes(StandardCharsets.UTF_8), value);
        } catch (GeneralSecurityException | IllegalArgumentException noSignature) {
            return false;
        }
    }

    private boolean isFresh(PlatformCall call) {
        var now = clock.instant();
        jdbc.sql("delete from delivery.call_nonce where at < ?")
                .param(Timestamp.from(now.minus(KEPT)))
                .update();
        return jdbc.sql("insert into delivery.call_nonce (target, nonce, at) values (?, ?, ?) on conflict do nothing")
                        .param(call.target().code())
                        .param(call.signature().nonce())
                        .param(Timestamp.from(now))
                        .update()
                > 0;
    }
}
