package cn.lvyue.hub.standard;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.standard.Divisions.Current;
import cn.lvyue.hub.standard.Divisions.Retired;
import cn.lvyue.hub.standard.Divisions.Unknown;
import cn.lvyue.hub.standard.Divisions.Zone;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionsTest {
    private final DivisionTable divisions =
            DivisionsFile.read(Path.of("mappings/standards/complaint-2023/divisions.csv"));

    @ParameterizedTest
    @CsvSource({
        "230000, 黑龙江省",
        "231100, 黑龙江省黑河市",
        "231102, 黑龙江省黑河市爱辉区",
        "231102, 黑河市爱辉区",
        "231102, 爱辉区",
        "231183, 嫩江市",
        "232700, 大兴安岭地区",
        "230402, 鹤岗市向阳区",
        "230803, 黑龙江省佳木斯市向阳区",
        "230110, 黑龙江省哈尔滨市香坊区",
        "230624, 黑龙江省大庆市杜尔伯特蒙古族自治县"
    })
    void knowsWhatIsInForceByCodeAndByName(String code, String name) {
        assertThat(divisions.byCode(code)).isInstanceOf(Current.class);
        assertThat(divisions.byName(name))
                .isInstanceOfSatisfying(
                        Current.class, found -> assertThat(found.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @CsvSource({
        "231121, 黑龙江省黑河市嫩江县, 231183",
        "231024, 黑龙江省牡丹江市东宁县, 231086",
        "230833, 黑龙江省佳木斯市抚远县, 230883",
        "230182, 黑龙江省哈尔滨市双城市, 230113",
        "232723, 黑龙江省大兴安岭地区漠河县, 232701",
        "230702, 黑龙江省伊春市伊春区, 230717",
        "230709, 黑龙江省伊春市金山屯区, 230751",
        "232761, 黑龙江省大兴安岭地区加格达奇区, 232700",
        "230671, 大庆市大庆高新技术产业开发区, 230600"
    })
    void namesTheSuccessorOfWhatIsNotInForce(String code, String name, String successor) {
        assertThat(divisions.byCode(code))
                .isInstanceOfSatisfying(
                        Retired.class, found -> assertThat(found.successors()).containsExactly(successor));
        assertThat(divisions.byName(name))
                .isInstanceOfSatisfying(
                        Retired.class, found -> assertThat(found.code()).isEqualTo(code));
    }

    @ParameterizedTest
    @ValueSource(strings = {"239999", "230188", "237001", "000000", "23", "231100.0", "233000", "", "２３１１００"})
    void knowsNoCodeThatNeverExisted(String code) {
        assertThat(divisions.byCode(code)).isInstanceOf(Unknown.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"向阳区", "南山区", "西安区", "宝山区", "市辖区", "黑龙江省松江市靠山区", ""})
    void knowsNoNameThatSeveralDivisionsOrNoneBear(String name) {
        assertThat(divisions.byName(name)).isInstanceOf(Unknown.class);
    }

    @Test
    void keepsFunctionalZonesWithTheirTerritory() {
        assertThat(divisions.byCode("GN231100-01")).isEqualTo(new Zone("GN231100-01", "黑河自贸片区", "231102"));
        assertThat(divisions.byName("黑河市五大连池风景区")).isEqualTo(new Zone("GN231100-02", "五大连池风景区", "231182"));
    }

    @Test
    void remarksOnRegistrationAreasThatAreRetiredOrUnknownAndOnNoOthers() {
        assertThat(divisions.registrationArea("231121")).isEqualTo(new Checked.Doubtful("V111", "231183"));
        assertThat(divisions.registrationArea("109999"))
                .isInstanceOfSatisfying(
                        Checked.Doubtful.class,
                        doubt -> assertThat(doubt.code()).isEqualTo("V112"));
        for (var area : List.of("231102", "310115", "100000", "233000", "230199")) {
            assertThat(divisions.registrationArea(area)).isEqualTo(Checked.Right.RIGHT);
        }
    }
}
