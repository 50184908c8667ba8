package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FindingCatalogTest {
    private final FindingCatalog catalog = FindingCatalog.load();
    private final StandardPack pack =
            StandardPacks.load(Path.of("src/test/resources/packs/tiny")).pack("tiny");

    @Test
    void knowsEveryCodeOfTheDesign() {
        var codes = Stream.of(
                        codes("F", 101, 109),
                        codes("V", 101, 111),
                        codes("V", 201, 205),
                        codes("P", 101, 105),
                        codes("D", 1, 4),
                        codes("S", 101, 105),
                        Stream.of("N101"))
                .flatMap(one -> one);

        assertThat(catalog.entries()).extracting(FindingCatalog.Entry::code).containsAll(codes.toList());
        assertThat(catalog.entries()).extracting(FindingCatalog.Entry::code).anyMatch(code -> code.startsWith("T1"));
        assertThat(catalog.entries()).extracting(FindingCatalog.Entry::code).anyMatch(code -> code.startsWith("R1"));
    }

    @Test
    void saysEverythingInBothLanguagesWithARemedy() {
        assertThat(catalog.entries()).allSatisfy(entry -> {
            for (var text : new Bilingual[] {entry.title(), entry.message(), entry.remedy()}) {
                assertThat(text.zh()).containsPattern("\\p{IsHan}");
                assertThat(text.en()).isNotBlank().doesNotContainPattern("\\p{IsHan}");
            }
        });
    }

    @Test
    void fillsTheTemplatesOfEveryCode() {
        assertThat(catalog.entries()).allSatisfy(entry -> {
            var finding = new Finding(entry.code(), Severity.REJECT, "sum", "line 3", "{wanted}", "数字 | a number");
            var explained = catalog.explain(finding, pack.field("sum"));

            assertThat(explained.messageZh() + explained.messageEn() + explained.remedyZh() + explained.remedyEn())
                    .doesNotContain("{field}", "{value}");
        });
    }

    @Test
    void explainsAFindingInBothLanguages() {
        var finding = new Finding("V102", Severity.REJECT, "sum", "line 3", "若干", "数字 | a number");

        var explained = catalog.explain(finding, pack);

        assertThat(explained.messageZh()).isEqualTo("金额（sum） 的值“若干”不是规定的类型：应为数字");
        assertThat(explained.messageEn())
                .isEqualTo("The value \"若干\" of sum (sum) is of the wrong type: a number was expected");
        assertThat(explained.retryable()).isFalse();
    }

    @Test
    void namesTheFieldsThatAListOfMissingOnesMeans() {
        var finding = new Finding("V101", Severity.REMARK, null, "line 3", null, "phone, mail");

        assertThat(catalog.explain(finding, pack).messageZh()).isEqualTo("缺少必填项：电话（phone）、邮箱（mail）");
        assertThat(catalog.explain(finding, (Field) null).messageEn())
                .isEqualTo("A required value is missing: phone, mail");
    }

    private static Stream<String> codes(String letter, int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(number -> letter + "%03d".formatted(number));
    }
}
