package cn.lvyue.hub.api;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem what is so malformed that the server refuses it before any filter sees it. */
@Component
class ServerProblems implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private final ProblemAnswers problems;
    private final JsonMapper json;

    ServerProblems(ProblemAnswers problems, JsonMapper json) {
        this.problems = problems;
        this.json = json;
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        server.addContextCustomizers(context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(""); // its page of HTML
                host.getPipeline().addValve(new Report());
            }
        });
    }

    private final class Report extends ErrorReportValve {
        @Override
        protected void report(Request request, Response response, @Nullable Throwable failure) {
            int status = response.getStatus();
            if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
                return;
            }
            var open = new AtomicBoolean();
            response.getCoyoteResponse().action(ActionCode.IS_IO_ALLOWED, open);
            if (open.get()) {
                write(response, status, String.valueOf(request.getRequestURI()));
            }
        }

        private void write(Response response, int status, String path) {
            try {
                response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
                response.setCharacterEncoding("UTF-8");
                var reporter = response.getReporter();
                if (reporter != null) {
                    reporter.write(json.writeValueAsString(
                            problems.ofServer(status, path).getBody()));
                    response.finishResponse();
                }
            } catch (IOException gone) {
                getContainer().getLogger().debug("the client did not wait for its problem", gone);
            }
        }
    }
}
