package cn.lvyue.hub.flow;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The arrears feed as a hub polls it: its settings, and the messages its pages became. */
public final class PolledFeed {
    private static final String FEED = "sme-arrears";

    private PolledFeed() {}

    /** Settings of a hub that polls an interface as the arrears feed. */
    public static Map<String, String> settings(PagedApi api) {
        var name = "hub.polls." + FEED + ".";
        return Map.of(
                name + "url", api.url(),
                name + "paging.record-id", "/djbh",
                name + "window.since", "beginTime",
                name + "window.changed", "/gxsj",
                name + "window.format", "epoch-millis",
                name + "interval", "1h");
    }

    /**
     * Waits for the first whole round.
     *
     * @return the summaries of its pages' messages, in the order of the pages
     */
    public static List<JsonNode> messages(HubClient hub) {
        var round = Awaitility.await("a whole round of " + FEED)
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> done(hub), found -> !found.isMissingNode());
        var pages = hub.get("/polls/rounds/" + round.get("roundId").asString() + "/pages?limit=1000");
        var last = new ArrayList<JsonNode>();
        for (var page : pages.get("items")) {
            if (page.get("page").asInt() == 1) {
                last.clear(); // a later pass reads the same pages again
            }
            last.add(page);
        }
        return last.stream()
                .map(page -> hub.awaitOutcome(page.get("messageId").asString()))
                .toList();
    }

    private static JsonNode done(HubClient hub) {
        for (var round : hub.get("/polls/rounds?source=" + FEED).get("items")) {
            if (round.get("state").asString().equals("DONE")) {
                return round;
            }
        }
        return new JsonMapper().missingNode();
    }
}
