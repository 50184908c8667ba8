package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayDeque;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Bytes as text. Bytes that mean nothing are never replaced in silence: U+FFFD stands for them and their place is
 * remembered until {@link #damageBefore} is asked for it.
 */
final class DecodedText extends Reader {
    private static final int BLOCK = 1 << 17;

    /** More damage than two buffers can hold means that a line without end is passed over, and all of it is damaged. */
    private static final int MOST_DAMAGES = 1 << 18;

    private final InputStream in;
    private final boolean guess;
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BLOCK).limit(0);
    private final ArrayDeque<Damage> damages = new ArrayDeque<>();
    private @Nullable Charset charset;
    private CharsetDecoder decoder = decoder(UTF_8);
    private boolean started;
    private boolean ended;
    private long decoded;
    private long damageEnd = -1;

    private DecodedText(InputStream in, @Nullable Charset charset, boolean guess) {
        this.in = in;
        this.charset = charset;
        this.guess = guess;
    }

    /** By byte order mark, else by what most lines are. */
    static DecodedText guessed(InputStream in) {
        return new DecodedText(in, null, true);
    }

    /** In the given charset unless a byte order mark says otherwise. */
    static DecodedText in(Charset charset, InputStream in) {
        return new DecodedText(in, charset, false);
    }

    /** What was decided; null while nothing but ASCII was seen. */
    @Nullable
    Charset charset() {
        return charset;
    }

    /** The first damage before a place in the text, or null; it and all others before that place are then forgotten. */
    @Nullable
    Damage damageBefore(long end) {
        Damage first = null;
        while (!damages.isEmpty() && damages.getFirst().at() < end) {
            var damage = damages.removeFirst();
            first = first == null ? damage : first;
        }
        return first;
    }

    @Override
    public int read(char[] buffer, int from, int length) throws IOException {
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int n = Math.min(length, chars.remaining());
        chars.get(buffer, from, n);
        return n;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private boolean fill() throws IOException {
        chars.clear();
        while (chars.position() == 0 && !(ended && !bytes.hasRemaining())) {
            readBlock();
            decide();
            decodeLines(ended ? bytes.limit() : lastLineEnd());
            if (ended) {
                endDecoding();
            }
        }
        decoded += chars.position();
        chars.flip();
        return chars.hasRemaining();
    }

    private void readBlock() throws IOException {
        bytes.compact();
        int n = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        ended = n < bytes.remaining();
        bytes.position(bytes.position() + n).flip();
    }

    private void decide() {
        if (!started) {
            started = true;
            var marked = CharsetChoice.byMark(bytes.array(), bytes.limit());
            if (marked != null) {
                charset = marked.charset();
                bytes.position(marked.markLength());
            }
            decoder = decoder(charset == null ? UTF_8 : charset);
        }
        if (charset == null) {
            charset = CharsetChoice.byVote(bytes.array(), bytes.position(), bytes.limit(), ended);
            decoder = decoder(charset == null ? UTF_8 : charset);
        }
    }

    private int lastLineEnd() {
        byte[] array = bytes.array();
        for (int i = bytes.limit(); i > bytes.position(); i--) {
            if (array[i - 1] == '\n') {
                return i;
            }
        }
        return bytes.limit();
    }

    private void decodeLines(int end) throws Refused {
        if (guess && CharsetChoice.GB18030.equals(charset)) {
            markForeignLines(end);
        }
        decodeTo(end);
    }

    /** A line of UTF-8 inside a GB18030 file would become wrong but possible characters. */
    private void markForeignLines(int end) throws Refused {
        byte[] array = bytes.array();
        int start = bytes.position();
        while (start < end) {
            int lineEnd = CharsetChoice.lineEnd(array, start, end);
            if (Utf8.isSurely(array, start, lineEnd)) {
                decodeTo(start);
                damaged(Damage.FOREIGN);
            }
            start = lineEnd + 1;
        }
    }

    private void decodeTo(int end) throws Refused {
        int limit = bytes.limit();
        bytes.limit(end);
        while (true) {
            CoderResult result = decoder.decode(bytes, chars, false);
            if (!result.isError()) {
                break;
            }
            replace();
        }
        bytes.limit(limit);
    }

    private void endDecoding() throws Refused {
        while (bytes.hasRemaining()) {
            replace();
            decodeTo(bytes.limit());
        }
    }

    /** One unit only: what follows may be a line end that a damaged sequence seems to contain. */
    private void replace() throws Refused {
        if (decoded + chars.position() != damageEnd) {
            damaged("0x" + HexFormat.of().withUpperCase().toHexDigits(bytes.get(bytes.position())));
        }
        int unit = decoder.charset().name().startsWith("UTF-16")
                ? 2
                : decoder.charset().name().startsWith("UTF-32") ? 4 : 1;
        bytes.position(bytes.position() + Math.min(unit, bytes.remaining()));
        chars.put('\uFFFD');
        damageEnd = decoded + chars.position();
        decoder.reset();
    }

    private void damaged(String what) throws Refused {
        long at = decoded + chars.position();
        if (damages.size() >= MOST_DAMAGES) {
            throw Fault.CHARSET.refuse("file", what, decoder.charset().name());
        }
        damages.addLast(new Damage(at, what));
    }

    private static CharsetDecoder decoder(Charset charset) {
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }
}
