package cn.lvyue.hub.evidence;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The small files of a bundle, by path; those that would be written twice are the same. */
final class BundleFiles {
    /** A record that was told a thousand times over still stays far below. */
    private static final long MOST = 128L << 20;

    private final Map<String, byte[]> files = new TreeMap<>();
    private long size;

    /** @throws IllegalStateException if the bundle would grow beyond {@value #MOST} bytes */
    void add(String path, byte[] content) {
        if (files.putIfAbsent(path, content) == null) {
            size += content.length;
            if (size > MOST) {
                throw new IllegalStateException(
                        "证据包超过 128 MB / the evidence would be more than 128 MB without archived bytes");
            }
        }
    }

    void add(String path, String content) {
        add(path, content.getBytes(StandardCharsets.UTF_8));
    }

    boolean has(String path) {
        return files.containsKey(path);
    }

    Map<String, byte[]> files() {
        return files;
    }
}
