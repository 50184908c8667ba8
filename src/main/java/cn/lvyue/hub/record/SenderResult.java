package cn.lvyue.hub.record;

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

    /** @param ending comes after the file's own name: {@code .returned.xlsx} */
    public record SideFile(String ending, byte[] bytes) {}
}
