package cn.lvyue.hub.record;

import java.util.List;

/**
 * How reading a message ended.
 *
 * @param read how many source records were read in all
 * @param findings faults of the message as a whole (F1xx); with none of severity reject it was read to its end
 */
public record ReadEnd(int read, List<Finding> findings) {
    public ReadEnd {
        findings = List.copyOf(findings);
    }

    /** Nothing could be read and there is a reason: the message ends as one unreadable exchange. */
    public boolean unreadable() {
        return read == 0 && findings.stream().anyMatch(Finding::rejects);
    }
}
