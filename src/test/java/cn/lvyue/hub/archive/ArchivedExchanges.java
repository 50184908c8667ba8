package cn.lvyue.hub.archive;

import cn.lvyue.hub.record.Answer;
import cn.lvyue.hub.record.Outgoing;
import org.springframework.context.ApplicationContext;

/** The real archive as the delivery routes use it. */
public final class ArchivedExchanges {
    private final ArchiveStep archive;

    public ArchivedExchanges(ApplicationContext hub) {
        this.archive = hub.getBean(ArchiveStep.class);
    }

    public byte[] keptSent(Outgoing outgoing) {
        return archive.keptSent(outgoing);
    }

    public long keepReceived(Answer answer) {
        return archive.keepReceived(answer);
    }
}
