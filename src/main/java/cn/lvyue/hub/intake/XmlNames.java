package cn.lvyue.hub.intake;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The names of elements and attributes seen in a document. The parser keeps every name to its end, so a document in which no
 * name comes twice would fill memory.
 */
final class XmlNames {
    private static final int RECENT = 64;

    private final IntakeSettings settings;
    private final @Nullable String[] recent = new String[RECENT];
    private final Set<String> all = new HashSet<>();

    XmlNames(IntakeSettings settings) {
        this.settings = settings;
    }

    /** Looks at the element just begun and its attributes. @return the limit that bites, or null */
    @Nullable
    String see(XMLStreamReader xml) {
        var bitten = see(xml.getLocalName());
        if (bitten == null && !xml.getPrefix().isEmpty()) {
            bitten = see(xml.getPrefix());
        }
        for (int i = xml.getAttributeCount() - 1; bitten == null && i >= 0; i--) {
            bitten = see(xml.getAttributeLocalName(i));
        }
        return bitten;
    }

    private @Nullable String see(String name) {
        int at = name.hashCode() & (RECENT - 1);
        if (name.equals(recent[at])) {
            return null;
        }
        recent[at] = name;
        if (name.length() > settings.maxName()) {
            return "hub.intake.max-name = " + settings.maxName();
        }
        boolean tooMany = all.add(name) && all.size() > settings.maxNames();
        return tooMany ? "hub.intake.max-names = " + settings.maxNames() : null;
    }
}
