package cn.lvyue.hub.record;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * What is laid beside a file for its sender.
 *
 * @param done whether the file was read; decides between {@code .done} and {@code .failed}
 * @param json the result, UTF-8
 * @param sideFiles further files, such as a copy with the faults marked; laid down before the result
 */
public record SenderResult(boolean done, byte[] json, List<SideFile> sideFiles) {
    public SenderResult {
        sideFiles = List.copyOf(sideFiles);
    }

    /**
     * @param ending comes after the file's own name, in ASCII since that name need not be text: {@code .returned.xlsx}
     * @param content may be asked for again if a place could not be written to
     */
    public record SideFile(String ending, Content content) {}

    /** Writes itself as a stream, since a copy of a workbook may be larger than memory. */
    @FunctionalInterface
    public interface Content {
        /** @throws IOException if {@code out} takes no more, or the content cannot be read; tried again later */
        void writeTo(OutputStream out) throws IOException;
    }
}
