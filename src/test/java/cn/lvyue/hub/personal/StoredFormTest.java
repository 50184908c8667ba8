package cn.lvyue.hub.personal;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.FieldNames;
import cn.lvyue.hub.record.StandardRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class StoredFormTest {
    private static final List<String> IDS = List.of("A", "NAME", "B", "PHONE", "NAME2");
    private static final FieldNames NAMES = new FieldNames(IDS);

    private final StoredForm form = new StoredForm(Set.of("NAME", "PHONE"));

    @Test
    void personalValuesLeaveNullInTheirPlaces() {
        var split = form.split(json("甲", "张\"三\\", null, "138", "null"));

        assertThat(new String(split.open(), StandardCharsets.UTF_8))
                .isEqualTo("{\"A\":\"甲\",\"NAME\":null,\"PHONE\":null,\"NAME2\":\"null\"}");
        assertThat(new String(split.taken(), StandardCharsets.UTF_8)).isEqualTo("\"张\\\"三\\\\\",\"138\"");
    }

    @Test
    void aRecordWithoutPersonalValuesStaysAsItIs() {
        var json = json("甲", null, "乙", null, null);

        assertThat(form.split(json).open()).isSameAs(json);
        assertThat(form.split(json("甲", null, null, null, null)).taken()).isEmpty();
        assertThat(form.split(json(null, null, null, null, null)).open())
                .asString()
                .isEqualTo("{}");
    }

    @Property(tries = 300)
    void whateverIsTakenOutIsPutBackByteForByte(@ForAll @Size(5) List<String> values) {
        var json = json(
                values.stream().map(value -> value.isEmpty() ? null : value).toArray(String[]::new));
        var split = form.split(json);

        var joined = split.taken().length == 0 ? split.open() : StoredForm.join(split.open(), split.taken());

        assertThat(joined).isEqualTo(json);
    }

    @Property(tries = 300)
    void nothingPersonalStaysBehind(@ForAll @Size(5) List<String> values) {
        var marked = values.stream().map(value -> value + "〇planted〇").toArray(String[]::new);
        var open = new String(form.split(json(marked)).open(), StandardCharsets.UTF_8);

        assertThat(open.split("〇planted〇", -1))
                .as("of the three that are not personal")
                .hasSize(4);
    }

    private static byte[] json(String... values) {
        return new StandardRecord(NAMES, values).toJson();
    }
}
