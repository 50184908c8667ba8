package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.Target;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.stereotype.Component;

/** Statements over the way packages go. */
@Component
class CarriedStatements implements PlatformStatements {
    private final Carriers carriers;
    private final DeliverySettings settings;

    CarriedStatements(Carriers carriers, DeliverySettings settings) {
        this.carriers = carriers;
        this.settings = settings;
    }

    @Override
    public Page page(Target target, LocalDate date, String after, int limit) {
        return carriers.of(target)
                .map(carrier -> carrier.statement(date, after, limit))
                .orElseGet(() -> new NoneOffered("no address is configured for " + target.id()));
    }

    @Override
    public Instant receiptsDueBy(Instant sentAt) {
        return sentAt.plus(settings.receipts().giveUp());
    }
}
