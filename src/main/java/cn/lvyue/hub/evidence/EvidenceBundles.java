package cn.lvyue.hub.evidence;

import cn.lvyue.hub.record.RecordId;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one record in one file (证据包): where it came from, what became of it, what was sent and answered, with the leaves,
 * paths and signed days that prove it without the hub. The form is that of {@code src/docs/evidence.md}.
 */
public interface EvidenceBundles {

    /**
     * What is wanted.
     *
     * @param full with personal data and the bytes of whole messages, which hold other records too
     * @param by who asks; written into the file, as are {@code purpose} and {@code reference}
     * @param pinned a day whose statement somebody kept outside: the file then proves that the log goes on from there
     */
    record Wish(
            RecordId record,
            boolean full,
            String by,
            @Nullable String purpose,
            @Nullable String reference,
            @Nullable LocalDate pinned) {}

    /** A file that is put together and not yet written. */
    interface Bundle {
        String filename();

        /** The fields with personal data that the file shows; empty unless it is full. */
        List<String> personalFields();

        /** Writes the ZIP as a stream; holds a few megabytes. The stream stays open. */
        void writeTo(OutputStream out) throws IOException;
    }

    /** @return empty if there is no such record */
    Optional<Bundle> of(Wish wish);
}
