package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/** Keeps what sources send: small messages together with others that come at the same moment, large ones on their own. */
@Component
@EnableConfigurationProperties(GroupSettings.class)
class MessageKeeping {
    private final ArchiveStore store;
    private final SealedBodies bodies;
    private final Months months;
    private final MonthStore register;
    private final long small;
    private final SharedWrites<Post, Optional<Long>> posts;

    MessageKeeping(
            ArchiveStore store,
            PostStore posts,
            SealedBodies bodies,
            Months months,
            MonthStore register,
            ArchiveSettings archive,
            GroupSettings group) {
        this.store = store;
        this.bodies = bodies;
        this.months = months;
        this.register = register;
        this.small = Math.min(group.body().toBytes(), archive.segment().toBytes());
        this.posts = new SharedWrites<>(
                together -> together(posts, together, group.lockPatience().toMillis()),
                post -> post.piece().bytes().length,
                MessageKeeping::isOfOneMessage,
                new SharedWrites.Limits(
                        group.messages(), group.bytes().toBytes(), group.queue(), group.beside(), group.besideAfter()));
    }

    /** Commits before it returns. @return the message, or the earlier one that has its once-key: then with that one's digest */
    Message keep(Keeping what, Spool body) throws IOException {
        var bytes = body.inMemory();
        if (bytes == null || bytes.length > small || !what.waits()) {
            return stored(keepAlone(what, body));
        }
        months.open(what.at());
        var piece = bodies.seal(body.digest(), 0, bytes);
        return posts.write(new Post(what, bytes.length, body.digest(), piece))
                .map(id -> message(id, what, body))
                .orElseGet(() -> stored(store.idOf(what)));
    }

    /** In a transaction of its own, committed on return. @return the id, or that of the earlier one that has the once-key */
    long keepAlone(Keeping what, Spool body) throws IOException {
        months.open(what.at());
        try {
            return store.keep(what, body);
        } catch (DataIntegrityViolationException refused) {
            openAnew(refused, List.of(what));
            return store.keep(what, body);
        }
    }

    private List<Optional<Long>> together(PostStore store, List<Post> posts, long patienceMillis) {
        try {
            return store.keep(posts, patienceMillis);
        } catch (DataIntegrityViolationException refused) {
            openAnew(refused, posts.stream().map(Post::what).toList());
            return store.keep(posts, patienceMillis);
        }
    }

    /** Another node has taken a month out since this one last looked. @throws DataIntegrityViolationException if that is not why */
    private void openAnew(DataIntegrityViolationException refused, List<Keeping> what) {
        if (!Months.isMissing(refused)) {
            throw refused;
        }
        months.forget();
        what.forEach(each -> months.open(each.at()));
    }

    private Message stored(long id) {
        return store.message(id).orElseThrow(() -> {
            register.requireHere(id);
            return new IllegalStateException("message " + id + " has a once-key and is not there");
        });
    }

    private static Message message(long id, Keeping what, Spool body) {
        return new Message(
                id,
                Objects.requireNonNull(what.feed()),
                Channel.valueOf(what.channel()),
                what.at(),
                what.filename(),
                what.mediaType(),
                body.size(),
                HexFormat.of().formatHex(body.digest()));
    }

    private static boolean isOfOneMessage(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException || failure instanceof CannotAcquireLockException;
    }
}
