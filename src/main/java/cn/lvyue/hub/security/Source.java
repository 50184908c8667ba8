package cn.lvyue.hub.security;

import cn.lvyue.hub.record.Admission;
import cn.lvyue.hub.record.FeedId;
import java.io.InputStream;
import java.security.Principal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;

/**
 * A source that calls with one of its keys. Its signature over a call without a body is verified. That over a post is not yet:
 * it covers the body, so the post has to go through {@link #body} and {@link #admission}, which verify it before it is kept.
 */
public final class Source implements Principal {
    private final SourceKey key;
    private final SourceRule rule;
    private final Admission admission;

    Source(SourceKey key, SourceRule rule, Admission admission) {
        this.key = key;
        this.rule = rule;
        this.admission = admission;
    }

    /** The source a request comes from, if it comes from one. */
    public static Optional<Source> of(@Nullable Principal user) {
        return user instanceof Authentication known && known.getPrincipal() instanceof Source source
                ? Optional.of(source)
                : Optional.empty();
    }

    public FeedId feed() {
        return key.feed();
    }

    /** The id of its key. */
    @Override
    public String getName() {
        return key.keyId();
    }

    public SourceRule rule() {
        return rule;
    }

    /** The body of its post, which breaks off with {@code BodyTooLarge} where the source's limit is. */
    public InputStream body(InputStream body) {
        return new LimitedStream(body, rule.maxBody().toBytes());
    }

    /** Verifies the signature of its post; refuses everything for a call that is no post. */
    public Admission admission() {
        return admission;
    }
}
