package cn.lvyue.hub.ops;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The terminal the hub was started in, able to show Chinese: the terminal's own encoding where that has Chinese characters,
 * else UTF-8 (a server's locale is often plain {@code C}, and then the JVM would print question marks).
 */
public final class Terminal {
    private Terminal() {}

    public static PrintStream out() {
        return stream(FileDescriptor.out);
    }

    public static PrintStream err() {
        return stream(FileDescriptor.err);
    }

    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, encoding(System.getProperty("native.encoding")));
    }

    static Charset encoding(@Nullable String name) {
        if (name == null || !Charset.isSupported(name)) {
            return StandardCharsets.UTF_8;
        }
        var charset = Charset.forName(name);
        return charset.canEncode() && charset.newEncoder().canEncode('约') ? charset : StandardCharsets.UTF_8;
    }
}
