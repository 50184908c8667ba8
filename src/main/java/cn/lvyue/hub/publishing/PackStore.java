package cn.lvyue.hub.publishing;

import cn.lvyue.hub.signing.Sm3;
import cn.lvyue.hub.standard.Rulebook;
import cn.lvyue.hub.standard.Rulebooks;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.util.FileSystemUtils;

/** The table {@code pack}: the files of standard packs, kept at a start if they are not there yet. */
@Repository
class PackStore implements PackVersions {
    private static final Logger LOG = LoggerFactory.getLogger(PackStore.class);
    private static final int MOST = 100;
    private static final long LARGEST = 32L << 20;

    private final JdbcClient jdbc;
    private final StandardPacks packs;
    private final Environment environment;
    private final Clock clock;

    PackStore(JdbcClient jdbc, StandardPacks packs, Environment environment, Clock clock) {
        this.jdbc = jdbc;
        this.packs = packs;
        this.environment = environment;
        this.clock = clock;
    }

    private Path folder(String pack) {
        return Path.of(environment.getProperty("hub.mappings", "mappings"))
                .resolve("standards")
                .resolve(pack);
    }

    @EventListener(ApplicationReadyEvent.class)
    void keepToday() throws IOException {
        for (var pack : packs.all()) {
            var files = zip(folder(pack.id()));
            jdbc.sql("""
                            insert into publishing.pack (pack, digest, version, files, first_at)
                            values (?, ?, ?, ?, ?) on conflict do nothing""")
                    .params(pack.id(), Sm3.hex(files), pack.version(), files, PublicationStore.at(clock.instant()))
                    .update();
        }
    }

    /** The same files give the same bytes. */
    private static byte[] zip(Path folder) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var files = Files.list(folder);
                var zip = new ZipOutputStream(bytes)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                var entry = new ZipEntry(String.valueOf(file.getFileName()));
                entry.setTime(0);
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    @Override
    public List<KnownPack> known(String pack) {
        return jdbc.sql("""
                        select digest, version, first_at from publishing.pack
                        where pack = ? order by first_at desc, digest limit ?""")
                .params(pack, MOST)
                .query((row, n) -> new KnownPack(
                        row.getString("digest"),
                        row.getString("version"),
                        row.getObject("first_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    @Override
    public Optional<Rulebook> rulebook(String pack, String digest) {
        return jdbc.sql("select files from publishing.pack where pack = ? and digest = ?")
                .params(pack, digest)
                .query((row, n) -> row.getBytes("files"))
                .optional()
                .flatMap(files -> read(pack, files));
    }

    private static Optional<Rulebook> read(String pack, byte[] files) {
        try {
            var folder = Files.createTempDirectory("hub-pack");
            try {
                unzip(files, Files.createDirectories(folder.resolve("standards").resolve(pack)));
                return Optional.of(Rulebooks.load(folder).rulebook(pack));
            } catch (RuntimeException today) {
                LOG.warn("an earlier content of pack {} cannot be read any more: {}", pack, today.getMessage());
                return Optional.empty();
            } finally {
                FileSystemUtils.deleteRecursively(folder);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** The names are those the hub itself gave. */
    private static void unzip(byte[] files, Path folder) throws IOException {
        try (var zip = new ZipInputStream(new ByteArrayInputStream(files))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Files.write(
                        folder.resolve(String.valueOf(Path.of(entry.getName()).getFileName())),
                        zip.readNBytes((int) LARGEST));
            }
        }
    }
}
