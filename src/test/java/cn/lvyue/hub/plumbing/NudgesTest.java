package cn.lvyue.hub.plumbing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.lvyue.hub.record.FeedId;
import java.time.Duration;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NudgesTest {
    private static final FeedId FEED = new FeedId("hotline-12345");
    private static final FeedId OTHER = new FeedId("credit-site");
    private static final Duration SOON = Duration.ofSeconds(20);

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final AtomicInteger archived = new AtomicInteger();
    private final AtomicInteger nudges = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicInteger seen = new AtomicInteger();
    private final ConcurrentSkipListSet<String> told = new ConcurrentSkipListSet<>();

    @BeforeEach
    void start() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:put-to-work").process(exchange -> {
                    told.add(exchange.getMessage().getBody(FeedId.class).value());
                    nudges.incrementAndGet();
                    if (away.getAndSet(false)) {
                        throw new IllegalStateException("the broker is away");
                    }
                    seen.set(archived.get());
                });
            }
        });
        context.start();
    }

    @AfterEach
    void stop() {
        context.getExecutorServiceManager().setShutdownAwaitTermination(100); // a pause may be far from over
        context.stop();
    }

    @Test
    void aNudgeFollowsTheLastOfManyMessagesWithFarFewerNudgesThanMessages() {
        var subject = nudges(Duration.ofMillis(5));

        IntStream.range(0, 20_000).parallel().forEach(i -> {
            archived.incrementAndGet();
            subject.nudge(FEED);
        });

        await().atMost(SOON).until(() -> seen.get() == 20_000);
        assertThat(nudges.get()).isLessThan(10_000);
    }

    @Test
    void aFailedNudgeDoesNotSilenceTheNext() {
        var subject = nudges(Duration.ZERO);
        away.set(true);
        subject.nudge(FEED);
        await().atMost(SOON).until(() -> nudges.get() == 1);

        archived.set(7);
        subject.nudge(FEED);

        await().atMost(SOON).until(() -> seen.get() == 7);
    }

    @Test
    void aFeedInItsPauseDoesNotHoldUpAnother() {
        var subject = nudges(Duration.ofMinutes(5));
        subject.nudge(FEED);
        await().atMost(SOON).until(() -> nudges.get() == 1);
        subject.nudge(FEED);

        subject.nudge(OTHER);

        await().atMost(SOON).until(() -> told.contains(OTHER.value()));
        assertThat(nudges.get()).isEqualTo(2);
    }

    private Nudges nudges(Duration pause) {
        return new Nudges(context, context.createProducerTemplate(), new ProcessingSettings(2, pause));
    }
}
