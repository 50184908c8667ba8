package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.util.List;
import org.springframework.context.ApplicationContext;

/** Does what the delivery routes do, step by step, for tests of what watches it. */
public final class Deliverer {
    private final ApplicationContext hub;
    private final KeptBytes archive = new KeptBytes();

    public Deliverer(ApplicationContext hub) {
        this.hub = hub;
    }

    public void seal(Target target) {
        hub.getBean(DeliveryStep.class).sealAtOnce(target);
    }

    /** Pushes what is due, each package once. */
    public void push(Target target) {
        var step = hub.getBean(DeliveryStep.class);
        for (var pack : step.dueForPush(target)) {
            archive.keepSent(step.compose(pack));
            var pushed = step.push(pack, archive.sent(pack.packageId()));
            step.note(pushed, pushed.answered() ? Long.valueOf(archive.keepReceived(pushed.answer())) : null);
        }
    }

    /** Asks for the receipts that are due. @param twice notes each answer a second time, as after a crash */
    public void fetchReceipts(Target target, boolean twice) {
        var step = hub.getBean(ReceiptStep.class);
        for (var pack : step.due(target)) {
            var asked = step.ask(pack);
            Long archived = asked.changed() ? Long.valueOf(archive.keepReceived(asked.answer())) : null;
            for (int times = twice ? 2 : 1; times > 0; times--) {
                step.note(asked, archived);
            }
        }
    }

    /** Everything that is due at once, without sending it. */
    public List<String> packageIds(Target target) {
        return hub.getBean(Deliveries.class).batches(target, null, Long.MAX_VALUE, 200).stream()
                .flatMap(batch -> batch.packages().stream())
                .map(pack -> pack.packageId().toString())
                .toList();
    }
}
