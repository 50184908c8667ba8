package cn.lvyue.hub.archive;

import cn.lvyue.hub.signing.TestVault;
import java.io.IOException;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.unit.DataSize;

/** Reads bodies out of the database of a hub that had the master key of the tests. */
public final class ArchiveReader {
    private final ArchiveStore store;

    public ArchiveReader(DataSource database) {
        var segment = DataSize.ofMegabytes(1);
        var unused = Path.of("unused");
        var settings = new ArchiveSettings(segment, segment, segment, segment, unused, unused);
        var bodies = new SealedBodies(TestVault.of(database), new Packing());
        store = new ArchiveStore(JdbcClient.create(database), bodies, settings);
    }

    public byte[] body(long id) throws IOException {
        try (var bytes = store.open(id).orElseThrow()) {
            return bytes.readAllBytes();
        }
    }
}
