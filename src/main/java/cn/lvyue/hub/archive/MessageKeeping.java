package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.util.HexFormat;
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
    private final long small;
    private final SharedWrites<Post, Optional<Long>> posts;

    MessageKeeping(ArchiveStore store, PostStore posts, ArchiveSettings archive, GroupSettings group) {
        this.store = store;
        this.small = Math.min(group.body().toBytes(), archive.segment().toBytes());
        this.posts = new SharedWrites<>(
                together -> posts.keep(together, group.lockPatience().toMillis()),
                post -> post.body().length,
                MessageKeeping::isOfOneMessage,
                new SharedWrites.Limits(
                        group.messages(), group.bytes().toBytes(), group.queue(), group.beside(), group.besideAfter()));
    }

    /** Commits before it returns. @return the message, or the earlier one that has its once-key: then with that one's digest */
    Message keep(Keeping what, Spool body) throws IOException {
        var bytes = body.inMemory();
        if (bytes == null || bytes.length > small || !what.waits()) {
            return stored(store.keep(what, body));
        }
        return posts.write(new Post(what, bytes, body.digest()))
                .map(id -> message(id, what, body))
                .orElseGet(() -> stored(store.idOf(what)));
    }

    private Message stored(long id) {
        return store.message(id).orElseThrow();
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
