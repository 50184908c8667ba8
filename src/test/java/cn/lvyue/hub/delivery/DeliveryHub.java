package cn.lvyue.hub.delivery;

import cn.lvyue.hub.QuickContext;
import cn.lvyue.hub.TestDatabase;
import cn.lvyue.hub.record.Target;
import cn.lvyue.hub.sandbox.Behaviour;
import cn.lvyue.hub.sandbox.SandboxPlatforms;
import cn.lvyue.hub.signing.TestVault;
import cn.lvyue.hub.standard.StandardPack;
import cn.lvyue.hub.standard.StandardPacks;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Delivery and sandbox with a real database and real HTTP; a test says when time passes and when a route would run. */
class DeliveryHub implements AutoCloseable {
    final SettableClock clock;
    final ListedOutbox outbox;
    final Misbehaviour platforms;
    final KeptBytes archive;
    final AnnotationConfigApplicationContext context = new QuickContext();

    /** On an emptied database. */
    static DeliveryHub fresh(String... settings) {
        TestDatabase.reset();
        JdbcClient.create(TestDatabase.dataSource())
                .sql("truncate sandbox.package, sandbox.record restart identity")
                .update();
        return new DeliveryHub(new SettableClock(), new ListedOutbox(), new KeptBytes(), settings);
    }

    private DeliveryHub(SettableClock clock, ListedOutbox outbox, KeptBytes archive, String... settings) {
        this.clock = clock;
        this.outbox = outbox;
        this.archive = archive;
        this.platforms = new Misbehaviour();
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties(settings)));
        context.registerBean(SettableClock.class, () -> clock);
        context.registerBean(ListedOutbox.class, () -> outbox);
        context.registerBean(Behaviour.class, () -> platforms);
        context.registerBean("archive", KeptBytes.class, () -> archive);
        context.register(Wiring.class);
        context.refresh();
    }

    /** The same hub after its process ended, or a second node. */
    DeliveryHub another(String... settings) {
        return new DeliveryHub(clock, outbox, archive, settings);
    }

    private static Map<String, Object> properties(String... settings) {
        var all = new HashMap<String, Object>(Map.of(
                "hub.delivery.pack", "small",
                "hub.vault.master-key", TestVault.MASTER,
                "hub.delivery.package-records", "3",
                "hub.sandbox.stage-delay", "1s",
                "hub.sandbox.source-record-no", "X_SOURCE",
                "hub.sandbox.complaint-no", "X_NO",
                "hub.sandbox.revision", "X_REVISION",
                "hub.sandbox.data-state", "X_STATE",
                "hub.sandbox.confirmed", "X_DECIDED=1",
                "hub.sandbox.identification", "X_NO,X_SOURCE,X_REVISION,X_STATE"));
        for (var setting : settings) {
            int equals = setting.indexOf('=');
            all.put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        return all;
    }

    @Configuration
    @ComponentScan({"cn.lvyue.hub.delivery", "cn.lvyue.hub.sandbox", "cn.lvyue.hub.signing"})
    static class Wiring {
        @Bean
        DataSource dataSource() {
            return new DelegatingDataSource(TestDatabase.dataSource());
        }

        @Bean
        JdbcClient jdbcClient(DataSource dataSource) {
            return JdbcClient.create(dataSource);
        }

        @Bean
        TransactionTemplate transactionTemplate(DataSource dataSource) {
            return new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        }

        @Bean
        ListedAlarms alarms() {
            return new ListedAlarms();
        }

        @Bean
        StandardPacks standardPacks() {
            return new StandardPacks() {
                @Override
                public StandardPack pack(String id) {
                    return new SmallPack();
                }

                @Override
                public Collection<StandardPack> all() {
                    return List.of(new SmallPack());
                }
            };
        }
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    Deliveries deliveries() {
        return bean(Deliveries.class);
    }

    JdbcClient jdbc() {
        return bean(JdbcClient.class);
    }

    SandboxPlatforms sandbox() {
        return bean(SandboxPlatforms.class);
    }

    void seal(Target target) {
        bean(DeliveryStep.class).sealAtOnce(target);
    }

    /** What the route push-packages does, once. @return how many packages were due */
    int push(Target target) {
        var step = bean(DeliveryStep.class);
        var due = step.dueForPush(target);
        for (var pack : due) {
            archive.keepSent(step.compose(pack));
            var pushed = step.push(pack, archive.sent(pack.packageId()));
            step.note(pushed, pushed.answered() ? archive.keepReceived(pushed.answer()) : null);
        }
        return due.size();
    }

    /** Tries to push until everything due was tried; what must not be composed is passed over, as the route does. */
    void runOnceIgnoring(Target target) {
        var step = bean(DeliveryStep.class);
        for (int round = 0; round < 2; round++) {
            for (var pack : step.dueForPush(target)) {
                try {
                    archive.keepSent(step.compose(pack));
                    var pushed = step.push(pack, archive.sent(pack.packageId()));
                    step.note(pushed, pushed.answered() ? archive.keepReceived(pushed.answer()) : null);
                } catch (CannotCompose kept) {
                    continue;
                }
            }
        }
    }

    /** What the route fetch-receipts does, once. @return how many packages were due */
    int fetchReceipts(Target target) {
        var step = bean(ReceiptStep.class);
        var due = step.due(target);
        for (var pack : due) {
            var asked = step.ask(pack);
            step.note(asked, asked.changed() ? archive.keepReceived(asked.answer()) : null);
        }
        return due.size();
    }

    /** Lets time pass in steps until a target has nothing left to do, at most an hour. */
    void runUntilQuiet(Target target) {
        for (int second = 0; second < 3600; second++) {
            push(target);
            fetchReceipts(target);
            if (waiting(target) == 0) {
                return;
            }
            clock.advance(Duration.ofSeconds(1));
        }
        throw new AssertionError("still waiting after an hour");
    }

    /** Pushes and fetches, letting time pass, until something has come about; at most an hour. */
    void runUntil(Target target, BooleanSupplier reached) {
        for (int second = 0; second < 3600 && !reached.getAsBoolean(); second++) {
            push(target);
            fetchReceipts(target);
            clock.advance(Duration.ofSeconds(1));
        }
        if (!reached.getAsBoolean()) {
            throw new AssertionError("not reached within an hour");
        }
    }

    private int waiting(Target target) {
        return jdbc().sql("select count(*) from delivery.package where target = ? and next_attempt_at is not null")
                .param(target.code())
                .query(Integer.class)
                .single();
    }

    @Override
    public void close() {
        context.close();
    }
}
