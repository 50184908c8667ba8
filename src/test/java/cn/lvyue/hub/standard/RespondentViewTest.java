package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Respondents and their superiors never see a complainant's contacts; leaking one is the worst this class can do. */
class RespondentViewTest {
    private static final StandardPack PACK =
            StandardPacks.load(Path.of("mappings")).pack("complaint-2023");

    private static final List<String> CONTACTS =
            List.of("TS_TSR_LXR", "TS_TSR_LXDH", "TS_TSR_DZ", "TS_TSR_ZJHM", "TS_TSR_ZJLX");

    private static final List<String> TEXTS = List.of("TS_NR", "TS_WYSS", "TS_BT", "TS_HT_MC", "TS_BTS_MC", "TS_LYDW");

    @Test
    void contactsAreLeftOutAndHiddenInTexts() {
        var seen = RespondentView.of(
                PACK,
                Map.of(
                        "TS_TSR_LXR", "张三丰",
                        "TS_TSR_LXDH", "13800009901",
                        "TS_TSR_MC", "黑河甲公司",
                        "TS_NR", "张三丰（13800009901）称货款未付",
                        "TS_WYJE", "9.800000",
                        "TS_UNKNOWN", "张三丰"));

        assertThat(seen)
                .containsOnly(
                        Map.entry("TS_TSR_MC", "黑河甲公司"),
                        Map.entry("TS_NR", "**（138****9901）称货款未付"),
                        Map.entry("TS_WYJE", "9.800000"));
    }

    @Property(tries = 500)
    void whateverIsTold_noContactIsSeen(@ForAll("records") Map<String, String> record) {
        var seen = RespondentView.of(PACK, record);

        assertThat(seen).doesNotContainKeys(CONTACTS.toArray(String[]::new));
        for (var contact : CONTACTS) {
            var value = record.get(contact);
            if (value != null && !contact.equals("TS_TSR_ZJLX")) {
                assertThat(seen.values()).as(contact).noneMatch(text -> text.contains(value));
            }
        }
    }

    @Property(tries = 200)
    void whatIsNoContactStays(@ForAll("records") Map<String, String> record) {
        var seen = RespondentView.of(PACK, record);

        record.keySet().stream()
                .filter(id -> PACK.names().contains(id) && !PACK.field(id).isPersonal())
                .forEach(id -> assertThat(seen).containsKey(id));
    }

    /** Contacts of any kind, told again anywhere in the texts. */
    @Provide
    Arbitrary<Map<String, String>> records() {
        var name = Arbitraries.strings().withCharRange('一', '龥').ofMinLength(2).ofMaxLength(6);
        var phone = Arbitraries.strings().numeric().ofLength(10).map(digits -> "1" + digits);
        var paper = Arbitraries.strings().numeric().ofLength(17).map(digits -> digits + "X");
        var address = name.map(street -> "黑龙江省黑河市爱辉区" + street);
        var filler = Arbitraries.strings().withCharRange('一', '龥').numeric().ofMaxLength(12);
        return Combinators.combine(name, phone, paper, address, filler, Arbitraries.shuffle(TEXTS))
                .as((who, call, id, home, words, texts) -> {
                    var record = new HashMap<String, String>();
                    record.put("TS_TSR_LXR", who);
                    record.put("TS_TSR_LXDH", call);
                    record.put("TS_TSR_ZJHM", id);
                    record.put("TS_TSR_ZJLX", "身份证");
                    record.put("TS_TSR_DZ", home);
                    record.put(texts.get(0), words + who + words);
                    record.put(texts.get(1), call + words);
                    record.put(texts.get(2), words + home + who + id);
                    record.put("TS_WYJE", "1.000000");
                    return record;
                });
    }
}
