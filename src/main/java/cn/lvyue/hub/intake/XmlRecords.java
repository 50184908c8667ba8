package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.SourceRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Records of an XML document: the elements on the plan's path. A document may also be one such element alone. */
final class XmlRecords implements RecordSource {
    private final ReadTask task;
    private final FileInMessage file;
    private final DecodedText text;
    private final XmlEvents events;
    private final List<XmlName> path = new ArrayList<>();
    private final XmlFields fields;
    private final StringBuilder value = new StringBuilder();
    private XmlPlaces places;
    /** How many elements of the path are open. */
    private int matched;

    private boolean begun;
    private long count;

    private XmlRecords(ReadTask task, FileInMessage file, DecodedText text) throws Refused {
        this.task = task;
        this.file = file;
        this.text = text;
        this.events = new XmlEvents(file.prefix(), text, task.settings);
        for (var step : task.plan.records().split("/")) {
            path.add(XmlName.of(step, task.plan.namespaces()));
        }
        this.fields = XmlFields.of(task.plan);
        this.places = new XmlPlaces(file.prefix(), task.plan.records());
    }

    static RecordSource open(ReadTask task, FileInMessage file) throws IOException {
        var bytes = Magic.lookable(file.bytes());
        if (!XmlDeclaration.looksLikeXml(bytes)) {
            throw Fault.WRONG_TYPE.refuse(file.place(), null, "XML");
        }
        var charset = XmlDeclaration.charset(bytes);
        var text = TextCharset.of(task.plan, charset, bytes);
        return new XmlRecords(task, file, text);
    }

    @Override
    public @Nullable SourceRecord next() throws IOException {
        while (true) {
            switch (events.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (matchesOneMore()) {
                        matched++;
                        if (matched == path.size()) {
                            matched--;
                            return record();
                        }
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> matched = Math.min(matched, events.depth());
                case XMLStreamConstants.END_DOCUMENT -> {
                    TextCharset.tell(task, file, text);
                    return null;
                }
                default -> {}
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }

    private boolean matchesOneMore() throws Refused {
        var xml = events.at();
        var local = xml.getLocalName();
        var uri = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        if (!begun) {
            begun = true;
            return isKnownRoot(uri, local);
        }
        return events.depth() == matched + 1 && path.get(matched).is(uri, local);
    }

    private boolean isKnownRoot(String uri, String local) throws Refused {
        if (path.get(0).is(uri, local)) {
            return true;
        }
        var last = path.get(path.size() - 1);
        if (!last.is(uri, local)) {
            throw Fault.WRONG_TYPE.refuse(file.place(), "<" + local + ">", "/" + task.plan.records());
        }
        var records = task.plan.records();
        places = new XmlPlaces(file.prefix(), records.substring(records.lastIndexOf('/') + 1));
        path.subList(0, path.size() - 1).clear();
        return true;
    }

    private SourceRecord record() throws Refused {
        count++;
        var values = task.emptyValues();
        var faults = new ArrayList<Finding>(0);
        element(fields, values, faults);
        var damage = text.damageBefore(events.end());
        if (damage != null) {
            faults.add(Fault.CHARSET.at(places.ofRecord(count), damage.what(), charsetName()));
        }
        return task.record(count, places, values, null, faults);
    }

    private @Nullable String charsetName() {
        var charset = text.charset();
        return charset == null ? null : charset.name();
    }

    /** Takes attributes, text and children of the element just begun, to its end. Of repeated elements the first counts. */
    private void element(XmlFields here, @Nullable String[] values, List<Finding> faults) throws Refused {
        takeAttributes(here, values, faults);
        boolean wanted = here.slot() >= 0 && values[here.slot()] == null;
        var own = wanted && here == fields ? new StringBuilder() : value;
        own.setLength(0);
        while (true) {
            switch (events.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (wanted && own == value) {
                        own = new StringBuilder(value);
                    }
                    child(here, values, faults);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE -> {
                    if (wanted && own.length() <= task.settings.maxCell()) {
                        events.appendText(own);
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (wanted) {
                        put(here.slot(), own.toString(), values, faults);
                    }
                    return;
                }
                case XMLStreamConstants.END_DOCUMENT -> throw Fault.UNREADABLE.refuse(file.place(), null, "XML");
                default -> {}
            }
        }
    }

    private void child(XmlFields here, @Nullable String[] values, List<Finding> faults) throws Refused {
        var xml = events.at();
        var uri = xml.getNamespaceURI() == null ? "" : xml.getNamespaceURI();
        var field = here.child(uri, xml.getLocalName());
        if (field != null) {
            element(field, values, faults);
        } else {
            events.skipElement();
        }
    }

    private void takeAttributes(XmlFields here, @Nullable String[] values, List<Finding> faults) {
        var xml = events.at();
        for (var attribute : here.attributes()) {
            var text = attributeValue(xml, attribute.name());
            if (text != null && values[attribute.slot()] == null) {
                put(attribute.slot(), text, values, faults);
            }
        }
    }

    private static @Nullable String attributeValue(XMLStreamReader xml, XmlName name) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            var uri = xml.getAttributeNamespace(i);
            if (name.is(uri == null ? "" : uri, xml.getAttributeLocalName(i))) {
                return xml.getAttributeValue(i);
            }
        }
        return null;
    }

    private void put(int slot, String text, @Nullable String[] values, List<Finding> faults) {
        if (text.length() <= task.settings.maxCell()) {
            values[slot] = text;
        } else {
            var place = places.ofField(count, task.plan.sourceFields().get(slot));
            faults.add(Fault.BROKEN_RECORD.at(place, null, task.limit("max-cell", task.settings.maxCell())));
        }
    }
}
