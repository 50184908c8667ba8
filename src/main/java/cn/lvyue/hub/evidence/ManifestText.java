package cn.lvyue.hub.evidence;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A manifest: what the package is about, then a line for every file with size and SM3. Escaped as all texts of the proof. */
final class ManifestText {
    private final StringBuilder text = new StringBuilder();

    /** @param form says what the text is */
    ManifestText(String form) {
        text.append(form).append('\n');
    }

    ManifestText put(String key, @Nullable Object value) {
        text.append(key).append(':');
        var word = value == null ? "" : value.toString();
        if (!word.isEmpty()) {
            text.append(' ');
            text.append(word.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r"));
        }
        text.append('\n');
        return this;
    }

    /** @param sm3 in hex */
    ManifestText file(String path, long size, String sm3) {
        return put("file", size + " " + sm3 + " " + path);
    }

    byte[] toBytes() {
        return toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
