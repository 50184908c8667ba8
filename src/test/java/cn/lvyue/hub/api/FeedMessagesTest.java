package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.ledger.Ledger.Account;
import cn.lvyue.hub.ops.SourcePauses;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Finding;
import cn.lvyue.hub.record.MessageStatus;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.Severity;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

class FeedMessagesTest extends ApiContract {
    private static final String POST = "/api/v1/feeds/credit-site/messages";

    @Autowired
    private SourcePauses pauses;

    @Test
    void archivesABodyAndAnswers202WithItsNumberAsText() throws Exception {
        var answer = api.post(POST, "{\"a\":1}", "Content-Type", "application/json");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.json().toString()).isEqualTo("{\"messageId\":\"1\",\"status\":\"RECEIVED\"}");
        assertThat(answer.header("Location")).isEqualTo("/api/v1/messages/1");
        assertThat(hub.bodies.get(1L)).asString().isEqualTo("{\"a\":1}");
        assertThat(hub.arrivals.get(0).channel()).isEqualTo(Channel.HTTP);
    }

    @Test
    void answersInOnePieceAndInJsonWhateverTheSenderWouldRatherHave() throws Exception {
        var answer = api.post(POST, "x", "Accept", "text/xml");

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
        assertThat(answer.header("Content-Length")).isNotEmpty();
        assertThat(answer.http().body())
                .isEqualTo(new JsonMapper().writeValueAsBytes(new ReceivedAnswer("1", MessageStatus.RECEIVED)));
    }

    @Test
    void answersAPostThatTakesTheShortWayAsOneThatHasAQuery() throws Exception {
        var shortly = api.post(POST, "x");
        hub.clear();
        var withQuery = api.post(POST + "?wait=0", "x");

        assertThat(withQuery.status()).isEqualTo(shortly.status());
        assertThat(withQuery.http().body()).isEqualTo(shortly.http().body());
        assertThat(headers(withQuery)).isEqualTo(headers(shortly));
    }

    private static Map<String, List<String>> headers(ApiCall.Answer answer) {
        var headers = new TreeMap<>(answer.http().headers().map());
        headers.remove("date");
        return headers;
    }

    @Test
    void keepsTheBytesWhateverContentTypeIsDeclared() throws Exception {
        for (var type :
                List.of("application/x-www-form-urlencoded", "text/csv;charset=gbk", "application/zip", "a/b")) {
            hub.clear();
            var answer = api.post(POST + "?wait=0", "a=1&b=%E4%B8%AD", "Content-Type", type);

            assertThat(answer.status()).as(type).isEqualTo(202);
            assertThat(hub.bodies.get(1L)).as(type).asString().isEqualTo("a=1&b=%E4%B8%AD");
            assertThat(hub.messages.get(1L).mediaType()).isEqualTo(type);
        }
    }

    @Test
    void refusesAMultipartFormAndSaysHowToSendTheFile() throws Exception {
        var answer = api.post(POST, "--x--", "Content-Type", "multipart/form-data; boundary=x");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("code").asString()).isEqualTo("T115");
        assertThat(answer.json().path("detail").asString()).contains("--data-binary");
        assertThat(hub.arrivals).isEmpty();
    }

    @Test
    void waitsForTheOutcomeAndAnswersTheSummary() throws Exception {
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> hub.accounts.put(1L, done()));

        var answer = api.post(POST + "?wait=30", "x");

        assertThat(answer.status()).isEqualTo(200);
        var json = answer.json();
        assertThat(json.path("messageId").asString()).isEqualTo("1");
        assertThat(json.path("status").asString()).isEqualTo("DONE");
        assertThat(json.path("counts").toString())
                .isEqualTo("{\"read\":3,\"accepted\":2,\"updated\":0,\"duplicate\":0,\"stale\":0,\"conflict\":0,"
                        + "\"rejected\":1,\"parked\":0}");
        assertThat(json.path("findings").get(0).path("code").asString()).isEqualTo("F109");
    }

    @Test
    void answersWithTheStatusAsItIsWhenTheWaitIsOver() throws Exception {
        var answer = api.post(POST + "?wait=1", "x");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asString()).isEqualTo("RECEIVED");
    }

    @Test
    void theSameIdempotencyKeyIsTheSameMessage() throws Exception {
        api.post(POST, "x", "Idempotency-Key", "k-1");
        var again = api.post(POST, "x", "Idempotency-Key", "k-1");

        assertThat(again.status()).isEqualTo(202);
        assertThat(again.json().path("messageId").asString()).isEqualTo("1");
    }

    @Test
    void readsAPercentEncodedFileName() throws Exception {
        api.post(POST, "x", "X-Hub-Filename", "12345%E5%B7%A5%E5%8D%95+a.csv");

        assertThat(hub.messages.get(1L).filename()).isEqualTo("12345工单+a.csv");
    }

    @Test
    void refusesAFileNameThatIsNotPercentEncoded() throws Exception {
        var answer = api.post(POST, "x", "X-Hub-Filename", "100%.csv");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("parameter").asString()).isEqualTo("X-Hub-Filename");
    }

    @Test
    void namesTheFeedsThereAreForAnUnknownOne() throws Exception {
        var answer = api.post("/api/v1/feeds/Hotline/messages", "x");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().path("detail").asString()).contains("credit-site, hotline-12345");
        assertThat(answer.json().path("feeds").toString()).isEqualTo("[\"credit-site\",\"hotline-12345\"]");
    }

    @Test
    void refusesAWaitOutOfBoundsWithNameValueAndWhatIsWanted() throws Exception {
        for (var wait : List.of("61", "-1", "soon", "")) {
            var answer = api.post(POST + "?wait=" + wait, "x");

            assertThat(answer.status()).as(wait).isEqualTo(400);
            assertThat(answer.json().path("parameter").asString()).isEqualTo("wait");
            assertThat(answer.json().path("value").asString()).isEqualTo("'" + wait + "'");
            assertThat(answer.json().path("wanted").asString()).isNotBlank();
        }
        assertThat(hub.arrivals).isEmpty();
    }

    @Test
    void answers413AndF105ForABodyOverTheLimit() throws Exception {
        var body = BodyPublishers.ofByteArray(new byte[InMemoryHub.LIMIT + 1]);

        var answer = api.send("POST", POST, body);

        assertThat(answer.status()).isEqualTo(413);
        var problem = answer.json();
        assertThat(problem.path("code").asString()).isEqualTo("F105");
        assertThat(problem.path("type").asString()).isEqualTo("/api/v1/findings/F105");
        assertThat(problem.path("status").asInt()).isEqualTo(413);
        assertThat(problem.path("limit").asInt()).isEqualTo(InMemoryHub.LIMIT);
        assertThat(problem.path("remedy").asString()).isNotBlank();
    }

    @Test
    void asksToSendAgainWhenTheSurroundingsFail() throws Exception {
        hub.broken = true;

        var answer = api.post(POST, "x");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("5");
        assertThat(answer.json().path("code").asString()).isEqualTo("T122");
        assertThat(answer.json().toString()).doesNotContain("restarts", "Exception");
    }

    private static Account done() {
        var broken = new Finding("F109", Severity.REJECT, null, "line 4", null, null);
        return new Account(
                MessageStatus.DONE, 3, Map.of(Outcome.ACCEPTED, 2, Outcome.REJECTED, 1), List.of(broken), null);
    }

    @Test
    void aPausedSourceIsAnswered503AndNothingIsKeptUntilItIsResumed() throws Exception {
        var feed = new FeedId("credit-site");
        pauses.pause(feed, "li", "对方重发历史数据");

        var answer = api.post(POST, "{\"a\":1}");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.header("Retry-After")).isEqualTo("300");
        assertThat(answer.json().path("code").asString()).isEqualTo("T164");
        assertThat(answer.json().path("detail").asString()).contains("暂停接入").doesNotContain("重发历史");
        assertThat(hub.arrivals).isEmpty();
        assertThat(api.post("/api/v1/feeds/hotline-12345/messages", "x").status())
                .as("others go on")
                .isEqualTo(202);

        pauses.resume(feed, "li", "重发已毕");
        assertThat(api.post(POST, "{\"a\":1}").status()).isEqualTo(202);
    }

    @Test
    void whoPausesSaysWhyAndStatusAndAlarmsTellIt() throws Exception {
        assertThat(api.post("/api/v1/feeds/credit-site/pause", "{}", "Content-Type", "application/json")
                        .status())
                .isEqualTo(400);
        var paused = api.post(
                "/api/v1/feeds/credit-site/pause", "{\"reason\":\"系统割接\"}", "Content-Type", "application/json");
        assertThat(paused.json().path("paused").asBoolean()).isTrue();
        assertThat(api.get("/api/v1/status").json().path("paused").toString()).contains("系统割接");
        assertThat(api.get("/api/v1/alarms?open=true").json().toString()).contains("T164", "系统割接");

        var resumed = api.post(
                "/api/v1/feeds/credit-site/resumption", "{\"reason\":\"割接完成\"}", "Content-Type", "application/json");
        assertThat(resumed.json().path("paused").asBoolean()).isFalse();
        assertThat(resumed.json().path("pauses").get(0).path("resumedWhy").asString())
                .isEqualTo("割接完成");
        assertThat(api.get("/api/v1/alarms?open=true").json().toString()).doesNotContain("T164");
        assertThat(api.post(
                                "/api/v1/feeds/credit-site/resumption",
                                "{\"reason\":\"再次\"}",
                                "Content-Type",
                                "application/json")
                        .status())
                .isEqualTo(404);
    }
}
