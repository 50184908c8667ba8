package cn.lvyue.hub.quality;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContentTest {
    private static UUID content(Judged judged) {
        return judged.inspect().content();
    }

    @Test
    void isTheSameWheneverARecordWasUpdated() {
        var content = content(Judged.complaint());

        assertThat(content(Judged.complaint().with("CS_GXSJ", "2023-09-09 09:09:09")))
                .isEqualTo(content);
        assertThat(content(Judged.complaint().without("CS_GXSJ"))).isEqualTo(content);
        assertThat(content(Judged.complaint().with("CS_PCH", "B-7").with("extend_5", "x")))
                .isEqualTo(content);
    }

    @Test
    void changesWithEveryFieldThatIsContent() {
        var content = content(Judged.complaint());

        assertThat(content(Judged.complaint().with("TS_BLZT", "50"))).isNotEqualTo(content);
        assertThat(content(Judged.complaint().with("TS_WYJE", "52.154210"))).isNotEqualTo(content);
        assertThat(content(Judged.complaint().without("TS_TSR_LXR"))).isNotEqualTo(content);
        assertThat(content(Judged.complaint().with("BZ", "补充"))).isNotEqualTo(content);
    }

    @Test
    void isNotFooledByTextThatLooksLikeAnotherField() {
        var trap = "工程款未付\",\"CS_GXSJ\":\"2023-08-07";

        assertThat(content(Judged.complaint().with("TS_NR", trap + "甲").without("CS_GXSJ")))
                .isNotEqualTo(
                        content(Judged.complaint().with("TS_NR", trap + "乙").without("CS_GXSJ")))
                .isEqualTo(content(Judged.complaint().with("TS_NR", trap + "甲")));
    }
}
