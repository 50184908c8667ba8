package cn.lvyue.hub.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextTableTest {
    @Test
    void alignsChineseByTheColumnsItTakes() {
        var table = new TextTable("平台", "sent").row("省 provincial", 5).row("国家", 1234);

        assertThat(table.lines()).containsExactly("平台           sent", "省 provincial     5", "国家           1234");
    }

    @Test
    void standsTextOnTheLeft() {
        assertThat(new TextTable("a", "b").row("x", "是").row("y", "y").lines()).containsExactly("a  b", "x  是", "y  y");
    }

    @Test
    void refusesARowOfOtherLength() {
        assertThatThrownBy(() -> new TextTable("a").row(1, 2)).hasMessageContaining("2 cells for 1 columns");
    }

    @Property
    void everyColumnStartsAtTheSamePlace(
            @ForAll @StringLength(max = 9) String one, @ForAll @StringLength(max = 9) String two) {
        var lines = new TextTable(one, "|").row(two, "|").lines();

        assertThat(TextTable.width(lines.get(0))).isEqualTo(TextTable.width(lines.get(1)));
    }
}
