package cn.lvyue.hub.api.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the commands of duties share: how an answer is told, and how parameters are written. */
final class Told {
    /** Of every {@code --json}. */
    static final String JSON = "输出 JSON / JSON for scripts";

    private Told() {}

    static int as(Output output, boolean json, JsonNode answer, Function<JsonNode, String> text) {
        if (json) {
            output.jsonDocument(answer);
        } else {
            output.line(text.apply(answer));
        }
        return 0;
    }

    static String text(JsonNode answer, String name) {
        return answer.path(name).asString("");
    }

    /** A moment or a day as a body has it. */
    static @Nullable String written(@Nullable Object value) {
        return value == null ? null : value.toString();
    }

    /** {@code &name=value}, or nothing. */
    static String parameter(String name, @Nullable Object value) {
        return value == null ? "" : "&" + name + "=" + encoded(value.toString());
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
