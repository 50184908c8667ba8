package cn.lvyue.hub.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Channel;
import cn.lvyue.hub.record.FeedId;
import cn.lvyue.hub.record.Message;
import cn.lvyue.hub.record.Outcome;
import cn.lvyue.hub.record.PersonalSeal;
import cn.lvyue.hub.record.ReplayEffect;
import cn.lvyue.hub.record.Replayed;
import cn.lvyue.hub.replay.Replays.Done;
import cn.lvyue.hub.replay.Replays.Mode;
import cn.lvyue.hub.replay.Replays.Request;
import cn.lvyue.hub.replay.Replays.Selection;
import cn.lvyue.hub.replay.Replays.State;
import cn.lvyue.hub.standard.StandardPacks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.FileSystemUtils;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/** When a replay stands still by itself, or is not begun at all; with the real tables. */
class StandingStillTest {
    private static final FeedId HOTLINE = new FeedId("hotline-12345");
    private static final String PACK = "complaint-2023";
    private static final ReplaySettings SETTINGS = new ReplaySettings(
            Duration.ofSeconds(30), 500, DataSize.ofKilobytes(64), DataSize.ofMegabytes(4), 0, 0.05, 20, 10);

    @TempDir
    Path folder;

    private final JdbcClient jdbc = JdbcClient.create(TestDatabase.dataSource());
    /** Whose replays are this node's, whoever asks. */
    private final JobStore jobs = new JobStore(jdbc) {
        @Override
        boolean renew(long id, String node, Instant until) {
            return true;
        }
    };

    private final ItemStore items = new ItemStore(new JdbcTemplate(TestDatabase.dataSource()), PersonalSeal.none());
    private final ResultStore results = new ResultStore(jdbc, PersonalSeal.none());
    private String mapping = "1-abc";

    @BeforeEach
    void empty() throws IOException {
        TestDatabase.reset();
        FileSystemUtils.copyRecursively(Path.of("mappings", "standards"), folder.resolve("standards"));
    }

    @Test
    void moreFailuresThanThePlanAnnouncedStopItAndResumeBeginsTheCountAnew() {
        long job = running(100);
        var turn = work(job, false);
        run().note(turn, became(1, 18, ReplayEffect.CHANGED));
        run().note(turn, became(19, 1, ReplayEffect.IMPOSSIBLE));
        assertThat(state(job)).as("1 of 19: too few to judge by").isEqualTo(JobState.RUNNING);
        run().note(turn, became(20, 1, ReplayEffect.IMPOSSIBLE));

        assertThat(state(job)).as("2 of 20 are more than 5 in a hundred").isEqualTo(JobState.STOPPED);
        assertThat(jobs.job(job).orElseThrow().note()).isEqualTo("R184 2 / 20");
        assertThat(turn.going()).isFalse();
        assertThat(jobs.events(job)).extracting(Replays.Event::action).contains("stop");

        assertThat(service().resume(job, "somebody")).isEqualTo(Done.DONE);
        run().note(work(job, false), became(21, 30, ReplayEffect.CHANGED));
        assertThat(state(job)).isEqualTo(JobState.RUNNING);
    }

    @Test
    void whatThePlanAnnouncedDoesNotStopIt() {
        long job = running(100);
        jdbc.sql("update replay.item set effect = 4 where job = ?").param(job).update();
        run().note(work(job, false), became(1, 50, ReplayEffect.IMPOSSIBLE));
        assertThat(state(job)).isEqualTo(JobState.RUNNING);
    }

    @Test
    void aPackWithOtherRulesUnderTheSameIdMakesThePlanVoid() throws IOException {
        long job = planned();
        var before = jobs.readWith(job).get(0).pack();
        assertThat(before).startsWith(PACK + " ");
        Files.writeString(
                folder.resolve("standards").resolve(PACK).resolve("rules.yaml"),
                "# another\n",
                StandardOpenOption.APPEND);

        assertThat(service().start(job, "somebody")).isEqualTo(Done.VOID);

        var view = service().view(job).orElseThrow();
        assertThat(view.state()).isEqualTo(State.CANCELLED);
        assertThat(view.note()).startsWith("R233 hotline-12345 " + before + " → " + PACK);
        assertThat(view.events()).extracting(Replays.Event::action).contains("void");
    }

