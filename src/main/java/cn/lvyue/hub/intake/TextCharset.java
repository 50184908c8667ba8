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

    /** Remarks on a file that is not in the charset its feed is said to use. */
    static void compare(ReadTask task, FileInMessage file, DecodedText text) {
        var found = text.charset();
        LOG.debug("{} is read as {}", file.place(), found == null ? "ASCII" : found);
        if (!isAuto(task.plan) && found != null && !found.equals(declared(task.plan))) {
            task.note(Fault.CHARSET.remark(file.place(), found.name(), task.plan.charset()));
        }
    }

    private static Charset declared(ReadPlan plan) {
        return isAuto(plan) ? UTF_8 : CharsetChoice.named(plan.charset(), UTF_8);
    }

    /** The two charsets that bytes tell apart by themselves. */
    private static boolean isTold(Charset charset) {
        return charset.equals(UTF_8) || charset.equals(CharsetChoice.GB18030);
    }
}
