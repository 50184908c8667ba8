package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.FilesSettings.Content;
import cn.lvyue.hub.signing.BodyEncryption;
import cn.lvyue.hub.signing.Keys.Signature;
import cn.lvyue.hub.signing.Sm3;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A package as a ZIP: {@code manifest.json} with the envelope and the size and SM3 of each file, the records, and where wanted
 * {@code manifest.sig} with a signature of the manifest's bytes.
 */
final class PackageFiles {
    private static final String MANIFEST = "manifest.json";
    private static final String SIGNATURE = "manifest.sig";

    /** Ends the envelope: its fields are no objects, and inside a text the quotes would be escaped. */
    private static final byte[] RECORDS = "},\"records\":".getBytes(StandardCharsets.US_ASCII);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Content content;
    private final RecordsSheet sheet;
    private final @Nullable BodyEncryption encryption;
    private final @Nullable Signing signing;

    /** Signs a manifest. */
    @FunctionalInterface
    interface Signing {
        Signature sign(byte[] manifest) throws GeneralSecurityException;
    }

    /** @param name the same for every writing of a package */
    record PackageFile(String name, byte[] bytes) {}

    PackageFiles(Content content, RecordsSheet sheet, @Nullable BodyEncryption encryption, @Nullable Signing signing) {
        this.content = content;
        this.sheet = sheet;
        this.encryption = encryption;
        this.signing = signing;
    }

    /** @param body {@code {"envelope":{…},"records":[…]}}, as archived */
    PackageFile write(byte[] body) throws IOException, GeneralSecurityException {
        int end = indexOf(body, RECORDS);
        var envelope = JSON.readTree(Arrays.copyOfRange(body, "{\"envelope\":".length(), end + 1));
        var records = Arrays.copyOfRange(body, end + RECORDS.length, body.length - 1);
        var plain = content == Content.XLSX ? sheet.write(JSON.readTree(records)) : records;
        var file = encryption == null ? plain : encryption.encrypt(plain);
        var name =
                (content == Content.XLSX ? "records.xlsx" : "records.json") + (encryption == null ? "" : ".encrypted");
        return new PackageFile(name(envelope), zip(envelope, manifest(envelope, name, file), name, file));
    }

    private static int indexOf(byte[] all, byte[] part) {
        for (int i = 0; i + part.length <= all.length; i++) {
            if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
                return i;
            }
        }
        throw new IllegalArgumentException("no package");
    }

    static String name(JsonNode envelope) {
        return "%s_%04d_%s.zip"
                .formatted(
                        envelope.path("batchNo").asString(),
                        envelope.path("sequence").asInt(),
                        envelope.path("packageId").asString());
    }

    private byte[] manifest(JsonNode envelope, String name, byte[] file) {
        var manifest = JSON.createObjectNode();
        manifest.put("form", "lvyue-package-1");
        manifest.set("envelope", envelope);
        manifest.put("encrypted", encryption != null);
        manifest.putArray("files")
                .addObject()
                .put("name", name)
                .put("size", file.length)
                .put("sm3", Sm3.hex(file));
        return JSON.writeValueAsBytes(manifest);
    }

    private byte[] zip(JsonNode envelope, byte[] manifest, String name, byte[] file)
            throws IOException, GeneralSecurityException {
        var at = OffsetDateTime.parse(envelope.path("generatedAt").asString()).toLocalDateTime();
        var out = new ByteArrayOutputStream(file.length / 4 + manifest.length);
        try (var zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
            add(zip, MANIFEST, manifest, at);
            add(zip, name, file, at);
            if (signing != null) {
                add(zip, SIGNATURE, signature(signing.sign(manifest)), at);
            }
        }
        return out.toByteArray();
    }

    private static byte[] signature(Signature signature) {
        return JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("keyId", signature.keyId())
                .put("signature", Base64.getEncoder().encodeToString(signature.bytes())));
    }

    private static void add(ZipOutputStream zip, String name, byte[] bytes, LocalDateTime at) throws IOException {
        var entry = new ZipEntry(name);
        entry.setTimeLocal(at);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /** Whether these bytes are a package file that is whole, and of this package. */
    static boolean isWhole(byte[] bytes, String packageId) {
        try {
            var files = entries(bytes);
            var manifest = JSON.readTree(files.getOrDefault(MANIFEST, new byte[0]));
            boolean whole =
                    manifest.path("envelope").path("packageId").asString("").equals(packageId);
            for (var listed : manifest.path("files")) {
                var file = files.get(listed.path("name").asString(""));
                whole &= file != null && Sm3.hex(file).equals(listed.path("sm3").asString(""));
            }
            return whole;
        } catch (IOException | JacksonException | IllegalArgumentException damaged) {
            return false;
        }
    }

    /** Of a file this hub wrote itself, so that its expanded size is that of a package. */
    private static Map<String, byte[]> entries(byte[] bytes) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), LimitedRead.all(zip, 1L << 27));
            }
        }
        return files;
    }
}
