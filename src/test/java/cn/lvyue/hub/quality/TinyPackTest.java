package cn.lvyue.hub.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import cn.lvyue.hub.standard.FieldPage;
import cn.lvyue.hub.standard.JsonSchema;
import cn.lvyue.hub.standard.Rulebooks;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Another pack with other ids, lengths and code values: everything follows it without a line of Java. */
class TinyPackTest {
    @Test
    void clearsARecordInOrder() {
        var inspected = Judged.tiny().inspect();

        assertThat(inspected.findings()).isEmpty();
        assertThat(inspected.verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(inspected.channelCode()).isEqualTo("31");
    }

    @ParameterizedTest
    @CsvSource({
        "topic, 01, REJECT V104 topic",
        "firm, 一二三四五六七八九十一, REJECT V103 firm",
        "deal_no, ht1, REJECT V105 deal_no",
        "deal, 甲乙, REMARK V103 deal",
        "sum, 12345.00, REJECT V103 sum",
        "sum, 600.00, REMARK V204 sum",
        "told, 2023-10-17, REJECT V108 told",
        "noted, 2023-10-16 06:00:01, REMARK V108 noted",
        "noted, 2023-09-30 12:00:00, REJECT V202 noted",
        "area, 230102, REMARK V111 area",
        "area, 231102, REJECT V104 area",
        "phone, 无, REMARK V105 phone",
        "body_code, 12231182MB0000A122, PARK P101 body_code",
        "memo, 一二三四五六, REJECT V103 memo"
    })
    void judgesByItsOwnFieldsAndCodes(String field, String value, String finding) {
        assertThat(Judged.tiny().with(field, value).findings()).containsExactly(finding);
    }

    @Test
    void takesThePlaceholderWhereItsFieldAllowsIt() {
        assertThat(Judged.tiny().with("body_code", "00000000000000000X").findings())
                .isEmpty();
        assertThat(Judged.tiny().with("body_code", "000000000000000000").findings())
                .containsExactly("REJECT V106 body_code");
        assertThat(Judged.tiny().with("firm_code", "00000000000000000X").findings())
                .containsExactly("REJECT V105 firm_code");
    }

    @ParameterizedTest
    @CsvSource({"A, , UNCONFIRMED", "C, Y, CONFIRMED", "C, N, UNCONFIRMED", "R, , REPAIRED", "X, , REVOKED"})
    void knowsTheStandingByItsOwnStates(String step, String proven, Standing standing) {
        var judged = Judged.tiny().with("step", step);

        assertThat((proven == null ? judged : judged.with("proven", proven))
                        .inspect()
                        .standing())
                .isEqualTo(standing);
    }

    @Test
    void asksForWhatItsConditionsAskFor() {
        assertThat(Judged.tiny().with("step", "C").findings()).containsExactly("REJECT V201 proven");
        assertThat(Judged.tiny().without("phone").findings()).containsExactly("REMARK V101 phone");
        assertThat(Judged.tiny().without("phone", "mail").findings()).containsExactly("REMARK V101 null");
        assertThat(Judged.tiny().without("body_code").findings()).containsExactly("PARK P103 body_code");
    }

    @Test
    void tellsContentAndMatterByItsRoles() {
        var inspected = Judged.tiny().inspect();

        assertThat(Judged.tiny()
                        .with("changed", "2023-10-03 08:00:00")
                        .inspect()
                        .content())
                .isEqualTo(inspected.content());
        assertThat(Judged.tiny().with("step", "R").inspect().content()).isNotEqualTo(inspected.content());
        assertThat(inspected.matter()).isNotNull();
        assertThat(Judged.tiny().with("topic", "8").inspect().matter().sameAs(inspected.matter()))
                .isFalse();
        assertThat(Judged.tiny().with("deal_no", "没有").inspect().matter()).isNull();
    }

    @Test
    void yieldsItsOwnSchemaAndPage() {
        var book = Rulebooks.load(Path.of("src/test/resources/packs/tiny")).rulebook("tiny");

        var schema = JsonSchema.of(book);
        assertThat(schema.at("/properties/firm/maxLength").intValue()).isEqualTo(10);
        assertThat(schema.at("/properties/topic/enum").toString()).isEqualTo("[\"7\",\"8\"]");
        assertThat(schema.at("/properties/deal_no/pattern").stringValue()).isEqualTo("^(?:[A-Z]+-[0-9]+)$");
        assertThat(schema.get("required").toString())
                .contains("\"firm\"")
                .doesNotContain("phone", "body_code", "proven");
        assertThat(FieldPage.of(book)).contains("| `phone` | 电话<br>phone |", "**推定 assumed**", "step = C");
    }
}
