package cn.lvyue.hub.intake;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML events without any of XML's dangers: a document type is refused (F108) before anything in it is expanded or fetched,
 * and nesting, names, attributes and comments are bounded.
 */
final class XmlEvents {
    private final String place;
    private final IntakeSettings settings;
    private final BoundedReader reader;
    private final XMLStreamReader xml;
    private int depth;

    XmlEvents(String place, Reader text, IntakeSettings settings) throws Refused {
        this.place = place;
        this.settings = settings;
        this.reader = new BoundedReader(text);
        try {
            this.xml = factory().createXMLStreamReader(reader);
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /** The parser at the present event, for looking only. */
    XMLStreamReader at() {
        return xml;
    }

    /** How many elements are open, the one just begun included. */
    int depth() {
        return depth;
    }

    /** @return one of {@link XMLStreamConstants}; END_DOCUMENT again and again at the end */
    int next() throws Refused {
        reader.left = settings.maxRecord();
        try {
            if (!xml.hasNext()) {
                return XMLStreamConstants.END_DOCUMENT;
            }
            int event = xml.next();
            check(event);
            return event;
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /** The text of the present event; long texts come in several. */
    void appendText(StringBuilder to) throws Refused {
        try {
            int length = xml.getTextLength();
            to.append(xml.getTextCharacters(), xml.getTextStart(), length);
        } catch (UncheckedStreamException e) {
            throw refusal(e);
        }
    }

    long characters() {
        return xml.getLocation().getCharacterOffset();
    }

    private void check(int event) throws Refused {
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
            if (depth > settings.maxDepth()) {
                throw Fault.TOO_LARGE.refuse(here(), null, "hub.intake.max-depth = " + settings.maxDepth());
            }
        } else if (event == XMLStreamConstants.END_ELEMENT) {
            depth--;
        } else if (event == XMLStreamConstants.DTD) {
            throw Fault.DANGEROUS_XML.refuse(here(), "DOCTYPE", null);
        } else if (event == XMLStreamConstants.ENTITY_REFERENCE) {
            throw Fault.DANGEROUS_XML.refuse(here(), "&" + xml.getLocalName() + ";", null);
        }
    }

    private String here() {
        return place + "line " + xml.getLocation().getLineNumber();
    }

    private Refused refusal(Exception problem) {
        for (Throwable cause = problem; cause != null; cause = nested(cause)) {
            if (cause instanceof Refused refused) {
                return refused;
            }
        }
        var location = problem instanceof XMLStreamException e ? e.getLocation() : null;
        var at = location == null ? place + "/" : place + "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
        return Fault.UNREADABLE.refuse(at, null, "XML");
    }

    private static @Nullable Throwable nested(Throwable problem) {
        return problem instanceof XMLStreamException e && e.getNestedException() != null
                ? e.getNestedException()
                : problem.getCause();
    }

    private static XMLInputFactory factory() {
        var factory = new InputFactoryImpl();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, true);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside the document is read");
        });
        return factory;
    }

    /** Lets through no more than a record's length between two events, so that a name or comment without end cannot fill memory. */
    private final class BoundedReader extends FilterReader {
        /** The parser reads ahead by its buffer. */
        private static final int READ_AHEAD = 1 << 16;

        private long left = READ_AHEAD;

        BoundedReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            if (left < -READ_AHEAD) {
                throw Fault.TOO_LARGE.refuse(place + "/", null, "hub.intake.max-record = " + settings.maxRecord());
            }
            int n = in.read(buffer, from, length);
            left -= Math.max(n, 0);
            return n;
        }
    }
}
