package cn.lvyue.hub.delivery;

import java.time.LocalDate;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;

/**
 * For ways on which two calls of one hub would be in each other's way, a folder whose receipt files are moved when they are read:
 * packages are composed and archived side by side, and laid down one after another.
 */
final class OneAtATime implements Carrier {
    private final Carrier carrier;
    private final ReentrantLock turn = new ReentrantLock(true);

    OneAtATime(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        turn.lock();
        try {
            return carrier.send(packageId, body);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Reply ask(UUID packageId) {
        turn.lock();
        try {
            return carrier.ask(packageId);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Reply receipts(UUID packageId) {
        turn.lock();
        try {
            return carrier.receipts(packageId);
        } finally {
            turn.unlock();
        }
    }

    @Override
    public PlatformStatements.Page statement(LocalDate date, String after, int limit) {
        return carrier.statement(date, after, limit);
    }
}
