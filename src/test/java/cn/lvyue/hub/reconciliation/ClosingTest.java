package cn.lvyue.hub.reconciliation;

import static cn.lvyue.hub.reconciliation.ReconciledHub.CREDIT;
import static cn.lvyue.hub.reconciliation.ReconciledHub.DAY;
import static cn.lvyue.hub.reconciliation.ReconciledHub.HOTLINE;
import static org.assertj.core.api.Assertions.assertThat;

import cn.lvyue.hub.delivery.Deliveries;
import cn.lvyue.hub.delivery.Holding;
import cn.lvyue.hub.delivery.Holding.Decision;
import cn.lvyue.hub.delivery.Redelivery;
import cn.lvyue.hub.ledger.Ledger;
import cn.lvyue.hub.record.Inspected;
import cn.lvyue.hub.record.Standing;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Whatever happens in whatever order: after every step that is committed, everything due is in exactly one place. */
class ClosingTest {
    private static final int SEEDS = 4;
    private static final int STEPS = 40;

    @Test
    void theSumsCloseAfterEveryStepOfAnyRun() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (var hub = ReconciledHub.fresh("hub.reconciliation.page=200")) {
                new Run(hub, seed).go();
            }
        }
    }

    private static final class Run {
        private final ReconciledHub hub;
        private final int seed;
        private final Random random;
        private int told;

        Run(ReconciledHub hub, int seed) {
            this.hub = hub;
            this.seed = seed;
            this.random = new Random(seed);
        }

        void go() {
            for (int step = 0; step < STEPS; step++) {
                var what = step();
                check("seed %d step %d %s".formatted(seed, step, what));
            }
        }

        private String step() {
            var target = Target.values()[random.nextInt(2)];
            var acts = Act.values();
            switch (random.nextInt(10)) {
                case 0, 1 -> takeIn();
                case 2 -> hub.delivery.seal(target);
                case 3, 4 -> hub.delivery.push(target);
                case 5 -> hub.delivery.fetchReceipts(target, random.nextBoolean());
                case 6 -> hub.platforms.posts = acts[random.nextInt(acts.length)];
                case 7 -> hub.platforms.asks = random.nextBoolean() ? Act.ANSWER : Act.UNAVAILABLE;
                case 8 -> holdOrRelease(target);
                default -> giveUpOrRetry(target);
            }
            hub.clock.advance(Duration.ofSeconds(random.nextInt(90)));
            return target.id();
        }

        private void takeIn() {
            var feed = random.nextBoolean() ? HOTLINE : CREDIT;
            var records = new ArrayList<Inspected>();
            for (int i = random.nextInt(6); i >= 0; i--) {
                boolean again = told > 0 && random.nextInt(3) == 0;
                var number = "N" + (again ? random.nextInt(told) : told++);
                if (random.nextInt(8) == 0) {
                    hub.platforms.refusals.put(number, "no");
                }
                var standing = Standing.values()[random.nextInt(2)];
                records.add(hub.told(feed, number, standing, random.nextBoolean() ? "1.250000" : null));
            }
            hub.ledger.message(feed, ReconciledHub.rows(records));
        }

        private void holdOrRelease(Target target) {
            var holding = hub.bean(Holding.class);
            var decision = new Decision("tester", "why not");
            var known = hub.bean(Ledger.class)
                    .record(random.nextBoolean() ? HOTLINE : CREDIT, "N" + random.nextInt(Math.max(1, told)));
            if (known.isEmpty()) {
                holding.hold(target, decision);
            } else if (random.nextBoolean()) {
                holding.holdRecord(target, known.get().recordId(), decision);
            } else {
                holding.release(target, decision);
                holding.releaseRecord(target, known.get().recordId(), decision);
            }
        }

        /** As a person or exhausted patience would. */
        private void giveUpOrRetry(Target target) {
            var ids = hub.delivery.packageIds(target);
            if (ids.isEmpty()) {
                return;
            }
            var id = UUID.fromString(ids.get(random.nextInt(ids.size())));
            if (random.nextBoolean()) {
                hub.bean(Redelivery.class).retry(id);
            } else {
                hub.jdbc()
                        .sql(
                                "update delivery.package set state = 7, next_attempt_at = null where id = ? and state in (1, 2)")
                        .param(id)
                        .update();
            }
        }

        private void check(String when) {
            assertThat(hub.bean(Deliveries.class).books())
                    .as(when)
                    .allSatisfy(book ->
                            assertThat(book.closes()).as(book.toString()).isTrue());
            var statement = hub.statements().now(DAY, null, null, null, 1).statement();
            assertThat(statement.closes()).as("%s: %s", when, statement).isTrue();
            for (var target : statement.targets()) {
                assertThat(target.feeds())
                        .as(when)
                        .allSatisfy(feed ->
                                assertThat(feed.received().lost().records()).isZero());
            }
        }
    }
}
