package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.archive.Portion;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.TemporaryFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.camel.Variable;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The real routes of the lanes, with stand-ins for the steps; the route {@code processing} is a stand-in too. */
class LanesTest {
    private static final FeedId FEED = new FeedId("a");

    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final StandIn steps = new StandIn();

    @BeforeEach
    void start() throws Exception {
        for (var name : List.of("archive", "mapping", "smallMessages", "ledger")) {
            camel.getRegistry().bind(name, steps);
        }
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:prepare-chunk").bean(steps, "prepare");
                from("direct:process")
                        .onException(IllegalStateException.class)
                        .handled(true)
                        .bean(steps, "fail")
                        .end()
                        .setVariable("message", body())
                        .setBody(constant("a chunk"))
                        .bean(steps, "processAlone")
                        .bean(steps, "settle");
            }
        });
        PluginHelper.getRoutesLoader(camel)
                .loadRoutes(ResourceHelper.resolveResource(
                        camel, "file:" + Path.of("routes/2-lanes.camel.yaml").toAbsolutePath()));
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void smallMessagesShareOneWriteAndALargeOneGoesAloneInItsPlace() {
        steps.waits(1, 2, 3);
        steps.large.add(4L);
        steps.waits(4, 5);

        takeUp();

        assertThat(steps.done).containsExactly("together [1, 2, 3]", "alone 4", "together [5]");
        assertThat(steps.waiting).isEmpty();
    }

    @Test
    void whatFailsInCompanyIsDoneAgainOneByOneInOrder() {
        steps.waits(1, 2, 3);
        steps.poison = 2;

        takeUp();

        assertThat(steps.done).containsExactly("alone 1", "failed 2", "alone 3");
    }

    @Test
    void aLargeMessageThatFailsForGoodDoesNotEndTheTurnOfThoseBehindIt() {
        steps.large.add(1L);
        steps.waits(1, 2);
        steps.poison = 1;

        takeUp();

        assertThat(steps.done).containsExactly("failed 1", "together [2]");
    }

    @Test
    void onlyWhatWasReadTogetherIsSettledAndTheRestComesNext() {
        steps.waits(1, 2, 3, 4);
        steps.packed.add(3L);

        takeUp();

        assertThat(steps.done).containsExactly("together [1, 2]", "alone 3", "together [4]");
    }

    @Test
    void aFailureOfTheSurroundingsEndsTheTurnAndLeavesWhatWaits() {
        steps.waits(1, 2, 3);
        steps.away = true;

        assertThatThrownBy(this::takeUp).hasRootCauseInstanceOf(TemporaryFailure.class);

        assertThat(steps.done).isEmpty();
        assertThat(steps.waiting).containsExactly(1L, 2L, 3L);
    }

    @Test
    void anEmptyLaneIsLeftAtOnce() {
        takeUp();

        assertThat(steps.done).isEmpty();
    }

    private void takeUp() {
        var failure = camel.createFluentProducerTemplate()
                .withVariable("feed", FEED.value())
                .to("direct:take-up")
                .send()
                .getException();
        if (failure != null) {
            throw new IllegalStateException(failure);
        }
    }

    /** What the routes under test call. */
    public static class StandIn {
        final List<Long> waiting = new ArrayList<>();
        final List<Long> large = new ArrayList<>();
        final List<Long> packed = new ArrayList<>();
        final List<String> done = new ArrayList<>();
        long poison;
        boolean away;

        void waits(long... ids) {
            LongStream.of(ids).forEach(waiting::add);
        }

        public Portion nextWaiting(String feed) {
            var small = waiting.stream().takeWhile(id -> !large.contains(id)).toList();
            var ids = small.isEmpty() ? waiting.stream().limit(1).toList() : small;
            return new Portion(ids.stream().map(StandIn::message).toList(), !small.isEmpty());
        }

        private static Message message(long id) {
            return new Message(id, FEED, Channel.HTTP, Instant.EPOCH, null, null, 1, "");
        }

        public String pack(FeedId feed, String version) {
            return "pack";
        }

        public String version(FeedId feed) {
            return "version";
        }

        public Map<String, String> readPlan(FeedId feed, Channel channel, String version) {
            return Map.of();
        }

        public List<byte[]> bodies(List<Message> messages) {
            return messages.stream().map(message -> new byte[0]).toList();
        }

        public List<Message> read(List<Message> messages, Map<String, String> plan, List<byte[]> bodies) {
            return messages.stream()
                    .takeWhile(message -> !packed.contains(message.id()))
                    .toList();
        }

        public Message prepare(Message message) {
            if (message.id() == poison) {
                throw new IllegalStateException("poison");
            }
            return message;
        }

        public List<Message> writeTogether(List<Message> messages, String mapping, String pack) {
            if (away) {
                throw new TemporaryFailure("away");
            }
            done.add("together " + messages.stream().map(Message::id).toList());
            return messages;
        }

        public void settleAll(List<Message> messages) {
            messages.forEach(message -> waiting.remove(message.id()));
        }

        public void processAlone(@Variable("message") Message message) {
            if (away) {
                throw new TemporaryFailure("away");
            }
            if (message.id() == poison) {
                throw new IllegalStateException("poison");
            }
            done.add("alone " + message.id());
        }

        public void fail(@Variable("message") Message message) {
            done.add("failed " + message.id());
            waiting.remove(message.id());
        }

        public void settle(@Variable("message") Message message) {
            waiting.remove(message.id());
        }
    }
}
