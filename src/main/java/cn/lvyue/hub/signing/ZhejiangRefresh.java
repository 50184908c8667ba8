package cn.lvyue.hub.signing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Fetches the secrets of the Zhejiang platform. The application's secret gives a refresh secret, which lives for about two days,
 * and a request secret, which lives for about a quarter of an hour; the refresh secret gives both anew. For one thread at a time.
 */
final class ZhejiangRefresh implements FetchedSecret.Refresh {
    private final String appKey;
    private final String appSecret;
    private final URI byKey;
    private final @Nullable URI bySecret;
    private final Exchange exchange;
    private FetchedSecret.@Nullable Secret refreshSecret;

    ZhejiangRefresh(SignerChoice choice, Exchange exchange) {
        this.appKey = CallSigners.name(choice);
        this.appSecret = CallSigners.secret(choice);
        this.byKey = Objects.requireNonNull(choice.gateway().refreshUrl(), "refresh-url");
        this.bySecret = choice.gateway().refreshBySecretUrl();
        this.exchange = exchange;
    }

    /** By the refresh secret while it lasts, else, and if that fails, by the application's. */
    @Override
    public FetchedSecret.Secret fetch(Instant now) throws IOException {
        var held = refreshSecret;
        if (bySecret != null && held != null && now.isBefore(held.end().minus(FetchedSecret.BEFORE_ITS_END))) {
            try {
                return fetch(bySecret, held.value(), now);
            } catch (IOException refused) {
                refreshSecret = null;
            }
        }
        return fetch(byKey, appSecret, now);
    }

    private FetchedSecret.Secret fetch(URI url, String secret, Instant now) throws IOException {
        var request = HttpRequest.newBuilder(ZhejiangSigner.signed(url, appKey, secret, now.toEpochMilli()))
                .GET();
        var datas = GatewayJson.read(exchange.call(request.build()), "00", "datas");
        refreshSecret = new FetchedSecret.Secret(
                GatewayJson.text(datas, "refreshSecret"), GatewayJson.end(datas, "refreshSecretEndTime", now));
        return new FetchedSecret.Secret(
                GatewayJson.text(datas, "requestSecret"), GatewayJson.end(datas, "requestSecretEndTime", now));
    }
}
