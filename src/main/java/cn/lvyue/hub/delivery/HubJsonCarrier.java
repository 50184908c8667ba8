package cn.lvyue.hub.delivery;

import cn.lvyue.hub.record.TargetAddress;
import java.time.LocalDate;
import java.util.UUID;

/** The profile {@code hub-json}: packages are posted over HTTP, receipts are asked for. */
class HubJsonCarrier implements Carrier {
    private final PlatformClient client;
    private final TargetAddress address;

    HubJsonCarrier(PlatformClient client, TargetAddress address) {
        this.client = client;
        this.address = address;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        return client.post(address, packageId, body);
    }

    @Override
    public Reply ask(UUID packageId) {
        return client.ask(address, packageId);
    }

    @Override
    public PlatformStatements.Page statement(LocalDate date, String after, int limit) {
        return StatementPage.of(client.statement(address, date, after, limit));
    }
}