    @Test
    void anotherMappingMakesThePlanVoid() {
        long job = planned();
        mapping = "2-def";
        assertThat(service().start(job, "somebody")).isEqualTo(Done.VOID);
        assertThat(service().view(job).orElseThrow().note()).isEqualTo("R183 hotline-12345 1-abc → 2-def");
    }

    @Test
    void anotherPackInTheMiddleOfARunStopsIt() throws IOException {
        long job = planned();
        assertThat(service().start(job, "somebody")).isEqualTo(Done.DONE);
        Files.writeString(
                folder.resolve("standards").resolve(PACK).resolve("codes.yaml"),
                "# another\n",
                StandardOpenOption.APPEND);

        var turn = work(job, false);
        run().begin(turn, HOTLINE, mapping, PACK);

        assertThat(turn.going()).isFalse();
        assertThat(state(job)).isEqualTo(JobState.STOPPED);
        assertThat(jobs.job(job).orElseThrow().note()).startsWith("R233");
    }

    @Test
    void aPlanOfBeforePacksHadDigestsIsHeldToItsId() {
        long job = planned();
        jdbc.sql("update replay.read_with set pack = ? where job = ?")
                .params(PACK, job)
                .update();
        assertThat(service().start(job, "somebody")).isEqualTo(Done.DONE);
    }

    @Test
    void whatAnotherNodePlannedBesideThisOneFailsNoMessageAsThePlanIsMadeAnew() {
        long job = plan();
        var message = new Message(1, HOTLINE, Channel.HTTP, Instant.EPOCH, null, null, 1, "00");
        jdbc.sql("insert into replay.message (job, message_id, feed, whole) values (?, 1, 'hotline-12345', true)")
                .param(job)
                .update();
        var turn = new ReplayWork(
                ReplayWork.Kind.MESSAGES,
                new Session(job, true),
                List.of(new ReplayWork.Asked(message, null)),
                false,
                List.of());
        run().note(turn, became(1, 2, ReplayEffect.CHANGED));

        assertThatThrownBy(() -> run().note(turn, became(2, 2, ReplayEffect.CHANGED)))
                .isInstanceOf(DuplicateKeyException.class)
                .satisfies(doubled -> run().failed(turn, (DuplicateKeyException) doubled));

        assertThat(turn.going()).isFalse();
        assertThat(jdbc.sql("select failure is null and not done from replay.message where job = ?")
                        .param(job)
                        .query(Boolean.class)
                        .single())
                .isTrue();
        items.forgetPlan(job);
        assertThat(items.rows(job, List.of(1L)).get(1L)).isEqualTo(new BitSet());
    }

    @Test
    void listedRecordsAreToldTheirPlanAndAskedForInStretches() {
        long job = plan();
        jdbc.sql("""
                        insert into replay.item (job, message_id, row_no)
                        select ?, m, n from generate_series(1, 2) m, unnest(array[1, 2, 3, 7, 9, 10]) n
                        where m = 1 or n > 2""").param(job).update();

        run().note(work(job, true), became(1, 3, ReplayEffect.CHANGED));

        assertThat(items.rows(job, List.of(1L, 2L, 3L)))
                .containsEntry(1L, rows(1, 2, 3, 7, 9, 10))
                .containsEntry(2L, rows(3, 7, 9, 10))
                .containsEntry(3L, rows());
        assertThat(jdbc.sql("select row_no from replay.item where job = ? and effect = 2 order by 1")
                        .param(job)
                        .query(Integer.class)
                        .list())
                .containsExactly(1, 2, 3);
    }

