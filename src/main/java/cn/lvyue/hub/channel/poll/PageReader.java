package cn.lvyue.hub.channel.poll;

import cn.lvyue.hub.record.ReadPlan;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tells a good page from an error page, and what a round has to know of a good one. Holds one record at a time. */
final class PageReader {
    private static final int MOST_SAID = 200;

    /** A record is read while the page around it goes on. */
    private final JsonMapper json = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final PolledSource.Paging paging;
    private final String changed;
    private final TimeNotation times;

    PageReader(PolledSource source) {
        this.paging = source.paging();
        this.changed = source.window().changed();
        this.times = new TimeNotation(source.window().format(), source.window().zone());
    }

    /** @param notAfter times of change later than this are not believed */
    Page read(byte[] body, ReadPlan plan, Instant notAfter) {
        try (var parser = json.createParser(text(body, plan.charset()))) {
            return new Reading(parser, plan, notAfter).page();
        } catch (CharacterCodingException unreadable) {
            return Page.bad("charset");
        } catch (JacksonException broken) {
            var place = broken.getLocation();
            return Page.bad("JSON, line %d column %d".formatted(place.getLineNr(), place.getColumnNr()));
        }
    }

    private static String text(byte[] body, String charset) throws CharacterCodingException {
        if (!charset.equals("auto")) {
            return strict(body, Charset.forName(charset));
        }
        try {
            return strict(body, StandardCharsets.UTF_8);
        } catch (CharacterCodingException notUtf8) {
            return strict(body, Charset.forName("GB18030"));
        }
    }

    private static String strict(byte[] body, Charset charset) throws CharacterCodingException {
        var text = charset.newDecoder().decode(ByteBuffer.wrap(body)).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /** Goes through one page. */
    private final class Reading {
        private final JsonParser parser;
        private final ReadPlan plan;
        private final Instant notAfter;
        private final Map<String, String> envelope = new HashMap<>();
        private final Digests ids = new Digests();
        private final Digests contents = new Digests();
        private boolean listed;
        private @Nullable Instant latest;

        Reading(JsonParser parser, ReadPlan plan, Instant notAfter) {
            this.parser = parser;
            this.plan = plan;
            this.notAfter = notAfter;
        }

        Page page() {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                var pointer = parser.streamReadContext().pathAsPointer().toString();
                if (token == JsonToken.START_ARRAY && pointer.equals(plan.records())) {
                    readRecords();
                } else if (token.isScalarValue() && isAskedFor(pointer)) {
                    envelope.put(pointer, parser.getString());
                }
            }
            var fault = fault();
            return fault != null
                    ? Page.bad(fault)
                    : new Page(
                            null,
                            number(paging.total()),
                            number(paging.pages()),
                            ids.inOrder(),
                            contents.inOrder(),
                            latest);
        }

        private boolean isAskedFor(String pointer) {
            return plan.okWhen().containsKey(pointer)
                    || pointer.equals(paging.total())
                    || pointer.equals(paging.pages());
        }

        private void readRecords() {
            listed = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                JsonNode record = json.readTree(parser);
                var text = record.toString();
                contents.add(Digests.of(text));
                ids.add(
                        paging.recordId().isEmpty()
                                ? Digests.of(text)
                                : Digests.of(record.at(paging.recordId()).toString()));
                noteChange(record);
            }
        }

        private void noteChange(JsonNode record) {
            if (changed.isEmpty()) {
                return;
            }
            var at = times.read(record.at(changed).asString("")).filter(time -> !time.isAfter(notAfter));
            if (at.isPresent() && (latest == null || at.get().isAfter(latest))) {
                latest = at.get();
            }
        }

        private @Nullable String fault() {
            for (var wanted : plan.okWhen().entrySet()) {
                var found = envelope.get(wanted.getKey());
                if (!wanted.getValue().equals(found)) {
                    return "%s = %s, %s".formatted(wanted.getKey(), shortened(found), wanted.getValue());
                }
            }
            return listed ? null : plan.records() + " = null";
        }

        private OptionalLong number(String pointer) {
            var text = envelope.getOrDefault(pointer, "");
            boolean whole =
                    !text.isEmpty() && text.length() < 19 && text.chars().allMatch(c -> c >= '0' && c <= '9');
            return whole ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
        }
    }

    private static @Nullable String shortened(@Nullable String text) {
        return text == null || text.length() <= MOST_SAID ? text : text.substring(0, MOST_SAID);
    }
}
