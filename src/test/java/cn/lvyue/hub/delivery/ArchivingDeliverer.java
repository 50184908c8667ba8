package cn.lvyue.hub.delivery;

import cn.lvyue.hub.archive.ArchivedExchanges;
import cn.lvyue.hub.record.Target;
import org.springframework.context.ApplicationContext;

/** Does what the delivery routes do, step by step, with the real archive. */
public final class ArchivingDeliverer {
    private final ApplicationContext hub;
    private final ArchivedExchanges archive;

    public ArchivingDeliverer(ApplicationContext hub) {
        this.hub = hub;
        this.archive = new ArchivedExchanges(hub);
    }

    /** Pushes what is due, each package once. */
    public void push(Target target) {
        var step = hub.getBean(DeliveryStep.class);
        for (var pack : step.dueForPush(target)) {
            var pushed = step.push(pack, archive.keptSent(step.compose(pack)));
            step.note(pushed, pushed.answered() ? Long.valueOf(archive.keepReceived(pushed.answer())) : null);
        }
    }

    public void fetchReceipts(Target target) {
        var step = hub.getBean(ReceiptStep.class);
        for (var pack : step.due(target)) {
            var asked = step.ask(pack);
            step.note(asked, asked.changed() ? Long.valueOf(archive.keepReceived(asked.answer())) : null);
        }
    }
}
