package cn.lvyue.hub.plumbing;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot say which setting of the own database to look at, instead of printing a stack trace. */
class DatabaseFailureAnalyzer extends AbstractFailureAnalyzer<SQLException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, SQLException cause) {
        var state = String.valueOf(cause.getSQLState());
        var remedy = state.equals("42501") || state.equals("3D000") ? remedy(state) : remedy(state.substring(0, 2));
        return remedy.isEmpty() ? null : new FailureAnalysis(remedy + "\n\n" + cause.getMessage(), null, cause);
    }

    private static String remedy(String state) {
        return switch (state) {
            case "28" ->
                "数据库拒绝登录：请核对 spring.datasource.username 和环境变量 SPRING_DATASOURCE_PASSWORD。\nThe database refuses the login:"
                        + " check spring.datasource.username and the environment variable SPRING_DATASOURCE_PASSWORD.";
            case "08" ->
                "连接不上数据库：请核对 spring.datasource.url、网络和数据库服务。\nThe database cannot be reached: check spring.datasource.url,"
                        + " the network and the server.";
            case "3D000" ->
                "没有此数据库：请核对 spring.datasource.url，或先建库。\nThere is no such database: check spring.datasource.url, or create it.";
            case "42501" ->
                "数据库用户权限不足：它须为该库的所有者，表由枢纽自建。\nThe database user lacks rights: it must own its database, since the hub"
                        + " makes its schemas itself.";
            default -> "";
        };
    }
}
