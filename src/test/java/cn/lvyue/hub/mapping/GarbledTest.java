package cn.lvyue.hub.mapping;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GarbledTest {
    private static final Charset GBK = Charset.forName("GBK");
    private static final Charset LATIN = Charset.forName("windows-1252");

    @ParameterizedTest
    @ValueSource(strings = {"用户", "黑河市", "黑河市爱辉区住房和城乡建设局", "拖欠工程款12.5万元，请督办。", "合同（2023）第5号"})
    void knowsUtf8ThatWasReadAsGbk(String text) {
        assertThat(Garbled.what(new String(text.getBytes(UTF_8), GBK).replace("\uFFFD", "?")))
                .contains("UTF-8 read as GBK");
    }

    @ParameterizedTest
    @ValueSource(strings = {"黑河市水务局", "拖欠工程款", "中国"})
    void knowsGbkThatWasReadAsLatin(String text) {
        assertThat(Garbled.what(new String(text.getBytes(GBK), ISO_8859_1))).contains("GBK read as Latin-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"拖欠", "中国"})
    void knowsUtf8ThatWasReadAsLatin(String text) {
        assertThat(Garbled.what(new String(text.getBytes(UTF_8), LATIN).replace("\uFFFD", "")))
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"锟斤拷锟斤拷市", "黑河\uFFFD"})
    void knowsWhatIsLeftOfLostCharacters(String text) {
        var converted = Converted.by(new CleanText(true), text);

        assertThat(converted.value()).isNull();
        assertThat(converted.codes()).containsExactly("V113");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "黑河市爱辉区住房和城乡建设局",
                "𠮷䶮𬭎有限公司",
                "瑷珲",
                "镕喆㛃",
                "鐢",
                "闁",
                "涓氬",
                "Müller & Söhne",
                "Àéîõ café",
                "“引号”——省略号……",
                "①②③㎡㈱",
                "黑龍江臺灣",
                "한국어 주식회사",
                "株式会社カタカナ",
                "№5 ±3‰ ×2 ÷4 §7 °C µm"
            })
    void leavesRareAndForeignCharactersAlone(String text) {
        assertThat(Garbled.what(text)).isNull();
    }
}
