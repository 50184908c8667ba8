package cn.lvyue.hub.evidence;

import cn.lvyue.hub.record.BodyDamaged;
import cn.lvyue.hub.signing.Sm3;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Writes files into a ZIP and a line for each into its manifest, which goes in last. */
final class DigestedZip {
    private static final int PIECE = 1 << 16;

    private final ZipOutputStream zip;
    private final ManifestText manifest;
    private final LocalDateTime at;

    DigestedZip(OutputStream out, ManifestText manifest, Instant at) {
        this.zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        this.manifest = manifest;
        this.at = LocalDateTime.ofInstant(at, ZoneOffset.UTC);
    }

    void add(String path, byte[] content) throws IOException {
        add(path, new ByteArrayInputStream(content));
    }

    /**
     * Reads to the end of the stream and leaves it open. Of bytes that the archive cannot give back whole the file has what there
     * is, and the manifest says so.
     *
     * @return bytes written
     */
    long add(String path, InputStream content) throws IOException {
        begin(path);
        var digest = new SM3Digest();
        var piece = new byte[PIECE];
        long size = 0;
        try {
            for (int n = content.read(piece); n >= 0; n = content.read(piece)) {
                digest.update(piece, 0, n);
                zip.write(piece, 0, n);
                size += n;
            }
        } catch (BodyDamaged damaged) {
            manifest.put("damaged", path + " " + damaged.getMessage());
        }
        zip.closeEntry();
        manifest.file(path, size, Sm3.finished(digest));
        return size;
    }

    /** What writes one file. */
    @FunctionalInterface
    interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** A file that is made while it is written. */
    void write(String path, Writing writing) throws IOException {
        begin(path);
        var digest = new SM3Digest();
        var counted = new DigestedStream(zip, digest);
        writing.to(counted);
        counted.flush();
        zip.closeEntry();
        manifest.file(path, counted.size(), Sm3.finished(digest));
    }

    /** Counts and digests what goes by. */
    private static final class DigestedStream extends OutputStream {
        private final OutputStream out;
        private final SM3Digest digest;
        private long size;

        DigestedStream(OutputStream out, SM3Digest digest) {
            this.out = out;
            this.digest = digest;
        }

        long size() {
            return size;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            digest.update(bytes, offset, length);
            size += length;
            out.write(bytes, offset, length);
        }
    }

    /** Ends the ZIP with the manifest and, where a key can sign it, its signature. */
    void end(ManifestSigner signer) throws IOException {
        var text = manifest.toBytes();
        addUnlisted("manifest.txt", text);
        var signature = signer.sign(text);
        if (signature.isPresent()) {
            addUnlisted("manifest.signature.txt", signature.get().getBytes(StandardCharsets.UTF_8));
        }
        zip.finish();
    }

    private void addUnlisted(String path, byte[] content) throws IOException {
        begin(path);
        zip.write(content);
        zip.closeEntry();
    }

    private void begin(String path) throws IOException {
        var entry = new ZipEntry(path);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
    }
}
