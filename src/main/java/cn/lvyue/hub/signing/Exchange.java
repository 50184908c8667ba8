package cn.lvyue.hub.signing;

import java.io.IOException;
import java.net.http.HttpRequest;

/** Makes a call for a signer that has to fetch something, within the limits of the one who offers it. */
@FunctionalInterface
public interface Exchange {
    /** @return the body of a 2xx answer @throws IOException for anything else */
    byte[] call(HttpRequest request) throws IOException;
}
