package cn.lvyue.hub.intake;

import cn.lvyue.hub.record.ReadPlan;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The element paths a plan asks for, below the record element, as a tree. */
final class XmlFields {
    private final List<Step> children = new ArrayList<>();
    private final List<Attribute> attributes = new ArrayList<>();
    private int slot = -1;

    private record Step(XmlName name, XmlFields fields) {}

    record Attribute(XmlName name, int slot) {}

    static XmlFields of(ReadPlan plan) {
        var root = new XmlFields();
        for (int slot = 0; slot < plan.sourceFields().size(); slot++) {
            root.add(plan, plan.sourceFields().get(slot), slot);
        }
        return root;
    }

    private void add(ReadPlan plan, String path, int slotOfPath) {
        var node = this;
        for (var step : path.split("/")) {
            if (step.startsWith("@")) {
                node.attributes.add(new Attribute(attributeName(step.substring(1), plan), slotOfPath));
                return;
            }
            if (!step.equals(".")) {
                node = node.childNamed(XmlName.of(step, plan.namespaces()));
            }
        }
        node.slot = slotOfPath;
    }

    /** An attribute without prefix is in no namespace, whatever the default one is (Namespaces in XML, section 6.2). */
    private static XmlName attributeName(String name, ReadPlan plan) {
        return name.indexOf(':') < 0 ? new XmlName("", name) : XmlName.of(name, plan.namespaces());
    }

    private XmlFields childNamed(XmlName name) {
        var known = child(name.uri(), name.local());
        if (known != null) {
            return known;
        }
        var fields = new XmlFields();
        children.add(new Step(name, fields));
        return fields;
    }

    @Nullable
    XmlFields child(String uri, String local) {
        for (int i = 0; i < children.size(); i++) {
            var step = children.get(i);
            if (step.name().is(uri, local)) {
                return step.fields();
            }
        }
        return null;
    }

    List<Attribute> attributes() {
        return attributes;
    }

    /** Where the element's own text goes, or -1. */
    int slot() {
        return slot;
    }
}
