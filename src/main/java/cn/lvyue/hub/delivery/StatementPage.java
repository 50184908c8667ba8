package cn.lvyue.hub.delivery;

import cn.lvyue.hub.delivery.PlatformStatements.Held;
import cn.lvyue.hub.delivery.PlatformStatements.Listed;
import cn.lvyue.hub.delivery.PlatformStatements.NoneOffered;
import cn.lvyue.hub.delivery.PlatformStatements.Page;
import cn.lvyue.hub.record.Fen;
import cn.lvyue.hub.record.TemporaryFailure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads a page of a platform's statement as {@code hub-json} has it. */
final class StatementPage {
    private final JsonFactory json = new JsonFactory();

    private long records;
    private @Nullable String amount;
    private @Nullable String digest;
    private @Nullable String next;
    private final List<Held> items = new ArrayList<>();

    /** @throws TemporaryFailure if the platform was not reached or had no word for it */
    static Page of(Reply reply) {
        if (!(reply instanceof Reply.Answered answered)) {
            throw new TemporaryFailure("no answer to a statement: " + reply);
        }
        if (answered.isGood()) {
            return new StatementPage().read(answered.answer().body());
        }
        if (answered.isNoWord() && answered.status() != 404 && answered.status() != 405) {
            throw new TemporaryFailure("a statement was answered with HTTP " + answered.status());
        }
        return new NoneOffered("HTTP " + answered.status() + (answered.code() == null ? "" : " " + answered.code()));
    }

    private Page read(byte[] body) {
        try (var parser = json.createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                member(parser);
            }
            return new Listed(records, amount, digest, items, next);
        } catch (JacksonException | IllegalArgumentException broken) {
            return new NoneOffered(
                    "the statement cannot be read: " + broken.getClass().getSimpleName());
        }
    }

    /** The word of a page, without reading its items twice; null where it has none. */
    static @Nullable String codeIn(byte[] body) {
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), body)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                boolean code = parser.currentName().equals("code");
                var token = parser.nextToken();
                if (code) {
                    return text(parser, token);
                }
                parser.skipChildren();
            }
            return null;
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private void member(JsonParser parser) {
        var name = parser.currentName();
        var token = parser.nextToken();
        switch (name) {
            case "records" -> records = parser.getLongValue();
            case "amount" -> amount = text(parser, token);
            case "digest" -> digest = text(parser, token);
            case "next" -> next = text(parser, token);
            case "items" -> items(parser);
            default -> parser.skipChildren();
        }
    }

    private void items(JsonParser parser) {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            items.add(item(parser));
        }
    }

    private static Held item(JsonParser parser) {
        String number = null;
        String platformId = null;
        String fen = null;
        int revision = 0;
        int state = 0;
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            switch (name) {
                case "sourceRecordNo" -> number = text(parser, token);
                case "revision" -> revision = parser.getIntValue();
                case "dataState" -> state = parser.getIntValue();
                case "platformId" -> platformId = text(parser, token);
                case "amount" -> fen = text(parser, token);
                default -> parser.skipChildren();
            }
        }
        if (number == null) {
            throw new IllegalArgumentException("an item without a number");
        }
        return new Held(number, revision, state, platformId, Fen.of(fen));
    }

    private static @Nullable String text(JsonParser parser, JsonToken token) {
        return token == JsonToken.VALUE_NULL ? null : parser.getString();
    }
}
