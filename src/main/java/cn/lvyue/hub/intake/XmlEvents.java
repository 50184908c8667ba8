package cn.lvyue.hub.intake;

import com.fasterxml.aalto.UncheckedStreamException;
import com.fasterxml.aalto.stax.InputFactoryImpl;
import java.io.FilterInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * XML events without any of XML's dangers: a document type is refused (F108) before anything in it is expanded or fetched,
 * and nesting, names, attributes and comments are bounded.
 */
final class XmlEvents {
    /** The parser reads ahead by its buffer. */
    private static final int READ_AHEAD = 1 << 16;

    private static final String XINCLUDE = "http://www.w3.org/2001/XInclude";

    private final String place;
    private final IntakeSettings settings;
    private final XMLStreamReader2 xml;
    private final XmlNames names;
    private int depth;
    /** How much may still be read for the present event. */
    private long left = READ_AHEAD;

    /** @param place stands before the line in findings */
    XmlEvents(String place, Reader text, IntakeSettings settings) throws Refused {
        this.place = place;
        this.settings = settings;
        this.names = new XmlNames(settings);
        try {
            this.xml = (XMLStreamReader2) factory().createXMLStreamReader(new BoundedReader(text));
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    /** For documents whose charset the parser may decide. */
    XmlEvents(String place, InputStream bytes, IntakeSettings settings) throws Refused {
        this.place = place;
        this.settings = settings;
        this.names = new XmlNames(settings);
        try {
            this.xml = (XMLStreamReader2) factory().createXMLStreamReader(new BoundedBytes(bytes));
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
        left = settings.maxRecord();
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

    /** The value of an attribute of the element just begun, by local name; null if there is none. */
    @Nullable
    String attribute(String local) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(local)) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    /** Passes over the rest of the element just begun. */
    void skipElement() throws Refused {
        int outside = depth - 1;
        while (depth > outside && next() != XMLStreamConstants.END_DOCUMENT) {
            continue;
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

    /** Where the present event ends in the text. */
    long end() throws Refused {
        try {
            return xml.getLocationInfo().getEndingCharOffset();
        } catch (XMLStreamException e) {
            throw refusal(e);
        }
    }

    private void check(int event) throws Refused {
        if (event == XMLStreamConstants.START_ELEMENT) {
            depth++;
            var bitten = names.see(xml);
            if (bitten != null) {
                throw Fault.TOO_LARGE.refuse(here(), null, bitten);
            }
            if (XINCLUDE.equals(xml.getNamespaceURI())) {
                throw Fault.DANGEROUS_XML.refuse(here(), "XInclude", null);
            }
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
        var at = location == null
                ? place + "/"
                : place + "line " + location.getLineNumber() + ", column " + location.getColumnNumber();
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

    /** No more than a record's length between two events, so that a name or comment without end cannot fill memory. */
    private int bounded(int n) throws Refused {
        left -= Math.max(n, 0);
        if (left < -READ_AHEAD) {
            throw Fault.TOO_LARGE.refuse(place + "/", null, "hub.intake.max-record = " + settings.maxRecord());
        }
        return n;
    }

    private final class BoundedReader extends FilterReader {
        BoundedReader(Reader in) {
            super(in);
        }

        @Override
        public int read(char[] buffer, int from, int length) throws IOException {
            return bounded(in.read(buffer, from, length));
        }
    }

    private final class BoundedBytes extends FilterInputStream {
        BoundedBytes(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            return bounded(in.read(buffer, from, length));
        }
    }
}
