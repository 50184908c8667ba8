package cn.lvyue.hub.signing;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Answers of gateways that lend secrets. Their content is a secret and never part of an error. */
final class GatewayJson {
    private static final DateTimeFormatter TEXT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    /** For an end that cannot be read: fetched again soon. */
    private static final Duration SHORT = Duration.ofMinutes(10);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private GatewayJson() {}

    static String write(Object body) {
        return JSON.writeValueAsString(body);
    }

    /** @param good the code of success @param part where the secrets are */
    static JsonNode read(byte[] answer, String good, String part) throws IOException {
        try {
            var tree = JSON.readTree(answer);
            if (good.equals(tree.path("code").asString(""))) {
                return tree.path(part);
            }
            throw new IOException("the gateway gives no secret: code "
                    + shortened(tree.path("code").asString("")));
        } catch (JacksonException noJson) {
            throw new IOException("the gateway gives no secret: its answer is no JSON");
        }
    }

    private static String shortened(String code) {
        return code.length() > 20 ? code.substring(0, 20) : code;
    }

    static String text(JsonNode node, String name) throws IOException {
        var text = node.path(name).asString("");
        if (text.isEmpty()) {
            throw new IOException("the gateway's answer has no " + name);
        }
        return text;
    }

    /** Milliseconds since 1970, or Beijing time as text. */
    static Instant end(JsonNode node, String name, Instant now) {
        var text = node.path(name).asString("");
        try {
            return text.chars().allMatch(c -> c >= '0' && c <= '9')
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : LocalDateTime.parse(text, TEXT).atZone(ZONE).toInstant();
        } catch (NumberFormatException | DateTimeException unreadable) {
            return now.plus(SHORT);
        }
    }
}
