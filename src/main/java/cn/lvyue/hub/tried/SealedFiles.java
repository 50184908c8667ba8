package cn.lvyue.hub.tried;

import cn.lvyue.hub.signing.SealedHolder;
import cn.lvyue.hub.signing.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The bean {@code triedFiles} of the routes. */
@Repository("triedFiles")
class SealedFiles implements TriedFiles, SealedHolder {
    private static final int PIECE = 1 << 20;
    private static final int FOUND = 0;
    private static final int FILE = 1;
    private static final int RETURNED = 2;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Vault vault;
    private final Clock clock;

    SealedFiles(JdbcClient jdbc, TransactionTemplate transaction, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.vault = vault;
        this.clock = clock;
    }

    @Override
    public void keep(Tried tried, Room room) throws IOException {
        var returned = tried.returned();
        long bytes = tried.found().length + Files.size(tried.file()) + (returned == null ? 0 : Files.size(returned));
        transaction.executeWithoutResult(status -> {
            jdbc.sql("insert into tried.file (id, feed, who, kept_at, until, bytes) values (?, ?, ?, ?, ?, ?)")
                    .params(tried.id(), tried.feed(), tried.who(), now(), Timestamp.from(tried.until()), bytes)
                    .update();
            piece(tried.id(), FOUND, 0, tried.found());
            pieces(tried.id(), FILE, tried.file());
            if (returned != null) {
                pieces(tried.id(), RETURNED, returned);
            }
            makeRoom(room);
        });
    }

    private void pieces(UUID id, int part, Path file) {
        try (var in = Files.newInputStream(file)) {
            int number = 0;
            for (var next = in.readNBytes(PIECE); next.length > 0; next = in.readNBytes(PIECE)) {
                piece(id, part, number++, next);
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void piece(UUID id, int part, int number, byte[] plain) {
        jdbc.sql("insert into tried.piece (file, part, number, sealed) values (?, ?, ?, ?)")
                .params(id, part, number, vault.seal(plain, Pieces.place(id, part, number)))
                .update();
    }

    private void makeRoom(Room room) {
        removeExpired();
        jdbc.sql("""
                        delete from tried.file where id in (
                            select id from (
                                select id, row_number() over newest as place, sum(bytes) over newest as upto from tried.file
                                window newest as (order by kept_at desc, id)) as kept
                            where place > 1 and (place > ? or upto > ?))""").params(room.files(), room.bytes()).update();
    }

    /** Takes away what nobody can look at any more. Called by route {@code forget-trials}. */
    public void removeExpired() {
        jdbc.sql("delete from tried.file where until <= ?").param(now()).update();
    }

    @Override
    public Optional<byte[]> found(UUID id, String feed, String who) {
        return jdbc.sql("""
                        select p.sealed from tried.file f join tried.piece p on p.file = f.id and p.part = ? and p.number = 0
                        where f.id = ? and f.feed = ? and f.who = ? and f.until > ?""")
                .params(FOUND, id, feed, who, now())
                .query(byte[].class)
                .optional()
                .map(kept -> vault.open(kept, Pieces.place(id, FOUND, 0)));
    }

    @Override
    public InputStream file(UUID id) {
        return new Pieces(jdbc, vault, id, FILE);
    }

    @Override
    public InputStream returned(UUID id) {
        return new Pieces(jdbc, vault, id, RETURNED);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    @Override
    public String holds() {
        return "试跑的文件 / files that were tried out";
    }

    @Override
    public boolean uses(int dataKey) {
        return jdbc.sql("select exists (select from tried.piece where substring(sealed, 2, 4) = int4send(?))")
                .param(dataKey)
                .query(Boolean.class)
                .single();
    }
}
