package cn.lvyue.hub.api;

import cn.lvyue.hub.reconciliation.AskedStatements;
import cn.lvyue.hub.reconciliation.Statements;
import cn.lvyue.hub.reconciliation.Statements.Format;
import cn.lvyue.hub.reconciliation.Statements.Kept;
import cn.lvyue.hub.security.AuditNote;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** Where people keep statements and take them away as files. */
@Component
public class StatementDesk {
    private static final int LONGEST_REASON = 200;

    private final Statements statements;
    private final AskedStatements asked;

    StatementDesk(Statements statements, AskedStatements asked) {
        this.statements = statements;
        this.asked = asked;
    }

    /** @throws Refusal without a reason, or without a key to sign with */
    public Kept keep(LocalDate day, @Nullable String reason, HttpServletRequest request) {
        return statements.keep(day, noted(day, reason, request));
    }

    /**
     * Has a statement made and kept in the background.
     *
     * @throws Refusal without a reason, or without a key to sign with
     */
    public void ask(LocalDate day, @Nullable String reason, HttpServletRequest request) {
        asked.ask(day, noted(day, reason, request));
    }

    private String noted(LocalDate day, @Nullable String reason, HttpServletRequest request) {
        needsKey();
        var why = Reasons.of(reason, LONGEST_REASON);
        AuditNote.of(request).object("statement " + day).purpose(why);
        return why;
    }

    /** @throws Refusal where there is no key to sign with */
    void needsKey() {
        if (!statements.canSign()) {
            throw Refusal.of(
                    ProblemKind.NOTHING_TO_SIGN_WITH,
                    "没有密钥可签署对账单，未开始",
                    "there is no key to sign the statement with; nothing was begun");
        }
    }

    /**
     * Writes a statement as a file, its detached signature in the head. A kept one as JSON is given out as it was signed; all else is
     * written and signed now.
     *
     * @param version null for the statement as of now
     * @throws Refusal where there is no such version, or no key to sign with
     */
    public void export(LocalDate day, @Nullable Integer version, Format format, HttpServletResponse response)
            throws IOException {
        if (version == null || format != Format.JSON) {
            needsKey();
        }
        try (var export = statements
                .export(day, version, format)
                .orElseThrow(() -> Refusal.notFound(
                        "对账单版本", "version of the statement", day + " v" + (version == null ? 0 : version)))) {
            response.setContentType(export.mediaType());
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("X-Hub-Digest", export.digest());
            response.setHeader("X-Hub-Algorithm", export.algorithm());
            response.setHeader("X-Hub-Key", export.keyId());
            response.setHeader("X-Hub-Signature", export.signature());
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION, Attachment.of(export.filename(), "reconciliation-" + day));
            Files.copy(export.file(), response.getOutputStream());
        }
    }
}
