package cn.lvyue.hub.signing;

import java.net.URI;
import java.util.Map;

/** What a signer makes of a call. @param uri with the parameters it added @param headers to be added */
public record Signed(URI uri, Map<String, String> headers) {}
