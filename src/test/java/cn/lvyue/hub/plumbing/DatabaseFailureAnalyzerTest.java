package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class DatabaseFailureAnalyzerTest {
    @Test
    void aDatabaseThatCannotBeUsedIsToldWithTheSettingToLookAt() {
        assertThat(told("28P01")).contains("SPRING_DATASOURCE_PASSWORD", "refuses the login", "what it said");
        assertThat(told("08001")).contains("连接不上数据库", "check spring.datasource.url");
        assertThat(told("3D000")).contains("没有此数据库", "no such database");
        assertThat(told("42501")).contains("所有者", "must own its database");
        assertThat(new DatabaseFailureAnalyzer().analyze(failure("22012"))).isNull();
    }

    private static String told(String state) {
        return new DatabaseFailureAnalyzer().analyze(failure(state)).getDescription();
    }

    private static IllegalStateException failure(String state) {
        return new IllegalStateException(new SQLException("what it said", state));
    }
}
