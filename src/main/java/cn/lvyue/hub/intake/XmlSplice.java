package cn.lvyue.hub.intake;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.util.Arrays;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * Copies an XML text character by character while a parser goes through it, and lets pieces be left out and put in between:
 * what is not touched stays as its sender's program wrote it.
 */
final class XmlSplice {
    private final Recorder recorder;
    private final XmlEvents events;
    private final XMLStreamReader2 xml;
    private final Writer out;

    XmlSplice(String place, Reader text, Writer out, IntakeSettings settings) throws Refused {
        this.recorder = new Recorder(text);
        this.events = new XmlEvents(place, recorder, settings);
        this.xml = (XMLStreamReader2) events.at();
        this.out = out;
    }

    int next() throws Refused {
        return events.next();
    }

    XmlEvents events() {
        return events;
    }

    boolean isStart(int event) {
        return event == XMLStreamConstants.START_ELEMENT;
    }

    String name() {
        return xml.getLocalName();
    }

    /** {@code x:} if the present element's name is prefixed so, else empty. */
    String prefix() {
        var prefix = xml.getPrefix();
        return prefix == null || prefix.isEmpty() ? "" : prefix + ":";
    }

    boolean isEmptyElement() throws Refused {
        try {
            return xml.isEmptyElement();
        } catch (XMLStreamException e) {
            throw Fault.UNREADABLE.refuse("file", null, "XML");
        }
    }

    /** The present event as it stands in the text. */
    String raw() throws Refused {
        return recorder.text(start(), events.end());
    }

    /** Copies what stands before the present event. */
    void copyBefore() throws IOException {
        recorder.copyTo(start(), out);
    }

    /** Copies to the end of the present event. */
    void copy() throws IOException {
        recorder.copyTo(events.end(), out);
    }

    /** Leaves out what was not copied, to the end of the present event. */
    void drop() throws IOException {
        recorder.dropTo(events.end());
    }

    void write(String text) throws IOException {
        out.write(text);
    }

    /** Copies what is left when the parser has come to its end. */
    void copyRest() throws IOException {
        recorder.copyRest(out);
    }

    private long start() {
        return xml.getLocationInfo().getStartingCharOffset();
    }

    /** Keeps what the parser has read and nobody has copied yet. */
    private static final class Recorder extends Reader {
        private final Reader in;
        private char[] kept = new char[1 << 15];
        private int size;
        /** Offset in the text of the first kept character. */
        private long base;

        Recorder(Reader in) {
            this.in = in;
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            int n = in.read(buffer, from, length);
            if (n > 0) {
                if (size + n > kept.length) {
                    kept = Arrays.copyOf(kept, Math.max(size + n, kept.length * 2));
                }
                System.arraycopy(buffer, from, kept, size, n);
                size += n;
            }
            return n;
        }

        String text(long from, long to) {
            return new String(kept, (int) (from - base), (int) (to - from));
        }

        void copyTo(long offset, Writer out) throws IOException {
            int n = (int) (offset - base);
            if (n > 0) {
                out.write(kept, 0, n);
                forget(n);
            }
        }

        void dropTo(long offset) {
            int n = (int) (offset - base);
            if (n > 0) {
                forget(n);
            }
        }

        void copyRest(Writer out) throws IOException {
            out.write(kept, 0, size);
            forget(size);
        }

        private void forget(int n) {
            System.arraycopy(kept, n, kept, 0, size - n);
            size -= n;
            base += n;
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
