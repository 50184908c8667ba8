package cn.lvyue.hub.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.mapping.MappingTexts.Text;
import cn.lvyue.hub.publishing.Publications.Done;
import cn.lvyue.hub.publishing.Publications.State;
import cn.lvyue.hub.publishing.Shadows.Progress;
import cn.lvyue.hub.record.FeedId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A version's way from draft into force, in a real database. */
class PublicationsTest {
    private static final FeedId FEED = new FeedId("hotline-12345");
    private static final Instant START = Instant.parse("2026-11-28T00:00:00Z");
    private static final Duration LEAD = Duration.ofSeconds(3);

    private final Hands clock = new Hands();
    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    private final PublicationStore store = new PublicationStore(jdbc, clock);
    private final ShadowStore shadows = new ShadowStore(jdbc, clock);
    private final Publications publications = new PublicationService(store, new PublishingSettings(LEAD), clock);

    @BeforeEach
    void empty() {
        TestDatabase.reset();
    }

    @Test
    void whatIsDraftedTriedProposedAndApprovedByAnotherTakesEffectAtItsMoment() {
        long id = publications.draft(text("v2"), "v1", "li");
        tried(id);
        var wanted = START.plus(Duration.ofHours(8));

        assertThat(publications.propose(id, "对照表补充", wanted, "li")).isEqualTo(Done.DONE);
        assertThat(store.approved()).isEmpty();
        assertThat(publications.approve(id, "wang")).isEqualTo(Done.DONE);

        var is = publications.find(id).orElseThrow();
        assertThat(is.state()).isEqualTo(State.APPROVED);
        assertThat(is.effectiveAt()).isEqualTo(wanted);
        assertThat(is.digest()).hasSize(64);
        assertThat(store.approved()).singleElement().satisfies(placed -> {
            assertThat(placed.version()).isEqualTo("v2");
            assertThat(placed.effectiveAt()).isEqualTo(wanted);
        });
        assertThat(store.text(FEED, "v2")).contains(text("v2"));
    }

    @Test
    void aMomentThatIsPastAtTheApprovalBecomesTheNextAtWhichEveryNodeKnows() {
        long id = proposed("v2", START.plusSeconds(10));
        clock.now = START.plusSeconds(60);

        publications.approve(id, "wang");

        assertThat(publications.find(id).orElseThrow().effectiveAt()).isEqualTo(clock.now.plus(LEAD));
    }

    @Test
    void whoDraftedChangedOrProposedItCannotApproveIt() {
        long id = publications.draft(text("v2"), "v1", "li");
        publications.change(id, text("v3"), "zhao");
        tried(id);
        publications.propose(id, "理由", null, "qian");

        for (var person : List.of("li", "zhao", "qian")) {
            assertThat(publications.approve(id, person)).as(person).isEqualTo(Done.SAME_PERSON);
        }
        assertThat(publications.approve(id, "wang")).isEqualTo(Done.DONE);
        assertThat(publications.approve(id, "sun")).isEqualTo(Done.NOT_NOW);
    }

    @Test
    void nothingIsProposedWhoseVeryTextWasNotTriedToTheEnd() {
        long id = publications.draft(text("v2"), "v1", "li");
        assertThat(publications.propose(id, "理由", null, "li")).isEqualTo(Done.NOT_TRIED);
        tried(id);
        publications.change(id, text("v3"), "li");

        assertThat(publications.propose(id, "理由", null, "li")).isEqualTo(Done.NOT_TRIED);
        tried(id);
        assertThat(publications.propose(id, "理由", null, "li")).isEqualTo(Done.DONE);
        assertThat(publications.change(id, text("v4"), "li")).isEqualTo(Done.NOT_NOW);
    }

    @Test
    void anEarlierVersionNeedsNoTrialButAnApproval() {
        store.started(List.of(text("v1")));
        long id = publications.proposeReturn(text("v1"), "v2", "v2 有误", null, "li");

        assertThat(publications.approve(id, "li")).isEqualTo(Done.SAME_PERSON);
        assertThat(publications.approve(id, "wang")).isEqualTo(Done.DONE);
        assertThat(store.approved()).hasSize(1);
    }