    private static BitSet rows(int... numbers) {
        var rows = new BitSet();
        IntStream.of(numbers).forEach(rows::set);
        return rows;
    }

    @Test
    void whatWorksBesideTheIntakeGivesWayToAReplayThatANodeIsAtUnlessItsRateIsLimited() {
        long job = running(1);
        assertThat(othersGiveWay()).as("no node is at it").isFalse();
        assertThat(jobs.lease("a node", Instant.now(), Instant.now().plusSeconds(30)))
                .isPresent();
        assertThat(othersGiveWay()).isTrue();
        jdbc.sql("update replay.job set rate = 1 where id = ?").param(job).update();
        assertThat(othersGiveWay()).isFalse();
    }

    private boolean othersGiveWay() {
        return jdbc.sql("select exists (select from search.waiting) and exists (select from personal.waiting)")
                .query(Boolean.class)
                .single();
    }

    @Test
    void theListDoesNotGoThroughTheAnswersOfWhatIsDoneAgainAndAgain() {
        long job = running(1);
        jobs.move(job, JobState.ENDED, Instant.now(), null, JobState.RUNNING);
        assertThat(service().list(Long.MAX_VALUE, 10))
                .extracting(Replays.View::state)
                .containsExactly(State.DONE);

        var transaction = new TransactionTemplate(new JdbcTransactionManager(TestDatabase.dataSource()));
        transaction.executeWithoutResult(status -> {
            long before = looksAtAnswers();
            assertThat(service().list(Long.MAX_VALUE, 10))
                    .extracting(Replays.View::state)
                    .containsExactly(State.DONE);
            assertThat(looksAtAnswers()).isEqualTo(before);
        });
    }

    /** As the database counts them within a transaction. */
    private long looksAtAnswers() {
        return jdbc.sql("select seq_scan + idx_scan from pg_stat_xact_user_tables"
                        + " where relid = 'ledger.replayed'::regclass")
                .query(Long.class)
                .single();
    }

    private long planned() {
        long job = plan();
        run().begin(work(job, true), HOTLINE, mapping, PACK);
        jobs.planned(
                job,
                JsonMapper.shared().writeValueAsString(results.plan(job)),
                false,
                Clock.systemUTC().instant());
        return job;
    }

    private long running(int records) {
        long job = planned();
        jdbc.sql("""
                        insert into replay.item (job, message_id, row_no, effect)
                        select ?, 1, n, 2 from generate_series(1, ?) n""").params(job, records).update();
        service().start(job, "somebody");
        return job;
    }

    private long plan() {
        var select = new Selection(
                List.of(), List.of(), HOTLINE, null, null, null, null, null, null, null, List.of(), List.of());
        return service().plan(new Request(Mode.REPROCESS, select, Map.of(), "a test", false, null, null), "somebody");
    }

    private ReplayWork work(long job, boolean plan) {
        return new ReplayWork(ReplayWork.Kind.MESSAGES, new Session(job, plan), List.of(), false, List.of());
    }

    private static List<Replayed> became(int from, int records, ReplayEffect effect) {
        return IntStream.range(from, from + records)
                .mapToObj(
                        row -> new Replayed(1, row, "GD-" + row, effect, Outcome.UPDATED, null, null, false, List.of()))
                .toList();
    }

    private JobState state(long job) {
        return jobs.job(job).orElseThrow().state();
    }

    private PlanVersions versions() {
        return new PlanVersions(jobs, StandardPacks.load(folder), Optional.of(feed -> mapping));
    }

    private ReplayRun run() {
        return new ReplayRun(
                jobs, items, new AgainStore(jdbc), versions(), results, plan -> {}, SETTINGS, Clock.systemUTC());
    }

    private ReplayService service() {
        return new ReplayService(
                jobs,
                new ChoiceStore(jdbc),
                new AgainStore(jdbc),
                versions(),
                results,
                new PackageResults(jdbc),
                PersonalSeal.none(),
                SETTINGS,
                Clock.systemUTC());
    }
}
