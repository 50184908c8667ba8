package cn.lvyue.hub.api.command;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What is told when a call of a running hub brings no result. */
final class CallFaults {
    private static final String TOKEN =
            "令牌以 --token 或环境变量 HUB_ADMIN_TOKEN 给出 / the token is given by --token or HUB_ADMIN_TOKEN%n".formatted();

    private CallFaults() {}

    /** Why nothing, or only a part, came back from an address. */
    static String noAnswer(String url, IOException failed) {
        if (failed instanceof FileSystemException) {
            return Faults.text(failed);
        }
        if (failed instanceof ConnectException || failed instanceof HttpConnectTimeoutException) {
            return "连不上枢纽 %s，它在运行吗？请核对 --url 的地址、端口、http 或 https / cannot reach the hub at %s; does it run? Look at address, port, http or https in --url"
                    .formatted(url, url);
        }
        if (failed instanceof HttpTimeoutException) {
            return "%s 的枢纽未及时应答；可能仍在办理，请先查看结果再重试 / the hub at %s did not answer in time; it may still be at work: look before you repeat"
                    .formatted(url, url);
        }
        var why = Faults.text(failed);
        return "与 %s 的连接中断：%s；请重试，再看枢纽的日志 / the connection to %s broke: %s; try again, then look at the hub's log"
                .formatted(url, why, url, why);
    }

    static String noAddress(String url) {
        return "--url 的值“%s”不是地址，应如 http://127.0.0.1:8080 / --url: \"%s\" is no address; it looks like http://127.0.0.1:8080"
                .formatted(url, url);
    }

    static String noHub(String url) {
        return "%s 的应答不是枢纽的，请核对 --url / what answers at %s is no hub; look at --url".formatted(url, url);
    }

    /** Title, detail and remedy of a problem answer; else the bare status. */
    static String problem(JsonMapper json, int status, String body) {
        try {
            var problem = json.readTree(body);
            if (problem.has("code")) {
                return (status == 401 ? TOKEN : "")
                        + "%s %s%n%s%n%s"
                                .formatted(
                                        problem.path("code").asString(""),
                                        problem.path("title").asString(""),
                                        problem.path("detail").asString(""),
                                        problem.path("remedy").asString(""));
            }
        } catch (JacksonException noProblem) {
            // A proxy's page, or nothing at all: the status has to do.
        }
        return "枢纽应答状态 %d，请核对 --url / the hub answered with status %d; look at --url".formatted(status, status);
    }
}
