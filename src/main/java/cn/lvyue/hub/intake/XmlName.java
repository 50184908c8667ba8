package cn.lvyue.hub.intake;

import java.util.Map;

/** A name in a namespace; prefixes are the writer's choice and are not compared. */
record XmlName(String uri, String local) {
    /** @param name as the plan writes it, with the plan's own prefix; without one it is in the namespace of "" */
    static XmlName of(String name, Map<String, String> namespaces) {
        int colon = name.indexOf(':');
        var prefix = colon < 0 ? "" : name.substring(0, colon);
        return new XmlName(namespaces.getOrDefault(prefix, ""), name.substring(colon + 1));
    }

    boolean is(String otherUri, String otherLocal) {
        return local.equals(otherLocal) && uri.equals(otherUri);
    }
}
