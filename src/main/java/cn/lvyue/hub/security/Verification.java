package cn.lvyue.hub.security;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The checks of a signed request. What is refused is counted and audited. */
@Component
class Verification {
    private final NonceStore nonces;
    private final AuditStore audit;
    private final KeyRing ring;
    private final Rates rates;
    private final DoorSettings settings;
    private final Clock clock;

    /** Signs in the place of a key that is not known, so that an unknown key takes the same way as a wrong signature. */
    private final byte[] nobodys = new byte[43];

    Verification(NonceStore nonces, AuditStore audit, KeyRing ring, Rates rates, DoorSettings settings, Clock clock) {
        this.nonces = nonces;
        this.audit = audit;
        this.ring = ring;
        this.rates = rates;
        this.settings = settings;
        this.clock = clock;
        new SecureRandom().nextBytes(nobodys);
    }

    /** Against whom refusals count: others must not be able to shut out a source by failing in its name. */
    static String who(SignedHead head, Optional<HeldKey> key) {
        return key.isPresent() ? head.address() + " " + head.keyId() : head.address();
    }

    void address(SignedHead head, Optional<HeldKey> key, SourceRule rule) {
        if (!rule.allows(head.address())) {
            throw refused(head, key, Refused.address(head.address()));
        }
    }

    void time(SignedHead head, Optional<HeldKey> key, SourceRule rule) {
        var ahead = head.ahead();
        if (ahead.abs().compareTo(rule.clockWindow()) > 0) {
            throw refused(head, key, Refused.clock(head.at(), ahead, rule.clockWindow()));
        }
    }

    /** @param digest of the body, SM3 in hex */
    void ofPost(SignedHead head, Optional<HeldKey> key, SourceRule rule, String feed, String digest) {
        var held = signed(head, key, digest);
        if (!held.key().feed().value().equals(feed)) {
            throw refused(head, key, Refused.otherFeed(held.key()));
        }
        // Later its nonce could be forgotten while a twin of the request is still on its way.
        var longest = settings.nonceKeep().minus(rule.clockWindow().multipliedBy(2));
        if (clock.instant().isAfter(head.at().plus(longest))) {
            throw refused(head, key, Refused.tooSlow(longest));
        }
        once(head, held, rule);
    }

    HeldKey ofCall(SignedHead head, Optional<HeldKey> key, SourceRule rule, String digest) {
        var held = signed(head, key, digest);
        address(head, key, rule);
        once(head, held, rule);
        return held;
    }

    private HeldKey signed(SignedHead head, Optional<HeldKey> key, String digest) {
        var algorithm = key.map(held -> held.key().algorithm()).orElse(Algorithm.HMAC_SM3);
        var secret = key.map(HeldKey::secret).orElse(nobodys);
        boolean right = MessageDigest.isEqual(algorithm.sign(secret, head.text(digest)), head.signature());
        if (key.isEmpty()) {
            throw refused(head, key, Refused.unknownKey());
        }
        if (!right) {
            throw refused(head, key, Refused.signature(key.get().key()));
        }
        var state = key.get().key().state(clock.instant());
        if (state != SourceKey.State.ACTIVE) {
            throw refused(head, key, Refused.notValid(key.get().key(), state));
        }
        return key.get();
    }

    private void once(SignedHead head, HeldKey key, SourceRule rule) {
        if (!nonces.use(key.no(), head.nonce(), clock.instant())) {
            throw refused(head, Optional.of(key), Refused.nonce());
        }
        rates.take(key.key().feed().value(), rule);
        ring.used(key);
    }

    private Refused refused(SignedHead head, Optional<HeldKey> key, Refused why) {
        rates.countRefused(who(head, key));
        audit.add(
                clock.instant(),
                head.keyId(),
                head.address(),
                "request",
                head.method() + " " + head.target(),
                why.code());
        return why;
    }
}
