package cn.lvyue.hub.reconciliation;

import cn.lvyue.hub.signing.Sm3;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes statements to files: the JSON that is signed and archived, or a workbook for people. */
@Component
class Exports {
    static final String PREFIX = "statement-";

    private final ReconciliationSettings settings;
    private final JsonMapper json = JsonMapper.builder().build();

    Exports(ReconciliationSettings settings) {
        this.settings = settings;
    }

    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    Path json(Draft draft) {
        return file(".json", out -> writeJson(draft, out));
    }

    Path xlsx(Draft draft) {
        return file(".xlsx", out -> new StatementBook(draft).write(out));
    }

    /** The head's members, and after them all differences as {@code items}. */
    private void writeJson(Draft draft, OutputStream out) {
        try (var generator = json.createGenerator(out)) {
            generator.writeStartObject();
            var head = json.valueToTree(draft.head());
            for (var member : head.properties()) {
                generator.writeName(member.getKey());
                generator.writePOJO(member.getValue());
            }
            generator.writeArrayPropertyStart("items");
            draft.each(difference -> {
                generator.writePOJO(difference);
                return true;
            });
            generator.writeEndArray();
            generator.writeEndObject();
        }
    }

    /** A statement as it was archived. */
    Path copied(InputStream bytes) {
        return file(".json", bytes::transferTo);
    }

    private Path file(String ending, Content content) {
        try {
            Files.createDirectories(settings.folder());
            return filled(Files.createTempFile(settings.folder(), PREFIX, ending), content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Path filled(Path file, Content content) throws IOException {
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            content.writeTo(out);
            return file;
        } catch (IOException | RuntimeException brokenOff) {
            Files.deleteIfExists(file);
            throw brokenOff;
        }
    }

    /** SM3 of a file. */
    static String digest(Path file) {
        var digest = new SM3Digest();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return Sm3.finished(digest);
    }
}
