package cn.lvyue.hub.security;

import cn.lvyue.hub.record.FeedId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Issues, rotates and revokes the keys of sources. Every action is audited with it, in one transaction. */
@Component
public class SourceKeys {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int SECRET_LENGTH = 43; // of 62 letters: 256 bits
    private static final String PLAIN = "abcdefghjkmnpqrstuvwxyz23456789"; // nothing to mistake when read out
    private static final int NAME_LENGTH = 8;

    private final SourceKeyStore store;
    private final AuditStore audit;
    private final KeySeal seal;
    private final KeyRing ring;
    private final DoorSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    SourceKeys(
            SourceKeyStore store,
            AuditStore audit,
            KeySeal seal,
            KeyRing ring,
            DoorSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.audit = audit;
        this.seal = seal;
        this.ring = ring;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Who acts. @param address of the client */
    public record Actor(String name, String address) {}

    /**
     * A new key, with the only sight of its secret.
     *
     * @param secret the text whose bytes are the key of the HMAC
     */
    public record Issued(SourceKey key, String secret) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Issued[" + key.keyId() + "]";
        }
    }

    /** Keys of a feed, oldest first, the ones of earlier days too. */
    public List<SourceKey> of(FeedId feed) {
        return store.of(feed);
    }

    /** Sources that ever had a key. */
    List<FeedId> feeds() {
        return store.feeds();
    }

    /** Keys that count but not for long, where no other key of the same source counts beyond the warning time. */
    public List<SourceKey> expiringSoon() {
        var now = clock.instant();
        var soon = now.plus(settings.warnBefore());
        var counting = store.validAfter(now).stream()
                .map(SourceKeyStore.Row::key)
                .filter(key -> key.revokedAt() == null)
                .toList();
        return counting.stream()
                .filter(key -> key.state(now) == SourceKey.State.ACTIVE
                        && key.expiresAt().isBefore(soon))
                .filter(key -> counting.stream()
                        .noneMatch(other -> other.feed().equals(key.feed())
                                && !other.expiresAt().isBefore(soon)))
                .toList();
    }

    /**
     * Issues a key beside those there are.
     *
     * @param notBefore from when it counts, now if absent
     * @param expiresAt up to when, {@code hub.door.key-life} after its begin if absent
     * @throws Refused T108 if there is nothing to encrypt the secret with, T107 if it would expire before it counts
     */
    public Issued issue(
            FeedId feed, Algorithm algorithm, @Nullable Instant notBefore, @Nullable Instant expiresAt, Actor by) {
        return changed(() -> {
            var issued = draw(feed, algorithm, notBefore, expiresAt, by);
            note(by, "key.add", issued.key().keyId(), "ok");
            return issued;
        });
    }

    /**
     * Issues the successor of a key; the old one expires after the overlap, or earlier if it was to.
     *
     * @param overlap how long both count, {@code hub.door.overlap} if absent
     * @return empty if the feed has no such key
     * @throws Refused T107 if the old key does not count any more
     */
    public Optional<Issued> rotate(FeedId feed, String keyId, @Nullable Duration overlap, Actor by) {
        return changed(() -> store.lock(feed, keyId).map(old -> {
            var now = clock.instant();
            var state = old.state(now);
            if (state == SourceKey.State.REVOKED || state == SourceKey.State.EXPIRED) {
                throw Refused.keyState(
                        keyId, "已失效，不能轮换，请新建", "is no longer valid and cannot be rotated; issue a new one");
            }
            var issued = draw(feed, old.algorithm(), null, null, by);
            store.expire(keyId, now.plus(overlap == null ? settings.overlap() : overlap));
            note(by, "key.rotate", keyId + " → " + issued.key().keyId(), "ok");
            return issued;
        }));
    }

    /**
     * Ends a key at once; on other nodes within seconds. Again does nothing.
     *
     * @return the key as it is now; empty if the feed has no such key
     */
    public Optional<SourceKey> revoke(FeedId feed, String keyId, Actor by) {
        return changed(() -> store.lock(feed, keyId).map(key -> {
            store.revoke(keyId, clock.instant());
            note(by, "key.revoke", keyId, key.revokedAt() == null ? "ok" : "was revoked before");
            return store.lock(feed, keyId).orElseThrow();
        }));
    }

    private Issued draw(
            FeedId feed, Algorithm algorithm, @Nullable Instant notBefore, @Nullable Instant expiresAt, Actor by) {
        var now = clock.instant();
        var keyId = feed + "." + drawn(PLAIN, NAME_LENGTH);
        var from = notBefore == null ? now : notBefore;
        var to = expiresAt == null ? from.plus(settings.keyLife()) : expiresAt;
        if (!to.isAfter(from) || !to.isAfter(now)) {
            throw Refused.keyState(keyId, "的失效时间不晚于生效时间或现在", "would expire before it counts, or before now");
        }
        var key = new SourceKey(keyId, feed, algorithm, now, by.name(), from, to, null, null);
        var secret = drawn(LETTERS, SECRET_LENGTH);
        var sealed = seal.seal(KeyRing.belonging(key), secret.getBytes(StandardCharsets.US_ASCII));
        store.add(key, sealed, seal.fingerprint());
        return new Issued(key, secret);
    }

    private String drawn(String letters, int length) {
        IntFunction<String> letter = i -> String.valueOf(letters.charAt(random.nextInt(letters.length())));
        return IntStream.range(0, length).mapToObj(letter).collect(Collectors.joining());
    }

    private <T> T changed(Supplier<T> change) {
        var result = transaction.execute(status -> change.get());
        ring.forget();
        return Objects.requireNonNull(result);
    }

    private void note(Actor by, String action, String what, String result) {
        audit.add(clock.instant(), by.name(), by.address(), action, what, result);
    }
}
