package cn.lvyue.hub.plumbing;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Says in both languages what Spring Boot says in English: before its own. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
        int port = cause.getPort();
        return new FailureAnalysis("""
                端口 %d 已被占用：请结束占用它的程序，或以 server.port（环境变量 SERVER_PORT）另设端口。
                Port %d is in use: end what uses it, or set another one with server.port (environment variable SERVER_PORT).
                """.strip().formatted(port, port), null, cause);
    }
}