    @Test
    void whatIsApprovedIsWithdrawnUntilNodesMayHaveChangedOver() {
        long soon = proposed("v2", START.plusSeconds(60));
        long now = proposed("v3", null);
        publications.approve(soon, "wang");
        publications.approve(now, "wang");

        assertThat(publications.withdraw(now, "误批", "li")).isEqualTo(Done.NOT_NOW);
        assertThat(publications.withdraw(soon, "误批", "li")).isEqualTo(Done.DONE);
        assertThat(store.approved()).extracting(placed -> placed.publication()).containsExactly(now);
        assertThat(publications.refuse(99, "无", "wang")).isEqualTo(Done.UNKNOWN);
    }

    @Test
    void whatIsRefusedIsOverAndSaysWhy() {
        long id = proposed("v2", null);

        assertThat(publications.refuse(id, "代码有误", "wang")).isEqualTo(Done.DONE);
        assertThat(publications.approve(id, "wang")).isEqualTo(Done.NOT_NOW);
        assertThat(publications.find(id).orElseThrow().decision()).isEqualTo("代码有误");
        assertThat(publications.open()).isEmpty();
    }

    @Test
    void aStartIsNotedWhenTheFileSaysSomethingElseThanBefore() {
        store.started(List.of(text("v1")));
        clock.now = START.plusSeconds(60);
        store.started(List.of(text("v1")));
        assertThat(publications.fileStart(FEED).orElseThrow().at()).isEqualTo(START);

        store.started(List.of(text("v2")));

        assertThat(publications.fileStart(FEED).orElseThrow().version()).isEqualTo("v2");
        assertThat(publications.known(FEED))
                .extracting(Publications.Known::version)
                .containsExactly("v2", "v1");
    }

    @Test
    void aShadowRunThatItsNodeLeftIsDoneAnewByAnother() {
        long id = publications.draft(text("v2"), "v1", "li");
        long run = shadows.ask(publications.find(id).orElseThrow(), 30, 1000, "li");
        assertThat(shadows.lease("a").orElseThrow().id()).isEqualTo(run);
        assertThat(shadows.progress(run, "a", new Progress(10, 4, 400, 3))).isTrue();
        assertThat(shadows.latest(id).orElseThrow().percent()).isEqualTo(40);
        assertThat(shadows.lease("b")).isEmpty();

        clock.now = START.plus(Duration.ofMinutes(2));

        assertThat(shadows.lease("b").orElseThrow().messagesDone()).isZero();
        assertThat(shadows.progress(run, "a", new Progress(10, 5, 500, 3))).isFalse();
        shadows.done(run, "b", new Progress(10, 10, 1000, 7), "{}");
        assertThat(shadows.latest(id).orElseThrow().state()).isEqualTo(Shadows.State.DONE);
    }

    @Test
    void anotherRunOfADraftGivesUpTheOneThatIsUnderWay() {
        long id = publications.draft(text("v2"), "v1", "li");
        long first = shadows.ask(publications.find(id).orElseThrow(), 30, 1000, "li");
        shadows.lease("a");

        long second = shadows.ask(publications.find(id).orElseThrow(), 7, 1000, "li");

        assertThat(shadows.progress(first, "a", new Progress(1, 1, 1, 0))).isFalse();
        assertThat(shadows.lease("a").orElseThrow().id()).isEqualTo(second);
    }

    private long proposed(String version, Instant at) {
        long id = publications.draft(text(version), "v1", "li");
        tried(id);
        publications.propose(id, "理由", at, "li");
        return id;
    }

    private void tried(long id) {
        long run = shadows.ask(publications.find(id).orElseThrow(), 30, 1000, "li");
        shadows.lease("node");
        shadows.done(run, "node", new Progress(0, 0, 0, 0), "{}");
    }

    private static Text text(String version) {
        return new Text(FEED, version, "complaint-2023", "version: " + version);
    }

    /** A clock that is set by hand. */
    private static final class Hands extends Clock {
        private Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("Asia/Shanghai");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
