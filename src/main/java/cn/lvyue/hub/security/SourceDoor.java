package cn.lvyue.hub.security;

import cn.lvyue.hub.record.Admission;
import cn.lvyue.hub.record.BodyTooLarge;
import cn.lvyue.hub.signing.Sm3;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.stereotype.Component;

/**
 * Looks at signed requests. What costs little is looked at first: form, address, size, time, rate. A post of a feed's own key is
 * then let through to be verified with its body; any other is verified here.
 */
@Component
class SourceDoor {
    private static final Pattern POST = Pattern.compile("/api/v1/feeds/([a-z0-9-]{1,64})/messages");
    private static final String EMPTY = Sm3.hex(new byte[0]);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final KeyRing ring;
    private final SourceRules rules;
    private final Rates rates;
    private final Verification verification;
    private final Clock clock;

    SourceDoor(KeyRing ring, SourceRules rules, Rates rates, Verification verification, Clock clock) {
        this.ring = ring;
        this.rules = rules;
        this.rates = rates;
        this.verification = verification;
        this.clock = clock;
    }

    /**
     * @return who calls
     * @throws Refused with the reason
     * @throws BodyTooLarge if the declared length is over the limit
     */
    Source open(HttpServletRequest request) throws IOException {
        var head = SignedHead.of(request, clock.instant());
        var key = ring.find(head.keyId());
        rates.checkRefused(Verification.who(head, key));
        var post = POST.matcher(request.getRequestURI());
        boolean posts = request.getMethod().equals("POST") && post.matches();
        return posts ? post(head, key, post.group(1), request) : call(head, key);
    }

    private Source post(SignedHead head, Optional<HeldKey> key, String feed, HttpServletRequest request)
            throws IOException {
        var rule = rules.of(feed);
        verification.address(head, key, rule);
        long limit = rule.maxBody().toBytes();
        if (request.getContentLengthLong() > limit) {
            throw new BodyTooLarge(limit);
        }
        verification.time(head, key, rule);
        var own = key.filter(held -> held.key().feed().value().equals(feed));
        if (own.isEmpty()) {
            var digest = digest(request, limit);
            verification.ofPost(head, key, rule, feed, digest);
            throw new IllegalStateException("the key of another feed was taken for " + feed);
        }
        rates.peek(feed, rule);
        return new Source(own.get().key(), rule, (onceKey, digest) -> {
            verification.ofPost(head, own, rule, feed, digest);
            return onceKey == null && rule.sameBodyOnce() ? todays(digest) : onceKey;
        });
    }

    private Source call(SignedHead head, Optional<HeldKey> key) {
        var rule = key.map(held -> rules.of(held.key().feed())).orElseGet(rules::defaults);
        verification.time(head, key, rule);
        var held = verification.ofCall(head, key, rule, EMPTY);
        Admission nothing = (onceKey, digest) -> {
            throw Refused.signature(held.key());
        };
        return new Source(held.key(), rule, nothing);
    }

    /** A body that will not be kept whatever its signature says is not stored to find out. */
    private static String digest(HttpServletRequest request, long limit) throws IOException {
        var digest = new SM3Digest();
        var buffer = new byte[1 << 16];
        try (var body = new LimitedStream(request.getInputStream(), limit)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sm3.finished(digest);
    }

    private String todays(String digest) {
        return "day:" + LocalDate.ofInstant(clock.instant(), ZONE) + ":" + digest;
    }
}
