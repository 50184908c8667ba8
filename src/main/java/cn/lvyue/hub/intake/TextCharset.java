package cn.lvyue.hub.intake;

import static java.nio.charset.StandardCharsets.UTF_8;

import cn.lvyue.hub.record.ReadPlan;
import java.io.InputStream;
import java.nio.charset.Charset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which charset a feed's text is read in, between what the plan says and what the bytes are. */
final class TextCharset {
    private static final Logger LOG = LoggerFactory.getLogger(TextCharset.class);
    private static final String AUTO = "auto";

    private TextCharset() {}

    /** A table says nothing about its charset: unless the plan names an unusual one, its bytes decide. */
    static DecodedText ofTable(ReadPlan plan, InputStream bytes) {
        var declared = declared(plan);
        return isTold(declared) ? DecodedText.guessed(bytes) : DecodedText.in(declared, bytes);
    }

    /** JSON and XML are UTF-8 (RFC 8259, section 8.1) unless the plan or the document says otherwise. */
    static DecodedText of(ReadPlan plan, Charset byItself, InputStream bytes) {
        return DecodedText.in(isAuto(plan) ? byItself : declared(plan), bytes);
    }

    static boolean isAuto(ReadPlan plan) {
        return plan.charset().equalsIgnoreCase(AUTO);
    }

    /**
     * At a file's end, remarks on the charset it was read in where that is not the one the feed is said to use (F102), or
     * where it had to be found out and is not UTF-8 (F111). A file without either remark was UTF-8, or as its feed says.
     */
    static void tell(ReadTask task, FileInMessage file, DecodedText text) {
        var found = text.charset();
        LOG.debug("{} was read as {}", file.place(), found == null ? "ASCII" : found);
        if (found == null || found.equals(declared(task.plan))) {
            return;
        }
        task.note(
                isAuto(task.plan)
                        ? Fault.CHARSET_TOLD.remark(file.place(), found.name(), "UTF-8")
                        : Fault.CHARSET.remark(file.place(), found.name(), task.plan.charset()));
    }

    private static Charset declared(ReadPlan plan) {
        return isAuto(plan) ? UTF_8 : CharsetChoice.named(plan.charset(), UTF_8);
    }

    /** The two charsets that bytes tell apart by themselves. */
    private static boolean isTold(Charset charset) {
        return charset.equals(UTF_8) || charset.equals(CharsetChoice.GB18030);
    }
}
