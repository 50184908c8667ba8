package cn.lvyue.hub.api.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningHubCommandsTest {
    private static final String MAPPINGS =
            "[{\"feed\":\"credit-site\",\"version\":\"4567\",\"origin\":\"PUBLISHED\",\"publication\":\"7\","
                    + "\"fileVersion\":\"0123\",\"planned\":[]},{\"feed\":\"hotline\",\"version\":\"89ab\",\"origin\":\"FILE\","
                    + "\"file\":\"hotline.yaml\",\"fileVersion\":\"89ab\",\"planned\":[]}]";
    private static final String SEALED = batch("SEALED");

    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final Queue<Scripted> answers = new ArrayDeque<>();
    private HttpServer server;
    private String url;

    private record Scripted(int status, String body) {}

    @BeforeEach
    void aHub() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void showsTheStatusAsTables() {
        answers.add(new Scripted(200, status(true)));
        answers.add(new Scripted(200, MAPPINGS));

        var run = CommandRun.of("status", "--url", url, "--token", "t-1");

        assertThat(run.code()).isZero();
        assertThat(calls).containsExactly("GET /api/v1/status Bearer t-1", "GET /api/v1/mappings Bearer t-1");
        assertThat(run.out())
                .contains(
                        "credit-site",
                        "省 provincial",
                        "messages waiting: 4",
                        "alarm T161 2026-03-05T10:31:00+08:00",
                        "未到 / nothing came",
                        "published 7（文件不同 the file says 0123）",
                        "文件 file hotline.yaml",
                        "账平");
    }

    @Test
    void failsWhenTheBalanceDoesNotClose() {
        answers.add(new Scripted(200, status(false)));
        answers.add(new Scripted(200, MAPPINGS));

        assertThat(CommandRun.of("status", "--url", url).code()).isEqualTo(1);
    }

    @Test
    void passesTheAnswerOnForScripts() {
        answers.add(new Scripted(200, status(true)));
        answers.add(new Scripted(200, MAPPINGS));

        assertThat(CommandRun.of("status", "--url", url, "--json").out())
                .contains("\"balanced\" : true", "\"publication\" : \"7\"");
    }

    @Test
    void tellsAProblemOfTheHubWithItsRemedy() {
        answers.add(new Scripted(
                401, "{\"code\":\"S104\",\"title\":\"密钥未知\",\"detail\":\"没有令牌\",\"remedy\":\"请用 --token\"}"));

        var run = CommandRun.of("status", "--url", url);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("S104 密钥未知", "没有令牌", "请用 --token").doesNotContain("\tat ");
    }

    @Test
    void saysWhenNoHubIsThere() {
        server.stop(0);

        var run = CommandRun.of("status", "--url", url);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("连不上枢纽 " + url);
    }

    @Test
    void reconcilesADayAndFailsOnAnyDifference() {
        answers.add(new Scripted(200, statement(2, "A1", "\"provincial:A1\"")));
        answers.add(new Scripted(200, statement(2, "A2", "null")));

        var run = CommandRun.of("reconcile", "--date", "2026-03-04", "--feed", "credit-site", "--url", url);

        assertThat(run.code()).isEqualTo(1);
        assertThat(calls)
                .extracting(call -> call.split(" ")[1])
                .containsExactly(
                        "/api/v1/reconciliation?date=2026-03-04&feed=credit-site&limit=1000",
                        "/api/v1/reconciliation?date=2026-03-04&feed=credit-site&limit=1000&after=provincial%3AA1");
        assertThat(run.out())
                .contains("credit-site", "12.500000", "R150 provincial 缺 A1", "R150 provincial 缺 A2", "各数相符");
    }

    @Test
    void succeedsWhenADayIsInOrder() {
        answers.add(new Scripted(200, statement(0, "A1", "null")));

        assertThat(CommandRun.of("reconcile", "--json", "--url", url).code()).isZero();
    }

    @Test
    void sealsABatchForADay() {
        answers.add(new Scripted(202, SEALED));

        var run = CommandRun.of("batch", "--target", "provincial", "--date", "2023-10-15", "--url", url);

        assertThat(run.code()).isZero();
        assertThat(calls.get(0)).startsWith("POST /api/v1/batches?target=provincial&date=2023-10-15 ");
        assertThat(run.out()).contains("P1", "SEALED");
    }

    @Test
    void waitsForTheReceiptsOfABatch() {
        answers.add(new Scripted(202, SEALED));
        answers.add(new Scripted(200, batch("SENT")));
        answers.add(new Scripted(200, batch("RECEIPTED")));

        var run = CommandRun.of("batch", "--target", "provincial", "--wait", "--url", url);

        assertThat(run.code()).isZero();
        assertThat(calls).hasSize(3).last().asString().startsWith("GET /api/v1/batches/5 ");
        assertThat(run.out()).contains("RECEIPTED", "R1 0");
    }

    @Test
    void failsWhenThePlatformRefusesOrTheTimeIsOver() {
        answers.addAll(List.of(new Scripted(202, SEALED), new Scripted(200, batch("PARTLY"))));
        assertThat(CommandRun.of("batch", "--target", "national", "--wait", "--url", url)
                        .code())
                .isEqualTo(1);

        answers.addAll(List.of(new Scripted(202, SEALED), new Scripted(200, SEALED)));
        assertThat(CommandRun.of("batch", "--target", "national", "--wait", "--timeout", "0", "--url", url)
                        .code())
                .isEqualTo(1);
    }

    @Test
    void askForATargetAndARealDay() {
        assertThat(CommandRun.of("batch", "--url", url).code()).isEqualTo(2);
        assertThat(CommandRun.of("batch", "--target", "provincial", "--date", "yesterday")
                        .code())
                .isEqualTo(2);
        assertThat(calls).isEmpty();
    }

    @Test
    void fetchesTheReturnedDocumentOfAMessage(@TempDir Path folder) throws IOException {
        answers.add(new Scripted(200, "编号,校验结果"));
        var out = folder.resolve("退回.csv");

        var run = CommandRun.of("returned", "42", "--out", out.toString(), "--url", url, "--token", "t-1");

        assertThat(run.code()).isZero();
        assertThat(calls).containsExactly("GET /api/v1/messages/42/returned Bearer t-1");
        assertThat(out).hasContent("编号,校验结果");
    }

    @Test
    void leavesNoFileWhereNothingIsToBeCorrected(@TempDir Path folder) {
        answers.add(new Scripted(404, "{\"code\":\"T112\",\"detail\":\"没有需要补正的内容\"}"));

        var run = CommandRun.of("returned", "42", "--out", folder.resolve("a").toString(), "--url", url);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("T112", "没有需要补正的内容");
        assertThat(folder).isEmptyDirectory();
    }

    private void answer(HttpExchange exchange) throws IOException {
        calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                + exchange.getRequestHeaders().getFirst("Authorization"));
        var scripted = answers.remove();
        var body = scripted.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(scripted.status(), body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private static String batch(String state) {
        return """
                {"batchId":"5","batchNo":"P1","target":"provincial","businessDate":"2023-10-15","state":"%s","records":3,
                 "zeroReport":false,"packages":[{"packageId":"a","sequence":1,"state":"SENT","records":3,
                 "receipts":[{"stage":"R1","code":"0","message":"好"}]}]}""".formatted(state);
    }

    @Test
    void showsTheReportAsTablesAndAsCsv() {
        answers.add(new Scripted(200, REPORT));
        answers.add(new Scripted(200, REPORT));

        var tables = CommandRun.of("report", "--url", url, "--from", "2026-03-01", "--feed", "credit-site");
        var csv = CommandRun.of("report", "--url", url, "--csv");

        assertThat(calls.get(0)).startsWith("GET /api/v1/reports/sources?from=2026-03-01&feed=credit-site ");
        assertThat(calls.get(1)).startsWith("GET /api/v1/reports/sources ");
        assertThat(tables.code()).isZero();
        assertThat(tables.out()).contains("合规率 conforming", "97.50% ✗", "0.00", "—", "V101", "TS_SJ");
        assertThat(csv.out().lines().toList())
                .containsExactly(
                        "from,to,feed,due,onTime,late,missed,waiting,zeroReports,messages,unreadable,failed,read,accepted,"
                                + "updated,duplicate,stale,conflict,parked,rejected,outside,conformity,wrongCodes,"
                                + "wrongCodesPer10000,firstTimeRight,returned,corrected,medianHours,openUpTo3,open4To10,"
                                + "openOver10",
                        "2026-03-01,2026-03-05,credit-site,5,3,1,1,0,1,6,1,0,40,39,0,0,0,0,0,1,0,0.975,0,0.0,,1,0,,1,0,0");
    }

    private static final String REPORT = """
            {"from":"2026-03-01","to":"2026-03-05","leastConformity":0.98,"mostWrongCodes":1.0,"sources":[
             {"feed":"credit-site","due":{"due":5,"onTime":3,"late":1,"missed":1,"waiting":0,"zeroReports":1},
              "messages":{"taken":6,"done":5,"unreadable":1,"failed":0},"read":40,
              "counts":{"accepted":39,"conflict":0,"duplicate":0,"parked":0,"rejected":1,"stale":0,"updated":0},"outside":0,
              "conformity":0.975,"conformityMet":false,"wrongCodes":0,"wrongCodesPer10000":0.0,"wrongCodesMet":true,
              "firstTimeRight":null,
              "returns":{"returned":1,"corrected":0,"medianHours":null,"open":{"upTo3":1,"upTo10":0,"older":0}},
              "findings":[{"code":"V101","field":"TS_SJ","records":1}]}]}""";

    private static String statement(int differences, String number, String next) {
        var figure = "{\"records\":3,\"amount\":\"12.500000\"}";
        var account = "{\"all\":%s,\"pushed\":%s}".formatted(figure, figure);
        return """
                {"date":"2026-03-04","version":null,"closes":true,"differences":%d,"received":[{"feed":"credit-site","read":3}],
                 "targets":[{"target":"provincial","comparedWith":"platform","remark":null,
                  "sent":{"records":3,"amount":"12.500000","digest":"ab"},"platform":null,
                  "feeds":[{"feed":"credit-site","received":%s,"batch":%s}]}],
                 "items":[{"code":"R150","target":"provincial","message":"缺 %s","messageEn":"missing"}],"next":%s}""".formatted(differences, account, account, number, next);
    }

    private static String status(boolean balanced) {
        return """
                {"balanced":%s,"feeds":[{"feed":"credit-site","messages":2,"counts":{"read":3,"accepted":3}}],
                 "targets":[{"target":"provincial","pending":1,"sent":2}],"waiting":{"messages":4},
                 "alarms":[{"code":"T161","level":"CRITICAL","subject":"credit-site","since":"2026-03-05T10:31:00+08:00",
                  "message":"来源 credit-site 未到","messageEn":"nothing came"}]}""".formatted(balanced);
    }
}
