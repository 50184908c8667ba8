package cn.lvyue.hub.api;

import cn.lvyue.hub.security.AuditEntry;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Writes lines of the audit to a file as they come; none stays in memory. */
public final class AuditFile implements AutoCloseable {
    private static final String BOM = "\uFEFF"; // else Excel takes UTF-8 for GBK
    private static final String[] HEAD = {
        "编号 id",
        "时间 at",
        "操作人 actor",
        "地址 address",
        "操作 action",
        "调用 what",
        "对象 object",
        "之前 before",
        "之后 after",
        "目的 purpose",
        "依据 reference",
        "结果 result"
    };

    /** With one of these a spreadsheet begins a formula (OWASP, CSV injection); full-width ones are taken for them too. */
    private static final String FORMULA = "=+-@\t\r\n＝＋－＠";

    private final Writer out;
    private final boolean csv;
    private final JsonMapper json;

    /** @param csv else a line of JSON each */
    public AuditFile(OutputStream out, boolean csv, JsonMapper json) throws IOException {
        this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
        this.csv = csv;
        this.json = json;
        if (csv) {
            this.out.write(BOM);
            this.out.write(line(HEAD));
        }
    }

    public void add(AuditEntry entry) {
        try {
            out.write(csv ? line(cells(entry)) : json.writeValueAsString(AuditAnswer.of(entry)) + "\n");
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static @Nullable String[] cells(AuditEntry entry) {
        return new @Nullable String[] {
            Long.toString(entry.id()),
            Times.of(entry.at()).toString(),
            entry.actor(),
            entry.address(),
            entry.action(),
            entry.what(),
            entry.object(),
            entry.before(),
            entry.after(),
            entry.purpose(),
            entry.reference(),
            entry.result()
        };
    }

    private static String line(@Nullable String[] cells) {
        return Arrays.stream(cells).map(AuditFile::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return "";
        }
        var safe = FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    @Override
    public void close() throws IOException {
        out.flush();
    }
}
