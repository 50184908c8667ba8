package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.Message;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.dao.DataAccessException;
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
                new SharedWrites.Limits(group.messages(), group.bytes().toBytes(), group.queue()));
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

    /** Faults of data (SQL state classes 22, 23, 54), and once-keys that another transaction holds on to (55P03, 40P01). */
    private static boolean isOfOneMessage(RuntimeException failure) {
        return failure instanceof DataAccessException database
                && database.getRootCause() instanceof SQLException sql
                && sql.getSQLState() != null
                && List.of("22", "23", "54", "55P03", "40P01").stream()
                        .anyMatch(sql.getSQLState()::startsWith);
    }
}
