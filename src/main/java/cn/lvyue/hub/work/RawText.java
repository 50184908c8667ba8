package cn.lvyue.hub.work;

import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.StandardPack;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The beginning of a message as a person may look at it: text with personal values hidden that the mapping knows as such, and all
 * numbers of persons; bytes that are no text as hexadecimal. What only its sender knows to be personal stands there unhidden, so
 * that a look at it needs the right to the raw bytes all the same.
 */
@Component
public class RawText {
    /** So many bytes are shown. */
    public static final int SHOWN = 32 * 1024;

    private static final int ROWS = 400;
    private static final int LINE = 16;
    private static final int BINARY = 2 * 1024;
    private static final int SHORTEST = 2;
    private static final TypeReference<HashMap<String, @Nullable String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final PersonalSeal seal;
    private final JsonMapper json = JsonMapper.builder().build();

    RawText(JdbcClient jdbc, PersonalSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    /** @param charset of the text; null for bytes that are none, shown in hexadecimal */
    public record Shown(String text, @Nullable String charset) {}

    /**
     * @param head the first {@value #SHOWN} bytes of the message, or all there are
     * @param pack tells which fields are personal; without one only numbers are hidden
     */
    public Shown of(long messageId, byte[] head, Optional<StandardPack> pack) {
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"))) {
            var text = decoded(head, charset);
            if (text != null && text.chars().noneMatch(RawText::isNoText)) {
                return new Shown(Masking.numbersIn(hidden(messageId, text, pack)), charset.name());
            }
        }
        return new Shown(hexadecimal(head), null);
    }

    /** What is cut off in the middle of a character at the end is left out. */
    private static @Nullable String decoded(byte[] head, Charset charset) {
        for (int cut = 0; cut < 4 && cut <= head.length; cut++) {
            try {
                return charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(head, 0, head.length - cut))
                        .toString();
            } catch (CharacterCodingException none) {
                if (head.length < SHOWN) {
                    return null;
                }
            }
        }
        return null;
    }

    private static boolean isNoText(int c) {
        return c < ' ' && c != '\n' && c != '\r' && c != '\t';
    }

    private String hidden(long messageId, String text, Optional<StandardPack> pack) {
        if (pack.isEmpty()) {
            return text;
        }
        var values = new HashMap<String, String>();
        jdbc.sql("select row_no, fields, personal from work.fields where message_id = ? and row_no <= ? and"
                        + " fields is not null")
                .params(messageId, ROWS)
                .query(row -> {
                    var parted = new PersonalSeal.Parted(row.getBytes("fields"), row.getBytes("personal"));
                    var whole = seal.whole(parted, messageId, row.getInt("row_no"));
                    collect(json.readValue(whole, TEXTS), pack.get(), values);
                });
        var shown = text;
        var longestFirst = values.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var value : longestFirst) {
            shown = shown.replace(value, values.get(value));
        }
        return shown;
    }

    private static void collect(Map<String, @Nullable String> fields, StandardPack pack, Map<String, String> values) {
        for (Field field : pack.fields()) {
            var value = fields.get(field.id());
            if (value != null && value.length() >= SHORTEST && !Masking.isProse(field)) {
                var masked = Masking.value(field, value);
                if (!masked.equals(value)) {
                    values.put(value, masked);
                }
            }
        }
    }

    private static String hexadecimal(byte[] head) {
        var out = new StringBuilder();
        int end = Math.min(head.length, BINARY);
        for (int from = 0; from < end; from += LINE) {
            out.append(String.format("%06x ", from));
            var text = new StringBuilder();
            for (int i = from; i < from + LINE; i++) {
                out.append(i < end ? String.format(" %02x", head[i]) : "   ");
                text.append(i < end && head[i] >= ' ' && head[i] < 127 ? (char) head[i] : '.');
            }
            out.append("  ").append(text, 0, Math.min(LINE, end - from)).append('\n');
        }
        return out.toString();
    }
}
