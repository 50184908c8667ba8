package cn.lvyue.hub.channel.files;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Size and digests of bytes.
 *
 * @param digests lower-case hex by {@code sha256}, {@code sm3}, {@code md5}
 */
record Content(long size, Map<String, String> digests) {
    static final String SHA256 = "sha256";
    static final String SM3 = "sm3";
    static final String MD5 = "md5";

    /** @throws IOException also if there is more than the limit */
    static Content of(InputStream bytes, Set<String> wanted, long limit) throws IOException {
        var sha256 = digest("SHA-256");
        var md5 = digest("MD5");
        var sm3 = new SM3Digest();
        var buffer = new byte[1 << 16];
        long size = 0;
        for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
            size += n;
            if (size > limit) {
                throw new IOException("more than " + limit + " bytes");
            }
            sha256.update(buffer, 0, n);
            if (wanted.contains(MD5)) {
                md5.update(buffer, 0, n);
            }
            if (wanted.contains(SM3)) {
                sm3.update(buffer, 0, n);
            }
        }
        var all = new TreeMap<>(Map.of(SHA256, HexFormat.of().formatHex(sha256.digest())));
        if (wanted.contains(MD5)) {
            all.put(MD5, HexFormat.of().formatHex(md5.digest()));
        }
        if (wanted.contains(SM3)) {
            var result = new byte[sm3.getDigestSize()];
            sm3.doFinal(result, 0);
            all.put(SM3, HexFormat.of().formatHex(result));
        }
        return new Content(size, all);
    }

    /** Of the only file in a ZIP; empty if it is no ZIP, holds more, or cannot be unpacked within the limit. */
    static Optional<Content> ofOnlyMember(LocalCopy file, Set<String> wanted, long limit) {
        try (var zip = ZipFile.builder().setSeekableByteChannel(file.channel()).get()) {
            var members = new ArrayList<ZipArchiveEntry>();
            zip.getEntries().asIterator().forEachRemaining(members::add);
            members.removeIf(ZipArchiveEntry::isDirectory);
            if (members.size() != 1) {
                return Optional.empty();
            }
            try (var bytes = zip.getInputStream(members.get(0))) {
                return Optional.of(of(bytes, wanted, limit));
            }
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
