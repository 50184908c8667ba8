package cn.lvyue.hub.delivery;

import java.time.LocalDate;
import java.util.UUID;

/**
 * Brings packages to one platform and its answers back, in the profile that platform speaks. Repeats nothing by itself: whether
 * something is sent again is decided where its story is known.
 */
interface Carrier {
    /** @param body as archived */
    Reply send(UUID packageId, byte[] body);

    /** Asks whether the platform has a package, before it is sent again; with its receipts where they come the same way. */
    Reply ask(UUID packageId);

    /** A page of what the platform says it holds of a business day; by default none is offered. */
    default PlatformStatements.Page statement(LocalDate date, String after, int limit) {
        return new PlatformStatements.NoneOffered("the profile has no statements");
    }

    /** Asks for the receipts of a package that was sent. */
    default Reply receipts(UUID packageId) {
        return ask(packageId);
    }
}
