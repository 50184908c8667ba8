package cn.lvyue.hub.channel.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PlaceNameTest {
    private static final Charset GBK = Charset.forName("GBK");

    @Test
    void aNameIsShownInTheCharacterSetItsBytesAreOf() {
        assertThat(Naming.AUTO.show(of("工单.csv", StandardCharsets.UTF_8))).isEqualTo("工单.csv");
        assertThat(Naming.AUTO.show(of("工单.csv", GBK))).isEqualTo("工单.csv");
        assertThat(Naming.GB18030.show(of("工单.csv", GBK))).isEqualTo("工单.csv");
        assertThat(Naming.UTF_8.show(of("工单.csv", GBK))).isEqualTo("¹¤µ¥.csv");
    }

    @Test
    void whatIsShownStaysOnOneLineAndReadsAsItIsWritten() {
        assertThat(Naming.AUTO.show(new PlaceName("a\nb\u0007.csv"))).isEqualTo("a%0Ab%07.csv");
        assertThat(Naming.AUTO.show(of("a\u202Egpj.csv", StandardCharsets.UTF_8)))
                .isEqualTo("a%202Egpj.csv");
    }

    @Test
    void anotherFilesNameIsToldApartByANumberBeforeItsEnding() {
        assertThat(new PlaceName(".done/sub/orders.tar.gz").numbered(17).raw()).isEqualTo(".done/sub/orders.tar~17.gz");
        assertThat(new PlaceName(".done/orders").numbered(17).raw()).isEqualTo(".done/orders~17");
    }

    @Test
    void aNameThatWouldGetTooLongIsCutBetweenCharacters() {
        var longest = of(".done/" + "单".repeat(85), StandardCharsets.UTF_8);

        var result = longest.with(".result.json", 17);

        assertThat(result.last().length()).isLessThanOrEqualTo(255);
        assertThat(Naming.UTF_8.show(result)).isEqualTo(".done/" + "单".repeat(80) + "~17.result.json");
        assertThat(longest.numbered(3).last().length()).isLessThanOrEqualTo(255);
        assertThat(new PlaceName("a." + "b".repeat(253)).numbered(3).last().length())
                .isLessThanOrEqualTo(255);
    }

    @Test
    void noPartOfANameLeadsElsewhere() {
        assertThat(PlaceName.isPart("a..b")).isTrue();
        for (var part : new String[] {"", ".", "..", "a/b", "../a", "a\0b"}) {
            assertThat(PlaceName.isPart(part)).as(part).isFalse();
        }
    }

    private static PlaceName of(String name, Charset charset) {
        return PlaceName.ofBytes(name.getBytes(charset));
    }
}
