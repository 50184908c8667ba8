package cn.lvyue.hub.security;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows a valid bearer token when it sees one. */
@Component
class BearerTokens {
    /** How long a token that another node revoked may still be taken here. */
    static final Duration MEMORY = Duration.ofSeconds(10);

    private static final int BYTES = 32; // 256 bits: nothing to guess, so a plain digest suffices

    private final TokenStore store;
    private final Clock clock;
    private volatile Remembered remembered = new Remembered(List.of(), false, Instant.MIN);

    private record Remembered(List<TokenStore.Valid> tokens, boolean administratorsNamed, Instant until) {}

    BearerTokens(TokenStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Draws a new token. */
    static String draw() {
        var bytes = new byte[BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] digest(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /**
     * What a token is known as.
     *
     * @param preset by the environment or the settings; it has no roles
     */
    record Known(Person person, boolean preset) {}

    boolean knows(String token) {
        return find(token).isPresent();
    }

    /** Whose a token is. Compares with every valid one, in the same time whichever it is and wherever it differs. */
    Optional<Known> find(String token) {
        var digest = digest(token);
        var now = clock.instant();
        Known known = null;
        for (var valid : valid(now)) {
            if (MessageDigest.isEqual(valid.digest(), digest) && valid.isValidAt(now)) {
                known = valid.known();
            }
        }
        return Optional.ofNullable(known);
    }

    /** Forgets what it knows: tokens or roles were changed here. */
    void forget() {
        remembered = new Remembered(List.of(), false, Instant.MIN);
    }

    /** Whether administrators of all three kinds have ever been named, whatever became of them. */
    boolean administratorsNamed() {
        return current(clock.instant()).administratorsNamed();
    }

    private List<TokenStore.Valid> valid(Instant now) {
        return current(now).tokens();
    }

    private Remembered current(Instant now) {
        var current = remembered;
        if (!now.isBefore(current.until())) {
            current = new Remembered(store.valid(now), store.administratorsNamed(), now.plus(MEMORY));
            remembered = current;
        }
        return current;
    }
}
