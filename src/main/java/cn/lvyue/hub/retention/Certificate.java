package cn.lvyue.hub.retention;

import cn.lvyue.hub.archive.Documents;
import cn.lvyue.hub.retention.DestructionStore.Gone;
import cn.lvyue.hub.retention.Retention.Item;
import cn.lvyue.hub.retention.Retention.Plan;
import cn.lvyue.hub.signing.DocumentSigner;
import cn.lvyue.hub.signing.Sm3;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.bouncycastle.crypto.digests.SM3Digest;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Writes the certificate of a destruction (销毁证明): who wanted, approved and started it, by which policy, and line by line what is
 * gone, by its digest. It is archived like everything else that goes out. Text, so that no program is needed to read it.
 */
@Component
class Certificate {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private final DestructionStore jobs;
    private final Documents documents;
    private final ObjectProvider<DocumentSigner> signers;

    Certificate(DestructionStore jobs, Documents documents, ObjectProvider<DocumentSigner> signers) {
        this.jobs = jobs;
        this.documents = documents;
        this.signers = signers;
    }

    /** @param archiveId of the document; {@code digest} its SM3 in hex, which is what is signed */
    record Kept(long archiveId, String digest, String algorithm, String keyId, String signature) {}

    /** Without a key nothing is destroyed: nobody could prove that it was in order. */
    boolean canSign() {
        return signers.stream().anyMatch(signer -> !signer.algorithm().isEmpty());
    }

    /** Writes, signs and archives it. Again gives the same document. */
    Kept keep(Plan plan, Instant now) {
        var signer = signers.orderedStream()
                .filter(one -> !one.algorithm().isEmpty())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no key to sign certificates with"));
        try {
            var file = Files.createTempFile("certificate-", ".txt");
            try {
                write(plan, now, file);
                var digest = digest(file);
                long id = documents.keep(new Documents.Document(
                        "destruction " + plan.id() + " " + digest,
                        "destruction-%d.txt".formatted(plan.id()),
                        "text/plain;charset=UTF-8",
                        Files.newInputStream(file)));
                return new Kept(id, digest, signer.algorithm(), signer.keyId(), signer.sign(digest));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void write(Plan plan, Instant now, Path file) throws IOException {
        try (var out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            line(out, "lvyue-destruction/1", "");
            line(out, "plan", plan.id());
            line(out, "reason", plan.reason());
            line(out, "planned", by(plan.author(), plan.createdAt()));
            line(out, "approved", by(plan.approvedBy(), plan.approvedAt()));
            line(out, "started", by(plan.startedBy(), plan.startedAt()));
            line(out, "ended", at(now));
            for (var item : plan.items()) {
                line(out, "item", text(item));
            }
            line(out, "columns", "kind ref rows bytes digest at");
            jobs.eachGone(
                    plan.id(),
                    gone -> line(
                            out,
                            "gone",
                            "%s %d %s".formatted(gone.kind(), gone.what().ref(), rest(gone))));
            line(out, "end", "");
        }
    }

    /** What a line says of a thing after its kind and number. */
    static String rest(Gone gone) {
        var what = gone.what();
        return "%d %d %s %s".formatted(what.rows(), what.bytes(), what.digest(), at(gone.at()));
    }

    private static String text(Item item) {
        return "%s feed=%s keep=%s before=%s planned=%d held=%d gone=%d bytes=%d"
                .formatted(
                        item.kind().id(),
                        item.feed() == null ? "*" : item.feed(),
                        item.period(),
                        at(item.dueBefore()),
                        item.things(),
                        item.held(),
                        item.goneThings(),
                        item.goneBytes());
    }

    private static String by(@Nullable String who, @Nullable Instant when) {
        return who + " " + (when == null ? "" : at(when));
    }

    private static String at(Instant moment) {
        return moment.atZone(ZONE).toOffsetDateTime().toString();
    }

    private static void line(BufferedWriter out, String key, Object value) {
        try {
            out.write(key + ": "
                    + value.toString()
                            .replace("\\", "\\\\")
                            .replace("\r", "\\r")
                            .replace("\n", "\\n") + "\n");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private static String digest(Path file) throws IOException {
        var digest = new SM3Digest();
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return Sm3.finished(digest);
    }
}
