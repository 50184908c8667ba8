package cn.lvyue.hub.proof;

import org.springframework.context.ApplicationContext;

/** Does what the notary's routes do, for tests of what builds on the log. */
public final class Notarised {
    private final ApplicationContext hub;

    public Notarised(ApplicationContext hub) {
        this.hub = hub;
    }

    /** Takes down all there is. */
    public void takeDown() {
        hub.getBean(Notary.class).workOff();
    }

    /** Closes and signs the days that are over. */
    public void closeDays() {
        hub.getBean(DayClosing.class).closeDue();
    }
}
