package cn.lvyue.hub.delivery;

import java.time.LocalDate;
import java.util.UUID;

/** Sends in one profile and hears of receipts in another. */
class SplitCarrier implements Carrier {
    private final Carrier data;
    private final Carrier receipts;

    SplitCarrier(Carrier data, Carrier receipts) {
        this.data = data;
        this.receipts = receipts;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        return data.send(packageId, body);
    }

    /** A receipt proves that the package arrived, whatever the way there says; without one that way has to know. */
    @Override
    public Reply ask(UUID packageId) {
        return receipts.receipts(packageId) instanceof Reply.Answered answered
                        && answered.isGood()
                        && !answered.receipts().isEmpty()
                ? answered
                : data.ask(packageId);
    }

    /** Whichever of the two offers one. */
    @Override
    public PlatformStatements.Page statement(LocalDate date, String after, int limit) {
        var page = receipts.statement(date, after, limit);
        return page instanceof PlatformStatements.NoneOffered ? data.statement(date, after, limit) : page;
    }

    /** That nobody has given a receipt yet does not mean that the package is unknown. */
    @Override
    public Reply receipts(UUID packageId) {
        var reply = receipts.receipts(packageId);
        return reply instanceof Reply.Answered answered && answered.isUnknown() ? new Reply.NothingYet() : reply;
    }
}
