package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told whose command cannot be done: place, value and remedy, Chinese first, never a stack. */
class BadInputTest {
    @TempDir
    Path folder;

    private final List<String> calls = new ArrayList<>();
    private HttpServer server;
    private String url;

    @BeforeEach
    void somethingThatAnswersWithAPage() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            var page = "<html>a page</html>".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void wrongUsageIsToldInBothLanguagesAboveTheUsage() {
        assertThat(wrong("mapping", "propose", "7")).startsWith("缺少 --reason / missing: --reason");
        assertThat(wrong("mapping", "draft")).startsWith("缺少 FEED / missing: FEED");
        assertThat(wrong("chekc")).startsWith("没有命令 chekc / there is no command chekc；是否指 did you mean: check");
        assertThat(wrong("retention", "run", "3", "4")).startsWith("多余的参数 4 / more arguments than it takes: 4");
        assertThat(wrong("batch", "--targt", "x", "--target", "provincial"))
                .startsWith("没有选项 --targt / there is no option --targt")
                .contains("；是否指 did you mean: --target");
        assertThat(wrong("batch", "--target", "a", "--target", "b"))
                .startsWith("选项 --target 只能给一次 / option --target may be given once only");
        assertThat(wrong("archive", "verify", "--from", "yesterday"))
                .startsWith("--from 的值“yesterday”不对，应如 2027-01-31 / --from: the value \"yesterday\" is wrong");
        assertThat(wrong("archive", "search", "contract")).contains("“contract”不对，应如 name=value");
        assertThat(wrong("try", "a", "b", "--channel", "PIGEON")).contains("“PIGEON”不对，应如 [", "FILE");
        assertThat(wrong("archive")).startsWith("请给出命令 / name a command");
    }

    @Test
    void aMappingFileThatIsMissingIsNamedAndNothingIsSent() {
        var gone = folder.resolve("gone.yaml").toString();

        assertThat(failed("mapping", "draft", "credit-site", gone))
                .startsWith("读不到文件 " + gone)
                .contains("cannot read file");
        assertThat(failed("mapping", "change", "7", folder.toString())).contains("读不到文件 " + folder);
        assertThat(failed("archive", "verify", "--pinned", gone)).contains("读不到文件 " + gone);
        assertThat(calls).isEmpty();
    }

    @Test
    void aFolderThatIsMissingForAResultIsNamedBeforeAnythingIsFetched() {
        var out = folder.resolve("none/evidence.zip").toString();

        assertThat(failed("archive", "export", "--record", "1", "--out", out))
                .startsWith("没有目录 " + folder.resolve("none"))
                .contains("there is no folder");
        assertThat(failed("returned", "1", "--out", folder.toString())).contains("是目录，请给出文件名", "is a folder");
        assertThat(calls).isEmpty();
        assertThat(CommandRun.of("archive", "verifier", "--out", out).err())
                .startsWith("没有文件或目录 " + out + " / there is no file or folder " + out);
    }

    @Test
    void anAddressThatIsNoneAndAPageThatIsNoHubAreToldApart() {
        assertThat(CommandRun.of("status", "--url", "there").err()).startsWith("--url 的值“there”不是地址");
        assertThat(CommandRun.of("status", "--url", "http://a b").err()).startsWith("--url 的值“http://a b”不是地址");
        assertThat(failed("status")).startsWith("%s 的应答不是枢纽的".formatted(url)).contains("what answers at");
        assertThat(CommandRun.of("status", "--url", url.replace("http", "https"))
                        .err())
                .startsWith("连不上枢纽 https")
                .contains("http 或 https");
    }

    @Test
    void aFetchFromNobodySaysThatNoHubIsThere() {
        server.stop(0);

        assertThat(failed(
                        "archive",
                        "export",
                        "--record",
                        "1",
                        "--out",
                        folder.resolve("e.zip").toString()))
                .startsWith("连不上枢纽 " + url)
                .doesNotContain("null");
    }

    @Test
    void aTokenThatCannotBeOneIsNotRepeated() {
        var run = CommandRun.of("status", "--url", url, "--token", "se\ncret");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).startsWith("--token 或 HUB_ADMIN_TOKEN").doesNotContain("cret");
    }

    @Test
    void numbersWithSignsOfAnAddressStayOneNumber() {
        failed("retention", "status", "3/../4");
        failed(
                "archive",
                "export",
                "--record",
                "a b?",
                "--out",
                folder.resolve("e.zip").toString());
        failed("replay", "show", "1?x");

        assertThat(calls.get(0)).isEqualTo("GET /api/v1/retention/plans/3%2F..%2F4");
        assertThat(calls).anyMatch(call -> call.endsWith("/api/v1/replays/1%3Fx"));
    }

    @Test
    void aHoldThatOnlySaysWhyIsNotTakenForAQuestion() {
        failed("retention", "hold", "--reason", "诉讼");

        assertThat(calls).containsExactly("POST /api/v1/retention/holds");
    }

    @Test
    void aMomentThatIsNoneIsWrongUsage() {
        assertThat(wrong("mapping", "propose", "1", "--reason", "a", "--at", "yesterday"))
                .startsWith("--at 的值“yesterday”不对，应如 2027-01-31T00:00:00+08:00");
        assertThat(wrong("retention", "hold", "--feed", "a", "--from", "yesterday"))
                .startsWith("--from 的值“yesterday”不对");
    }

    private String failed(String... command) {
        var args = new ArrayList<>(List.of(command));
        args.addAll(List.of("--url", url, "--token", "t"));
        var run = CommandRun.of(args.toArray(String[]::new));
        assertThat(run.err()).doesNotContain("\tat ", "Exception");
        return run.err();
    }

    private static String wrong(String... command) {
        var run = CommandRun.of(command);
        assertThat(run.code()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("用法 usage: hub ");
        return run.err();
    }
}
