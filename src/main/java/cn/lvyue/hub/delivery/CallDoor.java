package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.PlatformCall;
import cn.lvyue.hub.record.TargetAddress;
import cn.lvyue.hub.signing.Sm3;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Lets only the platform itself call back: signed with HMAC-SM3 under the key the hub signs to it with, within five minutes, and
 * every nonce once (design section 7). A platform without a key cannot call back.
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

    private final Addresses addresses;
    private final JdbcClient jdbc;
    private final Clock clock;

    CallDoor(Addresses addresses, JdbcClient jdbc, Clock clock) {
        this.addresses = addresses;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The code of the refusal; empty when it is the platform's call. */
    Optional<String> refusal(PlatformCall call) {
        var address = addresses.of(call.target()).filter(TargetAddress::isSigned);
        var signature = call.signature();
        if (address.isEmpty() || !address.get().keyId().equals(signature.keyId())) {
            return Optional.of(KEY);
        }
        var at = time(signature.timestamp());
        if (at.isEmpty() || Duration.between(at.get(), clock.instant()).abs().compareTo(WINDOW) > 0) {
            return Optional.of(CLOCK);
        }
        if (!isSigned(call, address.get())) {
            return Optional.of(SIGNATURE);
        }
        return isFresh(call) ? Optional.empty() : Optional.of(NONCE);
    }

    private static Optional<Instant> time(@Nullable String millis) {
        return Optional.ofNullable(millis)
                .filter(text -> MILLIS.matcher(text).matches())
                .map(text -> Instant.ofEpochMilli(Long.parseLong(text)));
    }

    private static boolean isSigned(PlatformCall call, TargetAddress address) {
        var signature = call.signature();
        var nonce = signature.nonce();
        var value = signature.value();
        if (nonce == null || value == null || !NONCES.matcher(nonce).matches()) {
            return false;
        }
        var text = String.join(
                "\n", call.method(), call.path(), String.valueOf(signature.timestamp()), nonce, Sm3.hex(call.body()));
        var expected = Sm3.hmac(address.secret(), text.getBytes(StandardCharsets.UTF_8));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.US_ASCII), value.getBytes(StandardCharsets.US_ASCII));
    }

    private boolean isFresh(PlatformCall call) {
        var now = clock.instant();
        jdbc.sql("delete from delivery.call_nonce where at < ?")
                .param(Timestamp.from(now.minus(KEPT)))
                .update();
        return jdbc.sql("insert into delivery.call_nonce (target, nonce, at) values (?, ?, ?) on conflict do nothing")
                        .params(call.target().code(), call.signature().nonce(), Timestamp.from(now))
                        .update()
                > 0;
    }
}
