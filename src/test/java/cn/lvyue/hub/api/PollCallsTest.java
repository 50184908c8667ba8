package cn.lvyue.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.channel.Polls;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PollCallsTest extends ApiContract {
    private static final Instant SIX = Instant.parse("2023-10-15T22:00:00Z");

    @Autowired
    private ListedPolls polls;

    @BeforeEach
    void list() {
        polls.sources.clear();
        polls.rounds.clear();
        polls.pages.clear();
    }

    @Test
    void showsHowFarEverySourceIsReadAndSinceWhenItFails() throws Exception {
        polls.sources.add(new Polls.Source("arrears", Optional.of(SIX), Optional.of(SIX), 2, Optional.of(SIX)));
        polls.sources.add(Polls.Source.neverAsked("other"));

        var items = api.get("/api/v1/polls").json().path("items");

        assertThat(items.get(0).path("watermark").asString()).isEqualTo("2023-10-16T06:00:00+08:00");
        assertThat(items.get(0).path("failures").asInt()).isEqualTo(2);
        assertThat(items.get(1).path("lastSuccess").isNull()
                        || items.get(1).path("lastSuccess").isMissingNode())
                .isTrue();
    }

    @Test
    void aFailedRoundComesWithItsWordsAndPagesByKey() throws Exception {
        polls.rounds.add(round(7, Polls.State.FAILED, "T133", "pageNo=2: /code = 500, 0"));
        polls.rounds.add(round(6, Polls.State.DONE, null, null));

        var first = api.get("/api/v1/polls/rounds?limit=1").json();
        var second = api.get("/api/v1/polls/rounds?limit=1&after="
                        + first.path("next").asString())
                .json();

        var failed = first.path("items").get(0);
        assertThat(failed.path("state").asString()).isEqualTo("FAILED");
        assertThat(failed.path("title").asString()).isEqualTo("来源接口返回错误页");
        assertThat(failed.path("remedyEn").asString()).isNotBlank();
        assertThat(failed.path("promised").asInt()).isEqualTo(73);
        assertThat(second.path("items").get(0).path("roundId").asString()).isEqualTo("6");
        assertThat(api.get("/api/v1/polls/rounds?limit=0").status()).isEqualTo(400);
    }

    @Test
    void namesTheMessageOfEveryPage() throws Exception {
        polls.pages.add(new Polls.Page(1, 1, 42));
        polls.pages.add(new Polls.Page(2, 2, 43));

        var json = api.get("/api/v1/polls/rounds/7/pages?after=1").json();

        assertThat(json.path("items").toString()).isEqualTo("[{\"number\":2,\"page\":2,\"messageId\":\"43\"}]");
    }

    private static Polls.Round round(long id, Polls.State state, String code, String detail) {
        return new Polls.Round(
                id,
                "arrears",
                Optional.empty(),
                Optional.empty(),
                SIX,
                Optional.of(SIX),
                state,
                1,
                2,
                30,
                Optional.of(73L),
                code,
                detail);
    }
}
