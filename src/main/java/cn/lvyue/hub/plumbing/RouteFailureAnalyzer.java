package cn.lvyue.hub.plumbing;

import java.util.LinkedHashSet;
import org.apache.camel.RuntimeCamelException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Makes Spring Boot say which route does not start and why, instead of printing a stack trace. */
class RouteFailureAnalyzer extends AbstractFailureAnalyzer<RuntimeCamelException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RuntimeCamelException cause) {
        var reasons = new LinkedHashSet<String>();
        for (Throwable reason = cause; reason != null; reason = reason.getCause()) {
            reasons.add(reason.getMessage() == null ? reason.toString() : reason.getMessage());
        }
        return new FailureAnalysis(
                "路由无法启动，请检查 routes 目录中的文件。\nThe routes do not start; look into the files of the folder routes.\n\n"
                        + String.join("\n", reasons),
                null,
                cause);
    }
}
