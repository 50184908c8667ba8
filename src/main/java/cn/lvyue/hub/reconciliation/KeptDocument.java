package cn.lvyue.hub.reconciliation;

import java.io.InputStream;
import java.util.function.Predicate;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads a statement as it was archived, its differences one at a time. */
final class KeptDocument {
    private static final String ITEMS = "items";

    private final JsonMapper json;

    KeptDocument(JsonMapper json) {
        this.json = json;
    }

    /** @param what asked for every difference until it wants no more; closes the stream */
    Statement read(InputStream in, Predicate<Difference> what) {
        ObjectNode head = json.createObjectNode();
        try (var parser = json.createParser(in)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var name = parser.currentName();
                var token = parser.nextToken();
                if (!name.equals(ITEMS)) {
                    JsonNode value = parser.readValueAsTree();
                    head.set(name, value);
                } else if (token == JsonToken.START_ARRAY) {
                    boolean more = true;
                    while (more && parser.nextToken() == JsonToken.START_OBJECT) {
                        more = what.test(parser.readValueAs(Difference.class));
                    }
                    break;
                }
            }
        }
        return json.treeToValue(head, Statement.class);
    }
}
