package cn.lvyue.hub.tried;

import cn.lvyue.hub.signing.Vault;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads a part of a kept file piece by piece, each when it is wanted. */
final class Pieces extends InputStream {
    private static final byte[] TABLE = "tried.piece".getBytes(StandardCharsets.US_ASCII);

    private final JdbcClient jdbc;
    private final Vault vault;
    private final UUID id;
    private final int part;
    private ByteBuffer piece = ByteBuffer.allocate(0);
    private int next;
    private int last = -1;

    Pieces(JdbcClient jdbc, Vault vault, UUID id, int part) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.id = id;
        this.part = part;
    }

    /** What a sealed piece belongs to. */
    static byte[] place(UUID id, int part, int number) {
        return ByteBuffer.allocate(TABLE.length + 2 * Long.BYTES + 1 + Integer.BYTES)
                .put(TABLE)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put((byte) part)
                .putInt(number)
                .array();
    }

    @Override
    public int read() throws IOException {
        return isThrough() ? -1 : piece.get() & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (isThrough()) {
            return -1;
        }
        int some = Math.min(length, piece.remaining());
        piece.get(into, from, some);
        return some;
    }

    private boolean isThrough() throws IOException {
        if (last < 0) {
            last = jdbc.sql("select coalesce(max(number), -1) + 1 from tried.piece where file = ? and part = ?")
                    .params(id, part)
                    .query(Integer.class)
                    .single();
        }
        while (!piece.hasRemaining() && next < last) {
            var sealed = jdbc.sql("select sealed from tried.piece where file = ? and part = ? and number = ?")
                    .params(id, part, next)
                    .query(byte[].class)
                    .optional()
                    .orElseThrow(() -> new FileNotFoundException("the tried file " + id + " is not kept any more"));
            piece = ByteBuffer.wrap(vault.open(sealed, place(id, part, next++)));
        }
        return !piece.hasRemaining();
    }
}
