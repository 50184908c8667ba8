package cn.lvyue.hub.api;

import cn.lvyue.hub.record.Message;
import java.util.Locale;

/** How what goes back is named: 九月.xlsx comes back as 九月.退回.xlsx, so that it lies beside its original. */
final class ReturnedName {
    private static final String MARK = ".退回.";

    private ReturnedName() {}

    /** @param own whether it is the sender's own document, which keeps its extension (.xlsm, .tsv) */
    static String of(Message message, String extension, boolean own) {
        var sent = message.filename();
        var name = sent == null ? "" : Attachment.bare(sent);
        if (name.isBlank()) {
            return "message-" + message.id() + MARK + extension;
        }
        var outer = own ? outer(name) : "";
        var inner = name.substring(0, name.length() - outer.length());
        int dot = inner.lastIndexOf('.');
        var base = dot <= 0 ? inner : inner.substring(0, dot);
        var end = own && dot > 0 && dot < inner.length() - 1 ? inner.substring(dot + 1) : extension;
        return base + MARK + end + outer;
    }

    /** What the copy of a file is called where names need not be text: behind the file's own name, in ASCII. */
    static String sideEnding(Message message, String extension) {
        var sent = message.filename();
        return ".returned." + extension + (sent == null ? "" : outer(sent));
    }

    private static String outer(String name) {
        return name.toLowerCase(Locale.ROOT).endsWith(".gz") ? name.substring(name.length() - 3) : "";
    }
}
