package cn.lvyue.hub.delivery;

import java.time.LocalDate;
import java.util.UUID;

/** The profile {@code hub-json}: packages are posted over HTTP, receipts are asked for. */
class HubJsonCarrier implements Carrier {
    private final PlatformClient client;
    private final Line line;

    HubJsonCarrier(PlatformClient client, Line line) {
        this.client = client;
        this.line = line;
    }

    @Override
    public Reply send(UUID packageId, byte[] body) {
        return client.post(line, packageId, body);
    }

    @Override
    public Reply ask(UUID packageId) {
        return client.ask(line, packageId);
    }

    @Override
    public PlatformStatements.Page statement(LocalDate date, String after, int limit) {
        return StatementPage.of(client.statement(line, date, after, limit));
    }
}
