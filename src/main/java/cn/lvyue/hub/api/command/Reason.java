package cn.lvyue.hub.api.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say why a command fetches what holds personal data; in production the hub asks for them. */
final class Reason {
    @Option(names = "--purpose", description = "查看个人信息的目的，如 HANDLING / why personal data is needed, such as HANDLING")
    private @Nullable String purpose;

    @Option(names = "--purpose-text", description = "目的的说明 / further words on the purpose")
    private @Nullable String purposeText;

    @Option(names = "--reference", description = "案件或文书编号 / number of the case or letter")
    private @Nullable String reference;

    /** As a query with its question mark; empty if nothing is said. */
    String query() {
        var query = new StringJoiner("&", "?", "").setEmptyValue("");
        add(query, "purpose", purpose);
        add(query, "purposeText", purposeText);
        add(query, "reference", reference);
        return query.toString();
    }

    /** A query with more of it, that begins with {@code &}. */
    static String join(String query, String more) {
        return query.isEmpty() && !more.isEmpty() ? "?" + more.substring(1) : query + more;
    }

    private static void add(StringJoiner query, String name, @Nullable String value) {
        if (value != null) {
            query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
