package cn.lvyue.hub.signing;

import java.net.URI;

/**
 * A call about to be made.
 *
 * @param body as it will travel, encrypted if it is
 * @param millis the time of the call, since 1970
 * @param nonce never used before
 */
public record Call(String method, URI uri, byte[] body, long millis, String nonce) {}
