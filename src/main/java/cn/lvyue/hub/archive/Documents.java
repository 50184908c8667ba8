package cn.lvyue.hub.archive;

import java.io.InputStream;

/** Keeps what the hub itself has written for the record, unalterably. */
public interface Documents {
    /**
     * @param onceKey the same key is the same document: archived once
     * @param body read to its end and closed
     */
    record Document(String onceKey, String filename, String mediaType, InputStream body) {}

    /** @return the id under which {@link Archive#open} gives it back; committed */
    long keep(Document document);
}
