package cn.lvyue.hub.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The keys of all sources with their secrets open, held for some seconds so that a request asks no database. */
@Component
class KeyRing {
    /** How long a key that another node issued or revoked may still be unknown or taken here. */
    static final Duration MEMORY = Duration.ofSeconds(5);

    /** So long the holder of an expired or revoked key is told so; later it is as unknown as any other. */
    private static final Duration REMEMBERED = Duration.ofDays(90);

    private static final Duration BETWEEN_USES = Duration.ofMinutes(1);
    private static final Logger log = LoggerFactory.getLogger(KeyRing.class);

    private final SourceKeyStore store;
    private final KeySeal seal;
    private final Clock clock;
    private final Map<Long, Instant> noted = new ConcurrentHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Held held = new Held(Map.of(), Instant.MIN);

    private record Held(Map<String, HeldKey> keys, Instant until) {}

    KeyRing(SourceKeyStore store, KeySeal seal, Clock clock) {
        this.store = store;
        this.seal = seal;
        this.clock = clock;
    }

    Optional<HeldKey> find(String keyId) {
        var now = clock.instant();
        var current = held;
        if (!now.isBefore(current.until())) {
            current = new Held(load(now), now.plus(MEMORY));
            held = current;
        }
        return Optional.ofNullable(current.keys().get(keyId));
    }

    /** A key was changed here: it counts at once. */
    void forget() {
        held = new Held(Map.of(), Instant.MIN);
    }

    /** Notes the use of a key, to the minute. */
    void used(HeldKey key) {
        var now = clock.instant();
        var before = noted.get(key.no());
        if (before == null || !now.isBefore(before.plus(BETWEEN_USES))) {
            noted.put(key.no(), now);
            store.used(key.no(), now);
        }
    }

    private Map<String, HeldKey> load(Instant now) {
        var keys = new HashMap<String, HeldKey>();
        for (var row : store.validAfter(now.minus(REMEMBERED))) {
            var key = row.key();
            var secret = row.sealedBy().equals(seal.fingerprint())
                    ? seal.open(belonging(key), row.secret())
                    : Optional.<byte[]>empty();
            secret.ifPresentOrElse(
                    clear -> keys.put(key.keyId(), new HeldKey(row.no(), key, clear)), () -> tellOnce(key.keyId()));
        }
        return keys;
    }

    /** One key that cannot be opened must not shut out the others. */
    private void tellOnce(String keyId) {
        if (told.add(keyId)) {
            log.error(
                    "密钥 {} 无法解密（hub.secrets-key 不同，或数据被改动），停用 / key {} cannot be decrypted (another hub.secrets-key,"
                            + " or its row was changed) and is out of use",
                    keyId,
                    keyId);
        }
    }

    /** What the secret of a key is sealed to. */
    static String belonging(SourceKey key) {
        return key.feed() + " " + key.keyId() + " " + key.algorithm();
    }
}
