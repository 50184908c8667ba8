package cn.lvyue.hub.search;

import cn.lvyue.hub.standard.Field;
import cn.lvyue.hub.standard.FieldType;
import cn.lvyue.hub.standard.Masking;
import cn.lvyue.hub.standard.Role;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads what may be searched out of stored fields. A field the pack of the record does not know is taken for personal. */
@Component("searchedContents")
class Contents {
    /** Text fields shorter than this hold codes and marks. */
    private static final int SHORTEST = 50;

    private final StandardPacks packs;
    private final JsonFactory json = new JsonFactory();
    private final Map<String, Map<String, Use>> uses = new ConcurrentHashMap<>();

    Contents(StandardPacks packs) {
        this.packs = packs;
    }

    private enum Use {
        TEXT,
        NAME,
        COMPLAINANT_CODE,
        RESPONDENT_CODE
    }

    /** @param pack as the ledger names it: the pack's id, perhaps with its version */
    Content of(byte[] fields, String pack) {
        var use = uses.computeIfAbsent(pack, this::usesOf);
        var text = new StringBuilder();
        var names = new StringBuilder();
        var complainant = "";
        var respondent = "";
        try (var in = json.createParser(ObjectReadContext.empty(), fields)) {
            for (var token = in.nextToken(); token != null; token = in.nextToken()) {
                if (token != JsonToken.PROPERTY_NAME) {
                    continue;
                }
                var meant = use.get(in.currentName());
                if (in.nextToken() != JsonToken.VALUE_STRING || meant == null) {
                    in.skipChildren();
                    continue;
                }
                switch (meant) {
                    case TEXT -> append(text, in);
                    case NAME -> append(names, in);
                    case COMPLAINANT_CODE -> complainant = in.getString();
                    case RESPONDENT_CODE -> respondent = in.getString();
                }
            }
        }
        if (!names.isEmpty()) {
            text.append(text.isEmpty() ? "" : "\n").append(names);
        }
        return new Content(Words.folded(text.toString()), Words.folded(names.toString()), complainant, respondent);
    }

    private static void append(StringBuilder to, JsonParser in) {
        to.append(to.isEmpty() ? "" : "\n").append(Masking.numbersIn(in.getString()));
    }

    private Map<String, Use> usesOf(String label) {
        int end = label.indexOf(' ');
        try {
            return usesOf(packs.pack(end < 0 ? label : label.substring(0, end)));
        } catch (IllegalArgumentException unknownByNow) {
            return Map.of();
        }
    }

    private static Map<String, Use> usesOf(StandardPack pack) {
        var found = new HashMap<String, Use>();
        var names = Set.of(
                pack.field(Role.COMPLAINANT_NAME).id(),
                pack.field(Role.RESPONDENT_NAME).id());
        for (var field : pack.fields()) {
            if (field.isPersonal()) {
                continue;
            }
            if (names.contains(field.id())) {
                found.put(field.id(), Use.NAME);
            } else if (isText(field)) {
                found.put(field.id(), Use.TEXT);
            }
        }
        putCode(found, pack.field(Role.COMPLAINANT_CODE), Use.COMPLAINANT_CODE);
        putCode(found, pack.field(Role.RESPONDENT_CODE), Use.RESPONDENT_CODE);
        found.remove(pack.field(Role.SOURCE_RECORD_NO).id());
        return found;
    }

    private static void putCode(Map<String, Use> found, Field field, Use use) {
        if (!field.isPersonal()) {
            found.put(field.id(), use);
        }
    }

    private static boolean isText(Field field) {
        return field.type().kind() == FieldType.Kind.TEXT
                && field.type().length() >= SHORTEST
                && field.codeList() == null
                && field.check() == null;
    }
}
