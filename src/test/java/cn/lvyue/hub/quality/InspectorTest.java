package cn.lvyue.hub.quality;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.Severity;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Verdict;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outcome choices of the pack complaint-2023. */
class InspectorTest {
    @Test
    void clearsARecordInOrderWithoutASingleRemark() {
        var inspected = Judged.complaint().inspect();

        assertThat(inspected.findings()).isEmpty();
        assertThat(inspected.verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(inspected.standing()).isEqualTo(Standing.UNCONFIRMED);
        assertThat(inspected.channelCode()).isEqualTo("02");
        assertThat(new String(inspected.fields(), StandardCharsets.UTF_8))
                .startsWith("{\"TS_LYQD\":\"02\",\"TS_LYBH\":\"N-1\"");
    }

    @ParameterizedTest
    @CsvSource({
        "TS_LYQD, 77, V104",
        "TS_LYBH, 12345678901234567890123456789012345678901234567890123456789012345, V103",
        "TS_SJ, 2023-02-30 09:05:00, V107",
        "TS_SJ, 2023-08-05 24:00:00, V107",
        "TS_SJ, 2023-08-05, V102",
        "TS_SJ, 2099-08-05 10:00:00, V108",
        "TS_SLSJ, 2023-06-25 17:41:15, V202",
        "TS_TSR_SHXYM, 230112345678901, V103",
        "TS_BTS_SHXYM, 11231102MB00000916, V106",
        "TS_BTS_SHXYM, 1123110OMB00000196, V105",
        "TS_BTS_SHXYM, 00000000000000000X, V105",
        "TS_BTS_SHXYM, 000000000000000000, V106",
        "TS_BTS_XZQH, 239999, V104",
        "TS_HT_QDRQ, 2022-12-32, V107",
        "TS_WYJE, 若干, V102",
        "TS_WYJE, -12.500000, V204",
        "TS_WYJE, 0.000000, V204",
        "TS_WYJE, 1234567890123.000000, V103",
        "TS_WYJE, 1.1234567, V103",
        "TS_WYLY, 政府采购, V104",
        "TS_BLZT, 12, V104"
    })
    void rejects(String field, String value, String code) {
        assertThat(Judged.complaint().with(field, value).findings()).contains("REJECT " + code + " " + field);
        assertThat(Judged.complaint().with(field, value).inspect().verdict()).isEqualTo(Verdict.REJECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "TS_LYQD",
        "TS_LYBH",
        "TS_SJ",
        "TS_NR",
        "TS_TSR_MC",
        "TS_BTS_MC",
        "TS_WYLY",
        "TS_WYSS",
        "TS_LYDW",
        "TS_BLZT"
    })
    void rejectsARecordWithout(String field) {
        assertThat(Judged.complaint().without(field).findings()).containsOnlyOnce("REJECT V101 " + field);
    }

    @Test
    void rejectsATextThatIsTooLongByOneCharacterBeyondTheBasicPlane() {
        assertThat(Judged.complaint().with("TS_NR", "𠮷".repeat(4000)).findings())
                .isEmpty();
        assertThat(Judged.complaint().with("TS_NR", "𠮷".repeat(4001)).findings())
                .containsExactly("REJECT V103 TS_NR");
    }

    @ParameterizedTest
    @CsvSource({"0000", "007F", "D800", "FFFD"})
    void rejectsCharactersThatAreNoText(String hex) {
        var text = "工程款未付，请依法处理" + (char) Integer.parseInt(hex, 16);

        assertThat(Judged.complaint().with("TS_NR", text).findings()).containsExactly("REJECT V110 TS_NR");
    }

    @Test
    void takesMarkupFormulasAndLineBreaksAsText() {
        assertThat(Judged.complaint()
                        .with("TS_NR", "=cmd|'/C calc'!A0 <script>alert(1)</script>\r\n\t“引号”")
                        .findings())
                .isEmpty();
    }

    @Test
    void parksARecordWithoutTheRespondentsCode() {
        var judged = Judged.complaint().without("TS_BTS_SHXYM");

        assertThat(judged.findings()).containsExactly("PARK P103 TS_BTS_SHXYM");
        assertThat(judged.inspect().verdict()).isEqualTo(Verdict.PARKED);
        assertThat(judged.inspect().matter()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"TS_BTS_SHXYM, 91231183MA0000015R, P101", "TS_SFSS, 1, P102", "TS_TSR_LX, 4, P105"})
    void parks(String field, String value, String code) {
        var judged = Judged.complaint().with(field, value);

        assertThat(judged.findings()).contains("PARK " + code + " " + field);
        assertThat(judged.inspect().verdict()).isEqualTo(Verdict.PARKED);
    }

    @ParameterizedTest
    @CsvSource({
        "TS_TSR_LXDH, 不详, V105",
        "TS_BTS_SHXYM, 11231102MB00000183, V106",
        "TS_BTS_XZQH, 231121, V111",
        "TS_HT_QDRQ, 2023-09-01, V202",
        "TS_HT_JE, 10.000000, V204",
        "TS_BTS_LX, 2, V203",
        "TS_NR, 没付钱, V103"
    })
    void remarksOn(String field, String value, String code) {
        var judged = Judged.complaint().with(field, value);

        assertThat(judged.findings()).singleElement().asString().startsWith("REMARK " + code);
        assertThat(judged.inspect().verdict()).isEqualTo(Verdict.CLEAR);
    }

    @Test
    void remarksOnAMissingContractAndStillAccepts() {
        var judged = Judged.complaint().without("TS_HT_MC", "TS_HT_BH");

        assertThat(judged.findings()).containsExactly("REMARK P104 TS_HT_MC");
        assertThat(judged.inspect().verdict()).isEqualTo(Verdict.CLEAR);
        assertThat(judged.with("TS_HT_MC", "无").findings()).containsExactly("REMARK P104 TS_HT_MC");
        assertThat(judged.with("TS_HT_BH", "HT-1").findings()).isEmpty();
    }

    @Test
    void gathersTheRemarksOnMissingValuesInOneFindingEachCode() {
        var findings = Judged.complaint()
                .never()
                .without("TS_TSR_LXR", "TS_TSR_LXDH", "TS_SLSJ")
                .inspect()
                .findings();

        assertThat(findings).hasSize(2);
        assertThat(findings.get(0).code()).isEqualTo("V201");
        assertThat(findings.get(0).wanted()).isEqualTo("TS_SLSJ, TS_BTS_ZGDW, TS_ZJDW, TS_ZJDWDM, TS_ZJSJ");
        assertThat(findings.get(1).code()).isEqualTo("V101");
        assertThat(findings.get(1).field()).isNull();
        assertThat(findings.get(1).place()).isEqualTo("line 2");
        assertThat(findings.get(1).wanted()).isEqualTo("TS_TSR_LXR, TS_TSR_LXDH");
    }

    @Test
    void doesNotBlameAValueThatIsWrongByItselfForRulesBetweenFields() {
        assertThat(Judged.complaint().with("TS_BTS_SHXYM", "31231102MB00000196").findings())
                .containsExactly("REJECT V106 TS_BTS_SHXYM");
    }

    @Test
    void doesNotRepeatForEveryRecordWhatItsFeedNeverCarries() {
        assertThat(Judged.complaint()
                        .never("TS_TSR_LXDH", "TS_ZJDW", "TS_ZJDWDM", "TS_ZJSJ", "TS_BTS_ZGDW", "TS_BTS_MC")
                        .without("TS_TSR_LXDH", "TS_BTS_MC")
                        .findings())
                .containsExactly("REJECT V101 TS_BTS_MC");
    }

    @Test
    void keepsWhatMappingFoundAndDoesNotCallTheSameValueMissing() {
        var unreadable = new Finding("V107", Severity.REJECT, "TS_SJ", "line 2, column 来电时间", "2023/2/30", null);

        assertThat(Judged.complaint()
                        .without("TS_SJ")
                        .after(unreadable)
                        .inspect()
                        .findings())
                .containsExactly(unreadable);
    }

    @ParameterizedTest
    @CsvSource({"F109", "F102"})
    void addsNothingToWhatReadingSentBack(String code) {
        var broken = new Finding(code, Severity.REJECT, null, "line 2", null, null);

        var inspected = Judged.complaint()
                .without("TS_LYBH", "TS_NR", "TS_BTS_SHXYM", "TS_HT_MC", "TS_HT_BH", "TS_TSR_LXR")
                .with("TS_SLSJ", "2023-06-25 17:41:15")
                .with("TS_BTS_MC", "教育\uFFFD")
                .numbered("")
                .after(broken)
                .inspect();

        assertThat(inspected.findings()).containsExactly(broken);
        assertThat(inspected.verdict()).isEqualTo(Verdict.REJECTED);
        assertThat(inspected.matter()).isNull();
    }

    @Test
    void judgesARecordOnWhichReadingOnlyRemarked() {
        var remark = new Finding("F102", Severity.REMARK, null, "line 2", null, null);

        assertThat(Judged.complaint().without("TS_NR").after(remark).findings())
                .containsExactly("REMARK F102 null", "REJECT V101 TS_NR");
    }

    @Test
    void rejectsARecordWithoutTheFeedsOwnNumber() {
        assertThat(Judged.complaint().numbered("").findings()).containsExactly("REJECT V101 TS_LYBH");
    }

    @Test
    void saysWhereInTheSourceAFaultStands() {
        var finding =
                Judged.complaint().with("TS_WYJE", "若干").inspect().findings().get(0);

        assertThat(finding.place()).isEqualTo("line 2, column TS_WYJE");
        assertThat(finding.value()).isEqualTo("若干");
        assertThat(finding.wanted()).isEqualTo("数字 | a number");
    }

    @Test
    void letsASendersClockRunAheadALittle() {
        assertThat(Judged.complaint()
                        .with("TS_SJ", "2023-10-16 06:10:00")
                        .without("TS_SLSJ", "CS_GXSJ")
                        .with("TS_BLZT", "05")
                        .findings())
                .isEmpty();
        assertThat(Judged.complaint()
                        .with("TS_SJ", "2023-10-16 06:10:01")
                        .without("TS_SLSJ", "CS_GXSJ")
                        .with("TS_BLZT", "05")
                        .findings())
                .containsExactly("REJECT V108 TS_SJ");
    }

    @Test
    void checksTheIdentityCardOfANaturalPerson() {
        var person = Judged.complaint()
                .with("TS_TSR_LX", "4")
                .with("TS_TSR_ZJLX", "身份证")
                .with("TS_TSR_ZJHM", "231124197802290014");

        assertThat(person.findings()).contains("REJECT V106 TS_TSR_ZJHM");
        assertThat(person.with("TS_TSR_ZJHM", "23110219900101001X").findings())
                .doesNotContain("REJECT V106 TS_TSR_ZJHM");
        assertThat(person.with("TS_TSR_ZJLX", "护照号")
                        .with("TS_TSR_ZJHM", "E12345678")
                        .findings())
                .doesNotContain("REJECT V106 TS_TSR_ZJHM");
    }
}
